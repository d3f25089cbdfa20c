import type { Calendar } from '../calendar/calendar.ts';
import { type Day, dayOf, type Instant } from '../calendar/day.ts';

/**
 * The first version of the engine's rules, as far as a later one changed it. Open cases of then count by it until they
 * are brought to the current one, and finished clocks keep it. Its difference: 24:00 was the first instant of the next
 * day, and a pause opened on the last day moved it to the day of resumption, also into the instant of its end.
 */
export const firstRules = 1;

interface PausedSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly lastDay: Day;
}

/** Pauses by the days of their instants: what began or ended at 24:00 did so on the next day. */
export const spansByFirstRules = <S extends PausedSpan>(spans: readonly S[]): readonly S[] =>
  spans.map(span => ({ ...span, firstDay: dayOf(span.from), lastDay: dayOf(span.to) }));

/** The last day, moved by the pauses that begin on it to their days of resumption, rolled; and how many these are. */
export function lastDayByFirstRules(
  calendar: Calendar,
  counted: Day,
  pauses: readonly PausedSpan[],
  endOn: (day: Day) => Instant,
): { readonly day: Day; readonly moving: number } {
  let day = calendar.roll(counted);
  let moving = 0;
  for (const { from, lastDay } of pauses) {
    if (from >= endOn(day)) break;
    day = Math.max(day, calendar.roll(lastDay));
    moving += 1;
  }
  return { day, moving };
}
