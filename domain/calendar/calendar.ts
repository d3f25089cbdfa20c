import { Refused } from '../refusal.ts';
import { daysFromCivil } from './civil.ts';
import {
  type Day,
  dayOf,
  formatDay,
  type Instant,
  instantAt,
  millisecondOfDay,
  parseDay,
  weekdayOf,
  yearOfDay,
} from './day.ts';
import { compileHours, type Hours } from './hours.ts';

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
  /** Segments in minutes of the day. */
  readonly businessHours: readonly (readonly [number, number])[];
}

/**
 * A calendar ready to count with; every question is answered in constant time. It reaches from the first year to two
 * years after the last published one and refuses (`calendar.unpublished`) the rest.
 */
export interface Calendar {
  readonly data: CalendarData;
  readonly hours: Hours;
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
  /** Why what is said of this day may still change: nobody has published its year. */
  readonly provisional: (day: Day) => Provisional | undefined;
  /** The same for a count from one day to another: the first year on the way that nobody has published. */
  readonly provisionalBetween: (from: Day, to: Day) => Provisional | undefined;
}

/**
 * Why a date may still move, or is not known: a year on the way without a notice, a pause without an end in sight, an
 * end that lies beyond what the calendar reaches.
 */
export type Provisional =
  | { readonly code: 'yearUnpublished'; readonly year: number }
  | { readonly code: 'pauseOpen' }
  | { readonly code: 'beyondCalendar'; readonly calendar: string };

/** 09:00-12:00 and 13:30-17:30. */
export const defaultBusinessHours: CalendarData['businessHours'] = [
  [540, 720],
  [810, 1050],
];

const provisionalYears = 2;

/** Makes a calendar ready to count with; pure, and cheap enough for once a workflow run (one pass over its days). */
export function compileCalendar(data: CalendarData): Calendar {
  const hours = compileHours(data.businessHours);
  const lastYear =
    Math.max(...(data.publishedYears.length > 0 ? data.publishedYears : [data.firstYear])) + provisionalYears;
  const first = daysFromCivil(data.firstYear, 1, 1);
  const { through, workingDays } = count(data, first, daysFromCivil(lastYear + 1, 1, 1) - first);
  const published = new Set(data.publishedYears);
  const provisional = (fromYear: number, toYear: number): Provisional | undefined => {
    for (let year = fromYear; year <= toYear; year += 1) {
      if (!published.has(year)) return { code: 'yearUnpublished', year };
    }
    return undefined;
  };
  // Nearly every clock ends before the first gap: that needs no look at the years.
  let gap = data.firstYear;
  while (published.has(gap)) gap += 1;
  const certainTo = daysFromCivil(gap, 1, 1);

  const at = (day: Day): number => through[day - first] ?? refuse(data, `${formatDay(day)}`, lastYear);
  const before = (day: Day): number => (day === first ? 0 : at(day - 1));
  const workingDay = (number: number): Day =>
    workingDays[number - 1] ??
    refuse(data, number < 1 ? `a day before ${data.firstYear}` : `a day after ${lastYear}`, lastYear);

  return {
    data,
    hours,
    isWorking: day => at(day) > before(day),
    workingDaysThrough: at,
    workingDay,
    addWorkingDays: (day, n) => (n === 0 ? day : workingDay(n > 0 ? at(day) + n : before(day) + n + 1)),
    roll: day => workingDay(before(day) + 1),
    businessThrough(instant) {
      const day = dayOf(instant);
      const whole = before(day);
      return whole * hours.length + (at(day) > whole ? hours.elapsed(millisecondOfDay(instant)) : 0);
    },
    businessInstant(business) {
      const whole = Math.ceil(business / hours.length) - 1;
      return instantAt(workingDay(whole + 1), 0) + hours.reached(business - whole * hours.length);
    },
    provisional: day => provisional(yearOfDay(day), yearOfDay(day)),
    provisionalBetween: (from, to) =>
      to < certainTo && from >= first ? undefined : provisional(yearOfDay(from), yearOfDay(to)),
  };
}

function count(data: CalendarData, first: Day, length: number): { through: Int32Array; workingDays: Int32Array } {
  const departures = overridesByDay(data);
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

function overridesByDay(data: CalendarData): ReadonlyMap<Day, boolean> {
  const rows = new Map<Day, boolean>();
  for (const override of data.overrides) {
    const day = parseDay(override.day);
    if (rows.has(day)) {
      throw new Refused(
        'calendar.duplicateOverride',
        `Calendar ${data.id} ${data.version} holds ${override.day} twice; expected one override a date.`,
        { basis: 'calendar.oneOverride', details: { day: override.day } },
      );
    }
    rows.set(day, override.working);
  }
  return rows;
}

function refuse(data: CalendarData, asked: string, lastYear: number): never {
  throw new Refused(
    'calendar.unpublished',
    `Calendar ${data.id} ${data.version} answers for ${data.firstYear} to ${lastYear}, asked was ${asked}; ` +
      'publish the arrangements of the years wanted.',
    {
      basis: 'calendar.reach',
      details: { calendar: data.id, version: data.version, asked },
    },
  );
}
