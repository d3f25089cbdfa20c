import type { Calendar } from '../../calendar/calendar.ts';
import {
  addMonths,
  dayEndingAt,
  dayOf,
  formatDay,
  formatInstant,
  instantAt,
  millisecondsPerMinute,
  minutesPerDay,
  parseDay,
  parseInstant,
  type Instant,
} from '../../calendar/day.ts';

/**
 * A point in a case's time: local as `2027-03-24 10:00` (a `T` between, seconds and an offset are allowed) or, for the
 * end of a day, `2027-03-24 24:00`; from where the clock stands as `+2 working days`, `+3 days`, `+1 month`, `+4 hours`
 * or `+30 minutes`; or an instant.
 */
export type Moment = string | Instant;

/** What is due on a day is due until this. */
const endOfDay = /^(\d{4}-\d{2}-\d{2})[ T]24:00$/;
const relative = /^\+(\d+) (working day|day|month|hour|minute)s?$/;

/**
 * Reads a moment. Working days are those of the case's calendar; days and months keep the time of day.
 * @throws Refused (`instant.invalid`, `day.invalid`) for a text that is none, or a date that does not exist.
 */
export function instantOf(moment: Moment, now: Instant, calendar: Calendar): Instant {
  if (typeof moment === 'number') return moment;
  const [, count, unit] = relative.exec(moment) ?? [];
  if (count === undefined) {
    const [, day] = endOfDay.exec(moment) ?? [];
    return day === undefined ? parseInstant(moment.replace(' ', 'T')) : instantAt(parseDay(day), minutesPerDay);
  }
  const n = Number(count);
  const sameTimeOn = (day: number): Instant => now + (day - dayOf(now)) * minutesPerDay * millisecondsPerMinute;
  switch (unit) {
    case 'working day':
      return sameTimeOn(calendar.addWorkingDays(dayOf(now), n));
    case 'day':
      return sameTimeOn(dayOf(now) + n);
    case 'month':
      return sameTimeOn(addMonths(dayOf(now), n));
    case 'hour':
      return now + n * 60 * millisecondsPerMinute;
    default:
      return now + n * millisecondsPerMinute;
  }
}

/** A local time as tests read it: `2027-03-24 10:00`. */
export const local = (instant: Instant): string => formatInstant(instant).slice(0, 16).replace('T', ' ');

/** When something is due, as tests read it: `2027-03-31 17:30`, and `2027-03-31 24:00` for the end of a day. (T17) */
export const localDue = (due: Instant): string =>
  dayEndingAt(due) === dayOf(due) ? local(due) : `${formatDay(dayEndingAt(due))} 24:00`;
