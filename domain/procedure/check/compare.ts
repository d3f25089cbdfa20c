import { compileCalendar, type Calendar } from '../../calendar/calendar.ts';
import { type Day, type Instant, instantAt, minutesPerDay, parseDay } from '../../calendar/day.ts';
import { cn } from '../../calendar/published.ts';
import { orUndefinedIfUnpublished } from '../../calendar/unpublished.ts';
import { dueOf, type EndOfDay, type HalfDayRule } from '../../clock/clock.ts';
import { compareLimits, formatLimit, type Limit, type SingleLimit } from '../../clock/limit.ts';

/** What a procedure's policies say about the clocks that are compared. */
export interface ClockRules {
  readonly endOfDay: EndOfDay;
  readonly halfDay: HalfDayRule;
}

/** The first anchor from which a limit falls due after the other one. Without an anchor it is longer as a number. */
export interface Excess {
  readonly anchor?: Instant;
  readonly due?: Instant;
  readonly most?: Instant;
}

const [firstDay, lastDay] = [parseDay('2015-01-01'), parseDay('2026-12-31')];
/** Limits of decades compare too; of the years between the holiday regulation is known. */
const farYear = 2080;
const quarterMinutes = 15;

let compiled: Calendar | undefined;
/**
 * The calendar by which limits are compared: the shipped `cn` of 2015 to 2026 and no later notice, so that a verdict
 * stays what it was.
 */
export const comparisonCalendar = (): Calendar =>
  (compiled ??= compileCalendar({
    ...cn,
    publishedYears: [...cn.publishedYears.filter(year => year <= 2026), farYear],
    overrides: cn.overrides.filter(({ day }) => day <= '2026-12-31'),
  }));

const byDay = new Set(['WD', 'ND', 'MONTH', 'DATE']);
/** Whether a limit ends with a day: then every anchor of a day leads to the same end. */
const isByDay = (limit: Limit): boolean =>
  limit.unit === 'EARLIER_OF' ? limit.of.every(isByDay) : byDay.has(limit.unit);

let days: readonly Instant[] = [];
let quarters: readonly Instant[] = [];

/**
 * The anchors from which limits are compared, in order of time: 00:00 of every day, and where some limit does not count
 * by days also each quarter of an hour of business time, noon and close.
 */
export function anchorsFor(limits: readonly Limit[]): readonly Instant[] {
  if (days.length === 0) {
    const calendar = comparisonCalendar();
    const numbers = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index);
    days = numbers.map(day => instantAt(day, 0));
    quarters = numbers.flatMap(day => anchorsOn(calendar, day));
  }
  return limits.every(isByDay) ? days : quarters;
}

function anchorsOn({ hoursOn, isWorking }: Calendar, day: Day): readonly Instant[] {
  const { segments, noon, close } = hoursOn(day);
  const isBusiness = (minute: number): boolean =>
    isWorking(day) && segments.some(([opens, closes]) => opens <= minute && minute < closes);
  return Array.from({ length: minutesPerDay / quarterMinutes }, (_, quarter) => quarter * quarterMinutes)
    .filter(minute => minute === 0 || minute === noon || minute === close || isBusiness(minute))
    .map(minute => instantAt(day, minute));
}

const known = new Map<string, Excess | undefined>();

/**
 * Whether, and from when first, `a` falls due after `b`. As numbers where both are of one unit, and working days with
 * half days; else by the dues from every anchor. A fixed date is compared with nothing: it has no length. (T8)
 */
export function excessOf(a: Limit, b: Limit, rules: ClockRules): Excess | undefined {
  if (a.unit === 'DATE' || b.unit === 'DATE') return undefined;
  if (b.unit === 'EARLIER_OF') {
    // No later than both is no later than the earlier one.
    const [first, second] = b.of.map(part => excessOf(a, part, rules));
    if (first === undefined || second === undefined) return first ?? second;
    return (second.anchor ?? -Infinity) < (first.anchor ?? -Infinity) ? second : first;
  }
  const compared = compareLimits(a, b);
  if (compared !== undefined) return compared > 0 ? {} : undefined;
  if (a.unit === 'EARLIER_OF' && a.of.some(part => (compareLimits(part, b) ?? 1) <= 0)) return undefined;
  const key = JSON.stringify([a, b, rules]);
  if (!known.has(key)) known.set(key, firstExcess(a, b, rules));
  return known.get(key);
}

/**
 * A due without pauses never moves back while its anchor moves on. So where `a` from the last anchor of a stretch
 * falls due no later than `b` from the first, no anchor between them needs a look; else each half of it does.
 */
function firstExcess(a: Limit, b: SingleLimit, rules: ClockRules): Excess | undefined {
  const anchors = anchorsFor([a, b]);
  // Where no calendar reaches a bound, the anchors are looked at one by one, and the first that fails is refused.
  const bound = (index: number, limit: Limit): Instant | undefined =>
    orUndefinedIfUnpublished(() => comparedDue(anchors[index]!, limit, rules));
  const search = (first: number, last: number, most?: Instant, due?: Instant): Excess | undefined => {
    if (due !== undefined && most !== undefined && due <= most) return undefined;
    if (first === last) {
      const anchor = anchors[first]!;
      const found = { anchor, due: comparedDue(anchor, a, rules), most: comparedDue(anchor, b, rules) };
      return found.due > found.most ? found : undefined;
    }
    const middle = Math.floor((first + last) / 2);
    return search(first, middle, most, bound(middle, a)) ?? search(middle + 1, last, bound(middle + 1, b), due);
  };
  const last = anchors.length - 1;
  return search(0, last, bound(0, b), bound(last, a));
}

const comparedDue = (anchor: Instant, limit: Limit, rules: ClockRules): Instant =>
  dueOf(comparisonCalendar(), {
    anchor,
    limit,
    party: 'agency',
    pauses: [],
    extensions: [],
    warns: false,
    ...rules,
  }).at;

/** Whether two limits compare as numbers alone. */
export const comparesAsNumbers = (a: Limit, b: Limit): boolean => compareLimits(a, b) !== undefined;

/** How an author writes a limit: `workingDays(20)`. */
export const limitAsWritten = (limit: Limit): string =>
  limit.unit === 'EARLIER_OF'
    ? `earlierOf(${limit.of.map(limitAsWritten).join(', ')})`
    : 'n' in limit
      ? `${writtenAs[limit.unit]}(${limit.n})`
      : formatLimit(limit);

const writtenAs = {
  WD: 'workingDays',
  ND: 'calendarDays',
  MONTH: 'months',
  WH: 'workingHours',
  NH: 'clockHours',
  HALF_DAY: 'halfDays',
} as const;
