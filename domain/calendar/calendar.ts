import { Refused } from '../refusal.ts';
import { daysFromCivil } from './civil.ts';
import { type Day, dayOf, formatDay, type Instant, instantAt, millisecondOfDay, parseDay, weekdayOf } from './day.ts';
import type { Hours } from './hours.ts';
import { type BusinessHours, compileOfficeHours } from './office-hours.ts';
import { provisionalOf, type Provisional } from './provisional.ts';
import { lastLunarYear, statutoryDaysOff } from './regulation/regulation.ts';
import { evenSteps, type Steps, unevenSteps } from './steps.ts';

export type { Provisional } from './provisional.ts';

/**
 * A date on which a calendar departs from Monday to Friday: a day off, or a make-up workday (调休). One row a date. (T2)
 */
export interface Override {
  readonly day: string;
  readonly working: boolean;
  readonly name: string;
  readonly notice?: string;
}

/** One version of a calendar, as it is published and carried about. (T3) */
export interface CalendarData {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly firstYear: number;
  readonly publishedYears: readonly number[];
  readonly overrides: readonly Override[];
  /** The last entry that holds on a day wins. */
  readonly businessHours: readonly BusinessHours[];
}

/**
 * A calendar ready to count with; every question is answered in constant time, or with a bisection where its hours
 * change. It reaches from the first year to two years after the last published one and refuses (`calendar.unpublished`)
 * the rest. A year without a notice counts by the holiday regulation.
 */
export interface Calendar {
  readonly data: CalendarData;
  /** The departures from Monday to Friday, with those that the holiday regulation fixes for years without a notice. */
  readonly overrides: readonly Override[];
  /** The office hours of a day; of a day off those that it would have. */
  readonly hoursOn: (day: Day) => Hours;
  /** The hours of an ordinary day: half of them is half a day where it is counted by minutes. */
  readonly ordinaryHours: Hours;
  /** The entry of office hours that holds on a day. */
  readonly businessHoursOn: (day: Day) => BusinessHours;
  readonly isWorking: (day: Day) => boolean;
  /** Working days from the calendar's first day to `day`, both included. */
  readonly workingDaysThrough: (day: Day) => number;
  /** The working day up to which `workingDaysThrough` counts `number`. */
  readonly workingDay: (number: number) => Day;
  /** The n-th working day strictly after `day`, strictly before it for a negative n; the day itself for 0. */
  readonly addWorkingDays: (day: Day, n: number) => Day;
  /** The day itself if it is working, else the next working day (民法典 203). */
  readonly roll: (day: Day) => Day;
  /** Business milliseconds from the calendar's first day to an instant. */
  readonly businessThrough: (instant: Instant) => number;
  /** The first instant by which so many business milliseconds have passed: a closing, never the next opening. */
  readonly businessInstant: (business: number) => Instant;
  /** Halves of working days from the calendar's first day to `day`, both included. */
  readonly halvesThrough: (day: Day) => number;
  /** The working day that has a half, by its number in `halvesThrough`. */
  readonly dayOfHalf: (half: number) => Day;
  /** Why what is said of this day may still change. */
  readonly provisional: (day: Day) => Provisional | undefined;
  /** The same for a count from one day to another. */
  readonly provisionalBetween: (from: Day, to: Day) => Provisional | undefined;
}

const provisionalYears = 2;

