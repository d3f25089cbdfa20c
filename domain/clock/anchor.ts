import type { Calendar } from '../calendar/calendar.ts';
import { type Instant, instantAt, parseDay, parseInstant } from '../calendar/day.ts';

/** Reads a moment given by day or by instant; a day alone stands for its opening, so a pause on it lies before its end. */
export const parseAnchor = (calendar: Calendar, text: string): Instant =>
  text.includes('T') ? parseInstant(text) : instantAt(parseDay(text), calendar.hours.opening);
