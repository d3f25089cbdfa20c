import { formatDay, parseDay } from '../calendar/day.ts';
import { Refused } from '../refusal.ts';

/** Working days, calendar days, months, working hours, clock hours, half working days, a fixed date. */
export type Unit = 'WD' | 'ND' | 'MONTH' | 'WH' | 'NH' | 'HALF_DAY' | 'DATE';
/**
 * A limit that is counted; `n` is a positive whole number of its own unit, of hours (`WH`, `NH`) also a part, in whole
 * minutes.
 */
export interface Counted<U extends Exclude<Unit, 'DATE'>> {
  readonly unit: U;
  readonly n: number;
}
/** A limit that ends on a date whatever happens; it does not roll. */
export interface FixedDate {
  readonly unit: 'DATE';
  readonly date: string;
}
/** How long something may take. Units are never turned into one another: a working day is not 7 or 24 hours. (T8) */
export type Limit = Counted<Exclude<Unit, 'DATE'>> | FixedDate;

const counted =
  <const U extends Exclude<Unit, 'DATE'>>(unit: U) =>
  (n: number): Counted<U> => {
    const limit = { unit, n };
    checkLimit(limit);
    return limit;
  };

/** `n` working days; the anchor's own date is not counted (民法典 201). */
export const workingDays = counted('WD');
/** `n` calendar days; a last day off rolls to the next working day (民法典 203). */
export const calendarDays = counted('ND');
/** `n` months to the corresponding day (民法典 202), rolled in the same way. */
export const months = counted('MONTH');
/** `n` hours of business time; parts of an hour in whole minutes. */
export const workingHours = counted('WH');
/** `n` hours by the clock, day and night (民法典 201); parts of an hour in whole minutes. */
export const clockHours = counted('NH');
/** `n` halves of working days, ending at noon and at close of business. */
export const halfDays = counted('HALF_DAY');
/** The end of that date, `YYYY-MM-DD`. */
export const onDay = (date: string): FixedDate => ({ unit: 'DATE', date: formatDay(parseDay(date)) });

/**
 * Refuses (`limit.notPositive`, `day.invalid`) a limit that is not a positive whole number, of whole minutes for hours,
 * or an existing date.
 */
export function checkLimit(limit: Limit): void {
  if (limit.unit === 'DATE') {
    parseDay(limit.date);
  } else if (isByHours(limit.unit) ? !isWholeMinutes(limit.n) : !Number.isSafeInteger(limit.n) || limit.n < 1) {
    const broken = limit.n > 0 && !Number.isInteger(limit.n) ? 'count.noConversion' : 'count.positive';
    throw new Refused('limit.notPositive', { found: limit }, isByHours(limit.unit) ? 'count.wholeMinutes' : broken);
  }
}

/** Units that are counted by minutes. */
const isByHours = (unit: Unit): boolean => unit === 'WH' || unit === 'NH';

/** The whole minutes of so many hours: a part of an hour such as 0.1 has no exact binary form. */
export const minutesOf = (hours: number): number => Math.round(hours * 60);

/** Hours above 0 that are whole minutes. */
export const isWholeMinutes = (hours: number): boolean =>
  minutesOf(hours) >= 1 && Number.isSafeInteger(minutesOf(hours)) && Math.abs(hours * 60 - minutesOf(hours)) < 1e-6;

const limitForm = /^(-?(?:\d+\.?\d*|\.\d+))\s*(WD|ND|MONTH|WH|NH|HALF_DAY)$/i;

/**
 * Reads `20WD`, `15 ND`, `1MONTH`, `4WH`, `48NH`, `3HALF_DAY`, or a date for `DATE`; refuses (`limit.invalid`,
 * `limit.notPositive`, `day.invalid`).
 */
export function parseLimit(text: string): Limit {
  const [, n, unit] = limitForm.exec(text.trim()) ?? [];
  if (n !== undefined && unit !== undefined) {
    const limit = { unit: unit.toUpperCase() as Exclude<Unit, 'DATE'>, n: Number(n) };
    checkLimit(limit);
    return limit;
  }
  if (/^\d+-\d+-\d+$/.test(text)) return onDay(text);
  throw new Refused('limit.invalid', { found: text }, 'count.limit');
}

/** As `parseLimit` reads it: `20WD`, `3HALF_DAY`; a fixed date as `2026-03-30`. */
export const formatLimit = (limit: Limit): string => (limit.unit === 'DATE' ? limit.date : `${limit.n}${limit.unit}`);

/**
 * Below 0 if `a` is shorter, 0 if equal, above 0 if longer; undefined where they do not compare. Only equal units do,
 * and working days with half days, two halves a day.
 */
export function compareLimits(a: Limit, b: Limit): number | undefined {
  if (a.unit === 'DATE' || b.unit === 'DATE') {
    return a.unit === 'DATE' && b.unit === 'DATE' ? parseDay(a.date) - parseDay(b.date) : undefined;
  }
  if (a.unit === b.unit) return a.n - b.n;
  const [halvesOfA, halvesOfB] = [halvesOf(a), halvesOf(b)];
  return halvesOfA === undefined || halvesOfB === undefined ? undefined : halvesOfA - halvesOfB;
}

const halvesOf = ({ unit, n }: Exclude<Limit, FixedDate>): number | undefined =>
  unit === 'WD' ? n * 2 : unit === 'HALF_DAY' ? n : undefined;