/** Makes a calendar ready to count with; pure, and cheap enough for once a workflow run (one pass over its days). */
export function compileCalendar(data: CalendarData): Calendar {
  const hours = compileOfficeHours(data.businessHours);
  const lastYear = lastYearOf(data);
  const overrides = [...data.overrides, ...statutoryOf(data, lastYear)];
  const first = daysFromCivil(data.firstYear, 1, 1);
  const { through, workingDays } = count(data, overrides, first, daysFromCivil(lastYear + 1, 1, 1) - first);
  const stepsBy = (amount: (of: Hours) => number): Steps =>
    hours.always ? evenSteps(amount(hours.always)) : unevenSteps(Array.from(workingDays, day => amount(hours.on(day))));
  const [business, halves] = [stepsBy(({ length }) => length), stepsBy(each => each.halves)];
  const provisionalBetween = provisionalOf(data.publishedYears, data.firstYear);

  const at = (day: Day): number => through[day - first] ?? refuse(data, formatDay(day), lastYear);
  /** Working days before `day`, which has to lie within reach itself: a refusal names the day that was asked. */
  const before = (day: Day): number => (at(day) === 0 || day === first ? 0 : at(day - 1));
  const workingDay = (number: number): Day =>
    workingDays[number - 1] ?? refuse(data, number < 1 ? 'before' : 'after', lastYear);

  return {
    data,
    overrides,
    hoursOn: hours.on,
    ordinaryHours: hours.ordinary,
    businessHoursOn: hours.entryOn,
    isWorking: day => at(day) > before(day),
    workingDaysThrough: at,
    workingDay,
    addWorkingDays: (day, n) => (n === 0 ? day : workingDay(n > 0 ? at(day) + n : before(day) + n + 1)),
    roll: day => workingDay(before(day) + 1),
    businessThrough(instant) {
      const day = dayOf(instant);
      const whole = before(day);
      const today = at(day) > whole ? hours.on(day).elapsed(millisecondOfDay(instant)) : 0;
      return business.before(whole) + today;
    },
    businessInstant(sum) {
      const whole = business.reaching(sum);
      const day = workingDay(whole + 1);
      return instantAt(day, 0) + hours.on(day).reached(sum - business.before(whole));
    },
    halvesThrough: day => halves.before(at(day)),
    dayOfHalf: half => workingDay(halves.reaching(half) + 1),
    provisional: day => provisionalBetween(day, day),
    provisionalBetween,
  };
}

/** Two years after the last notice; where no lunar day is known any more, the last year that has a notice itself. */
export function lastYearOf({ publishedYears, firstYear }: Pick<CalendarData, 'publishedYears' | 'firstYear'>): number {
  const last = Math.max(...(publishedYears.length > 0 ? publishedYears : [firstYear])) + provisionalYears;
  let year = Math.min(last, Math.max(lastLunarYear, firstYear - 1));
  while (year < last && publishedYears.includes(year + 1)) year += 1;
  return year;
}

/** The days that the holiday regulation takes off in years without a notice, where nothing else is said of them. */
function statutoryOf(data: CalendarData, lastYear: number): readonly Override[] {
  const years = Array.from({ length: lastYear - data.firstYear + 1 }, (_, index) => data.firstYear + index);
  const unpublished = years.filter(year => !data.publishedYears.includes(year));
  if (unpublished.length === 0) return [];
  const named = new Set(data.overrides.map(({ day }) => day));
  return unpublished.flatMap(statutoryDaysOff).filter(({ day }) => !named.has(day));
}

function count(
  data: CalendarData,
  overrides: readonly Override[],
  first: Day,
  length: number,
): { through: Int32Array; workingDays: Int32Array } {
  const departures = overridesByDay(data, overrides);
  const through = new Int32Array(length);
  const workingDays = new Int32Array(length);
  let total = 0;
  let weekday = weekdayOf(first);
  for (let slot = 0; slot < length; slot += 1) {
    if (departures.get(first + slot) ?? weekday < 5) {
      workingDays[total] = first + slot;
      total += 1;
    }
    through[slot] = total;
    weekday = weekday === 6 ? 0 : weekday + 1;
  }
  return { through, workingDays: workingDays.subarray(0, total) };
}

function overridesByDay(data: CalendarData, overrides: readonly Override[]): ReadonlyMap<Day, boolean> {
  const rows = new Map<Day, boolean>();
  for (const override of overrides) {
    const day = parseDay(override.day);
    if (rows.has(day)) {
      throw new Refused(
        'calendar.duplicateOverride',
        { calendar: data.id, version: data.version, day: override.day },
        'calendar.oneOverride',
      );
    }
    rows.set(day, override.working);
  }
  return rows;
}

function refuse(data: CalendarData, asked: string, lastYear: number): never {
  throw new Refused(
    'calendar.unpublished',
    { calendar: data.id, version: data.version, firstYear: data.firstYear, lastYear, asked },
    'calendar.reach',
  );
}
