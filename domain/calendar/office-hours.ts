import { type Day, parseDay, weekdayOf } from './day.ts';
import { compileHours, type Hours, type Segment } from './hours.ts';

/** Office hours with the days on which they hold. */
export interface BusinessHours {
  /** The first day; without one they hold from the beginning. */
  readonly from?: string;
  /** The last day; without one they hold for ever. A summer has both, and a single short day has twice the same. */
  readonly to?: string;
  /** 1 Monday to 7 Sunday; without them on every working day. */
  readonly weekdays?: readonly number[];
  /** In minutes of the day. */
  readonly segments: readonly Segment[];
}

/** 09:00-12:00 and 13:30-17:30, on every working day. */
export const defaultBusinessHours: readonly BusinessHours[] = [
  {
    segments: [
      [540, 720],
      [810, 1050],
    ],
  },
];

interface Entry {
  readonly hours: Hours;
  readonly from: Day;
  readonly to: Day;
  readonly weekdays?: readonly number[] | undefined;
  readonly source: BusinessHours;
}

/** Office hours by day: of a day off those that it would have. */
export interface OfficeHours {
  /** The first entry that makes a whole day, or the first of all. */
  readonly ordinary: Hours;
  /** What holds on every day, where it is one and the same. */
  readonly always: Hours | undefined;
  readonly on: (day: Day) => Hours;
  /** The entry that holds on a day. */
  readonly entryOn: (day: Day) => BusinessHours;
}

/**
 * Makes office hours ready to be asked by day. The last entry that holds on a day wins. A make-up workday at a weekend
 * whose weekday no entry names counts as a Monday: it makes up for a working day. Refuses (`calendar.hours`) segments
 * that make no day.
 */
export function compileOfficeHours(list: readonly BusinessHours[]): OfficeHours {
  const entries = (list.length === 0 ? defaultBusinessHours : list).map((source): Entry => ({
    hours: compileHours(source.segments),
    from: source.from === undefined ? -Infinity : parseDay(source.from),
    to: source.to === undefined ? Infinity : parseDay(source.to),
    weekdays: source.weekdays,
    source,
  }));
  const standard = entries.find(each => holdsAlways(each.source)) ?? {
    hours: compileHours(defaultBusinessHours[0]!.segments),
    source: defaultBusinessHours[0]!,
  };
  const known = new Map<Day, Pick<Entry, 'hours' | 'source'>>();
  const find = (day: Day): Pick<Entry, 'hours' | 'source'> => {
    const found = known.get(day) ?? search(day);
    known.set(day, found);
    return found;
  };
  const search = (day: Day): Pick<Entry, 'hours' | 'source'> => {
    const valid = entries.filter(({ from, to }) => from <= day && day <= to);
    const own = weekdayOf(day) + 1;
    const weekday = own > 5 && !valid.some(each => each.weekdays?.includes(own)) ? 1 : own;
    return valid.findLast(({ weekdays }) => weekdays === undefined || weekdays.includes(weekday)) ?? standard;
  };
  const [only, ...others] = entries;
  const always = only && others.length === 0 && holdsAlways(only.source) ? only.hours : undefined;
  return {
    ordinary: (entries.find(each => each.hours.halves === 2) ?? entries[0]!).hours,
    always,
    on: always ? () => always : day => find(day).hours,
    entryOn: day => find(day).source,
  };
}

/** Whether an entry holds on every day. */
export const holdsAlways = ({ from, to, weekdays }: BusinessHours): boolean =>
  from === undefined && to === undefined && weekdays === undefined;
