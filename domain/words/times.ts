import {
  type Day,
  dayEndingAt,
  dayOf,
  formatDay,
  formatInstant,
  type Instant,
  instantAt,
  minutesPerDay,
} from '../calendar/day.ts';

/** `2026-03-19 17:30`, in UTC+8. Seconds are told where there are some. */
export const instantText = (instant: Instant): string =>
  formatInstant(instant).slice(0, -6).replace('T', ' ').replace(/:00$/, '');

/** When something is due: `2026-03-19 17:30`, and at 24:00 `2026-03-19 24:00`, never the next day's 00:00. (T17) */
export const dueInstantText = (due: Instant): string =>
  dayEndingAt(due) === dayOf(due) ? instantText(due) : `${formatDay(dayEndingAt(due))} 24:00`;

/** An instant of a day: what time did at its 24:00 is not told as 00:00 of the next, as an act then is. (T17) */
export const instantTextOn = (instant: Instant, day: Day): string =>
  instant === instantAt(day, minutesPerDay) ? dueInstantText(instant) : instantText(instant);

/** A minute of a day as `17:30`, the last one as `24:00`. */
export const timeOfDayText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Whole hours, and the minutes left: a part of one where a clock began within a minute. */
export const hoursAndMinutes = (minutes: number): readonly [hours: number, minutes: number] => [
  Math.floor(minutes / 60),
  Math.round((minutes % 60) * 1000) / 1000,
];
