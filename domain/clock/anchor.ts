import type { Calendar } from '../calendar/calendar.ts';
import { type Day, type Instant, instantAt, minutesPerDay, parseDay, parseInstant } from '../calendar/day.ts';
import { Refused } from '../refusal.ts';
import type { ClockFacts, Pause } from './facts.ts';

const dayEnd = /^([^T]+)T24:00(?::00)?$/;

/**
 * Reads a moment given by day or by instant; a day alone stands for its opening, so a pause on it lies before its end.
 */
export const parseAnchor = (calendar: Calendar, text: string): Instant =>
  text.includes('T') ? parseInstant(text) : openingOf(calendar, parseDay(text));

/** The day whose 24:00 a text names, and that instant: it belongs to the day that it ends. (T17) */
function dayEndIn(text: string): Instant | undefined {
  const [, day] = dayEnd.exec(text) ?? [];
  return day === undefined ? undefined : instantAt(parseDay(day), minutesPerDay);
}

/** Reads what anchors a clock: a day, an instant, or the 24:00 of a day, which is the day that is not counted then. */
export function anchorIn(calendar: Calendar, text: string): Pick<ClockFacts, 'anchor' | 'isAnchoredAtDayEnd'> {
  const end = dayEndIn(text);
  return end === undefined ? { anchor: parseAnchor(calendar, text) } : { anchor: end, isAnchoredAtDayEnd: true };
}

const openingOf = ({ hoursOn }: Calendar, day: Day): Instant => instantAt(day, hoursOn(day).opening);

/**
 * Reads a pause from one moment to another. Given by days it runs from opening to opening: the days after the first up
 * to the last do not count, and of hours and halves what lies between. One that begins or ends at the 24:00 of a day
 * does so on that day. Refuses (`pause.mixed`) a day with an instant.
 */
export function parsePause(calendar: Calendar, from: string, to: string): Pause {
  if (from.includes('T') !== to.includes('T')) throw new Refused('pause.mixed', { from, to }, 'count.pause');
  const [begins, ends] = [dayEndIn(from), dayEndIn(to)];
  return {
    from: begins ?? parseAnchor(calendar, from),
    to: ends ?? parseAnchor(calendar, to),
    ...(begins !== undefined && { isFromDayEnd: true }),
    ...(ends !== undefined && { isToDayEnd: true }),
  };
}
