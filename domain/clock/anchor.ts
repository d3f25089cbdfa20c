import type { Calendar } from '../calendar/calendar.ts';
import { type Day, type Instant, instantAt, parseDay, parseInstant } from '../calendar/day.ts';
import { Refused } from '../refusal.ts';
import type { Pause } from './facts.ts';

/**
 * Reads a moment given by day or by instant; a day alone stands for its opening, so a pause on it lies before its end.
 */
export const parseAnchor = (calendar: Calendar, text: string): Instant =>
  text.includes('T') ? parseInstant(text) : openingOf(calendar, parseDay(text));

const openingOf = ({ hoursOn }: Calendar, day: Day): Instant => instantAt(day, hoursOn(day).opening);

/**
 * Reads a pause from one moment to another. Given by days it runs from opening to opening: the days after the first up
 * to the last do not count, and of hours and halves what lies between. Refuses (`pause.mixed`) a day with an instant.
 */
export function parsePause(calendar: Calendar, from: string, to: string): Pause {
  if (from.includes('T') !== to.includes('T')) throw new Refused('pause.mixed', { from, to }, 'count.pause');
  return { from: parseAnchor(calendar, from), to: parseAnchor(calendar, to) };
}
