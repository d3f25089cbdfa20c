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
export type CountedLimit = Counted<Exclude<Unit, 'DATE'>>;
/** A limit in one unit. Units are never turned into one another: a working day is not 7 or 24 hours. (T8) */
export type SingleLimit = CountedLimit | FixedDate;
/** The shorter of two limits of one clock (20个工作日且不超过30日): whichever is due first holds, at a tie the first. (T19) */
export interface EarlierOf {
  readonly unit: 'EARLIER_OF';
  readonly of: readonly [CountedLimit, CountedLimit];
}
/** How long something may take. */
export type Limit = SingleLimit | EarlierOf;

const counted =
  <const U extends Exclude<Unit, 'DATE'>>(unit: U) =>
  (n: number): Counted<U> => {
    const limit = { unit, n };
    try {
      checkLimit(limit);
    } catch (error) {
      // Whoever writes a procedure reads the message alone.
      if (error instanceof Refused) error.message = `found ${n} ${unit}, expected ${countOf(unit)}`;
      throw error;
    }
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
 * The shorter of two limits, such as `earlierOf(workingDays(20), calendarDays(30))`. Each counts pauses by its own
 * unit; an extension names an amount for each. Neither is a fixed date, and neither is such a pair itself.
 */
export const earlierOf = (first: CountedLimit, second: CountedLimit): EarlierOf => {
  const limit = { unit: 'EARLIER_OF', of: [first, second] } as const;
  checkLimit(limit);
  return limit;
};

/**
 * Refuses (`limit.notPositive`, `limit.notCounted`, `day.invalid`) a limit that is not a positive whole number, of
 * whole minutes for hours, or an existing date; and a pair of which a part is not counted.
 */
export function checkLimit(limit: Limit): void {
  if (limit.unit === 'EARLIER_OF') {
    for (const part of limit.of) {
      if (!countedUnits.has(part.unit)) throw new Refused('limit.notCounted', { found: part }, 'count.earlierOf');
      checkLimit(part);
    }
  } else if (limit.unit === 'DATE') {
    parseDay(limit.date);
  } else if (isByHours(limit.unit) ? !isWholeMinutes(limit.n) : !Number.isSafeInteger(limit.n) || limit.n < 1) {
    const broken = limit.n > 0 && !Number.isInteger(limit.n) ? 'count.noConversion' : 'count.positive';
    throw new Refused('limit.notPositive', { found: limit }, isByHours(limit.unit) ? 'count.wholeMinutes' : broken);
  }
}

const countedUnits: ReadonlySet<string> = new Set(['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY']);

/** Units that are counted by minutes. */
const isByHours = (unit: Unit): boolean => unit === 'WH' || unit === 'NH';

const countOf = (unit: Unit): string =>
  isByHours(unit) ? 'hours above 0 in whole minutes' : 'a whole number, 1 or more';

/** The whole minutes of so many hours: a part of an hour such as 0.1 has no exact binary form. */
export const minutesOf = (hours: number): number => Math.round(hours * 60);

/** Hours above 0 that are whole minutes. */
export const isWholeMinutes = (hours: number): boolean =>
  minutesOf(hours) >= 1 && Number.isSafeInteger(minutesOf(hours)) && Math.abs(hours * 60 - minutesOf(hours)) < 1e-6;

const limitForm = /^(-?(?:\d+\.?\d*|\.\d+))\s*(WD|ND|MONTH|WH|NH|HALF_DAY)$/i;

/**
 * Reads `20WD`, `15 ND`, `1MONTH`, `4WH`, `48NH`, `3HALF_DAY`, a date for `DATE`, or `20WD/30ND` for the earlier of
 * two; refuses (`limit.invalid`, `limit.notPositive`, `limit.notCounted`, `day.invalid`).
 */
export function parseLimit(text: string): Limit {
  const [first = '', second, ...others] = text.split('/');
  if (second === undefined) return parseSingle(text);
  if (others.length > 0) throw new Refused('limit.invalid', { found: text }, 'count.limit');
  return earlierOf(...([parseSingle(first), parseSingle(second)] as [CountedLimit, CountedLimit]));
}

function parseSingle(text: string): SingleLimit {
  const [, n, unit] = limitForm.exec(text.trim()) ?? [];
  if (n !== undefined && unit !== undefined) {
    const limit = { unit: unit.toUpperCase() as Exclude<Unit, 'DATE'>, n: Number(n) };
    checkLimit(limit);
    return limit;
  }
  if (/^\d+-\d+-\d+$/.test(text.trim())) return onDay(text.trim());
  throw new Refused('limit.invalid', { found: text }, 'count.limit');
}

/** As `parseLimit` reads it: `20WD`, `3HALF_DAY`, `20WD/30ND`; a fixed date as `2026-03-30`. */
export const formatLimit = (limit: Limit): string =>
  limit.unit === 'EARLIER_OF'
    ? limit.of.map(formatLimit).join('/')
    : limit.unit === 'DATE'
      ? limit.date
      : `${limit.n}${limit.unit}`;

/**
 * Below 0 if `a` is shorter, 0 if equal, above 0 if longer; undefined where they do not compare as numbers: then their
 * dues do. Only equal units do, and working days with half days, two halves a day. Pairs compare part by part.
 */
export function compareLimits(a: Limit, b: Limit): number | undefined {
  if (a.unit === 'EARLIER_OF' || b.unit === 'EARLIER_OF') {
    if (a.unit !== 'EARLIER_OF' || b.unit !== 'EARLIER_OF') return undefined;
    const [first, second] = [compareLimits(a.of[0], b.of[0]), compareLimits(a.of[1], b.of[1])];
    if (first === undefined || second === undefined) return undefined;
    return first > 0 || second > 0 ? 1 : Math.min(first, second);
  }
  if (a.unit === 'DATE' || b.unit === 'DATE') {
    return a.unit === 'DATE' && b.unit === 'DATE' ? parseDay(a.date) - parseDay(b.date) : undefined;
  }
  if (a.unit === b.unit) return a.n - b.n;
  const [halvesOfA, halvesOfB] = [halvesOf(a), halvesOf(b)];
  return halvesOfA === undefined || halvesOfB === undefined ? undefined : halvesOfA - halvesOfB;
}

const halvesOf = ({ unit, n }: CountedLimit): number | undefined =>
  unit === 'WD' ? n * 2 : unit === 'HALF_DAY' ? n : undefined;
