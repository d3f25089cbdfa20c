import type { Calendar } from '../calendar/calendar.ts';
import { type Day, type Instant, instantAt, minutesPerDay, parseDay, parseInstant } from '../calendar/day.ts';
import { Refused } from '../refusal.ts';
import type { Pause } from './facts.ts';
import type { Limit, Unit } from './limit.ts';

/**
 * Reads a moment given by day or by instant; a day alone stands for its opening, so a pause on it lies before its end.
 */
export const parseAnchor = (calendar: Calendar, text: string): Instant =>
  text.includes('T') ? parseInstant(text) : openingOf(calendar, parseDay(text));

const openingOf = ({ hoursOn }: Calendar, day: Day): Instant => instantAt(day, hoursOn(day).opening);

/**
 * Reads a pause from one moment to another, for a limit in `unit`. Given by days, the days after `from` up to and
 * including `to` do not count, whole: for hours and halves it reaches from the end of the one to the end of the other.
 * Without a unit it reaches from opening to opening. Refuses (`pause.mixed`) a day with an instant.
 */
export function parsePause(calendar: Calendar, unit: Unit | undefined, from: string, to: string): Pause {
  const isByInstant = from.includes('T');
  if (isByInstant !== to.includes('T')) throw new Refused('pause.mixed', { from, to }, 'count.pause');
  const ended = isByInstant || unit === undefined ? undefined : endOfDay[unit];
  const read = ended
    ? (text: string) => ended(calendar, parseDay(text))
    : (text: string) => parseAnchor(calendar, text);
  return { from: read(from), to: read(to) };
}

/** The unit by which pauses of a limit are read; none for the earlier of two in different ones. */
export function pauseUnitOf(limit: Limit): Unit | undefined {
  if (limit.unit !== 'EARLIER_OF') return limit.unit;
  const [first, second] = limit.of;
  return first.unit === second.unit ? first.unit : undefined;
}

const endOfDay: Partial<Record<Unit, (calendar: Calendar, day: Day) => Instant>> = {
  NH: (_calendar, day) => instantAt(day, minutesPerDay),
  WH: ({ hoursOn }, day) => instantAt(day, hoursOn(day).close),
  // The closing instant already belongs to the next half, and a day off to the half after it.
  HALF_DAY({ hoursOn, workingDay, workingDaysThrough }, day) {
    const last = workingDaysThrough(day) === 0 ? day : workingDay(workingDaysThrough(day));
    return instantAt(last, hoursOn(last).close) - 1;
  },
};
