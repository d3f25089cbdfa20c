import { Refused } from '../refusal.ts';
import type { DayForm, InstantForm } from '../refusals/calendar.ts';
import { civilFromDays, daysFromCivil, daysInMonth } from './civil.ts';

/** Whole days since 1970-01-01 in the calendar's zone, UTC+8. */
export type Day = number;
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const minutesPerDay = 1440;
export const millisecondsPerMinute = 60_000;
export const millisecondsPerDay = minutesPerDay * millisecondsPerMinute;
// The zone is fixed: neither the process's zone nor the machine's zone data may move a deadline. (T1)
const offset = 8 * 60 * millisecondsPerMinute;

const firstYear = 1900;
const lastYear = 9999;
const farYear = /^\d{5,}-\d{2}-\d{2}$/;
const [zero, dash] = [48, 45];
const instantForm = /^([^T]+)T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Reads `YYYY-MM-DD`; refuses (`day.invalid`) a date that does not exist or lies outside 1900 to 9999. */
export function parseDay(text: string): Day {
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2)];
  if (text.length !== 10 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash || !(year + month + day >= 0)) {
    throw noDay(text, farYear.test(text) ? 'year' : 'date');
  }
  if (year < firstYear || year > lastYear) throw noDay(text, 'year');
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw noDay(text, 'existing');
  }
  return daysFromCivil(year, month, day);
}

/**
 * The number that so many characters spell; NaN where one is no digit. A regular expression costs five times as much.
 */
function digitsAt(text: string, from: number, length: number): number {
  let number = 0;
  for (let at = from; at < from + length; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  const date = civilFromDays(day);
  const year = date.year > 999 ? date.year : pad(date.year, 4);
  return `${year}${date.month > 9 ? '-' : '-0'}${date.month}${date.day > 9 ? '-' : '-0'}${date.day}`;
}

/** The year in which a day lies. */
export const yearOfDay = (day: Day): number => civilFromDays(day).year;

/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** The corresponding day `months` later, or that month's last day where there is none (民法典 202). */
export function addMonths(day: Day, months: number): Day {
  const date = civilFromDays(day);
  const count = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return daysFromCivil(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** The local day (UTC+8) on which an instant falls; midnight belongs to the day that it opens. */
export const dayOf = (instant: Instant): Day => Math.floor((instant + offset) / millisecondsPerDay);

/** The local day to which what ends at an instant belongs: 24:00 belongs to the day that it ends. (T17) */
export const dayEndingAt = (instant: Instant): Day => dayOf(instant - 1);

/** The local year (UTC+8) in which an instant falls. */
export const yearOf = (instant: Instant): number => yearOfDay(dayOf(instant));
/** The year of what happened at an instant, or at the 24:00 of a day: then of that day. (T17) */
export const yearOfMoment = (instant: Instant, on: string | undefined): number =>
  on === undefined ? yearOf(instant) : yearOfDay(parseDay(on));

/** Milliseconds since local midnight. */
export const millisecondOfDay = (instant: Instant): number => instant + offset - dayOf(instant) * millisecondsPerDay;

/** Whole minutes since local midnight, 0 to 1439. */
export const minuteOfDay = (instant: Instant): number => Math.floor(millisecondOfDay(instant) / millisecondsPerMinute);

/** The instant at a local minute of a day; minute 1440 is the day's 24:00. */
export const instantAt = (day: Day, minute: number): Instant =>
  day * millisecondsPerDay - offset + minute * millisecondsPerMinute;

/** Reads `YYYY-MM-DDTHH:mm[:ss[.mmm]]`, local (UTC+8) unless an offset or `Z` follows; refuses `instant.invalid`. */
export function parseInstant(text: string): Instant {
  const match = instantForm.exec(text);
  if (match === null) throw noInstant(text, 'instant');
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) throw noInstant(text, 'time');
  const local = instantAt(parseDay(match[1] ?? ''), hour * 60 + minute);
  const fraction = second * 1000 + Number((match[5] ?? '').padEnd(3, '0'));
  return local + fraction + offset - parseOffset(text, match[6] ?? '+08:00');
}

/** Refuses (`instant.invalid`) what is no whole millisecond: a sum with it would be no date. */
export function checkInstant(instant: Instant): void {
  if (!Number.isSafeInteger(instant)) throw noInstant(String(instant), 'milliseconds');
}

/** `YYYY-MM-DDTHH:mm:ss+08:00`; milliseconds are shown only where there are some. */
export function formatInstant(instant: Instant): string {
  const ofDay = millisecondOfDay(instant);
  const second = Math.floor(ofDay / 1000);
  const time = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(part => pad(part, 2));
  const fraction = ofDay % 1000 === 0 ? '' : `.${pad(ofDay % 1000, 3)}`;
  return `${formatDay(dayOf(instant))}T${time.join(':')}${fraction}+08:00`;
}

function parseOffset(text: string, form: string): number {
  if (form === 'Z') return 0;
  const [hours, minutes] = [Number(form.slice(1, 3)), Number(form.slice(4))];
  if (hours > 14 || minutes > 59) throw noInstant(text, 'offset');
  return (form.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * millisecondsPerMinute;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const noDay = (found: string, form: DayForm): Refused => new Refused('day.invalid', { found, form }, 'count.days');
const noInstant = (found: string, form: InstantForm): Refused =>
  new Refused('instant.invalid', { found, form }, 'count.instants');
