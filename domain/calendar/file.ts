import { type Arrangements, calendarFrom, overridesFrom, refuseIssues } from './arrangement.ts';
import type { CalendarData } from './calendar.ts';
import { parseDay } from './day.ts';
import { faultOfSegments, formatSegment, type Segment } from './hours.ts';
import { type BusinessHours, defaultBusinessHours, holdsAlways } from './office-hours.ts';
import { overlay } from './overlay.ts';
import { Refused } from '../refusal.ts';
import type { CalendarFault, HoursFault } from '../refusals/calendar.ts';

/** `["09:00", "12:00"]`. */
type FileSegment = readonly [string, string];

/** Office hours with the days on which they hold, as a file says them. */
export interface FileHours {
  /** The first day, `2026-06-01`; without one they hold from the beginning. */
  readonly from?: string;
  /** The last day; a summer has one, and a single short day the same as its first. */
  readonly to?: string;
  /** 1 Monday to 7 Sunday; without them on every working day. */
  readonly weekdays?: readonly number[];
  readonly segments: readonly FileSegment[];
}

/** A version of a calendar as it is handed in and kept: what it is called, what it lies on, and its arrangements. */
export interface CalendarFile {
  /** The calendar's own id: `cn`, a region, an organisation. */
  readonly calendar: string;
  readonly version: string;
  readonly title: string;
  /** The calendar that this one lies on: its own overrides win, all other dates are those of the one below. */
  readonly on?: string;
  /**
   * Segments that hold always, `[["09:00", "12:00"], …]`, or entries that hold from a day on. Where no entry holds, and
   * where there is none, those of the calendar below hold, else 09:00-12:00 and 13:30-17:30.
   */
  readonly businessHours?: readonly FileSegment[] | readonly FileHours[];
  /** By the year of their notice, in the form of the State Council's arrangements. */
  readonly years: Arrangements;
}

/**
 * The calendar that a file makes, on top of the calendar below where it names one.
 * @throws Refused `calendar.contradiction` with all the faults of its arrangements and hours
 */
export function calendarOf(
  { calendar: id, version, title, on, businessHours, years }: CalendarFile,
  base?: CalendarData,
): CalendarData {
  const own = businessHours && hoursOf(businessHours, id, version);
  const below = on === undefined ? defaultBusinessHours : (base?.businessHours ?? []);
  const hours = own && { businessHours: own.some(holdsAlways) ? own : [...below, ...own] };
  if (on === undefined) return calendarFrom(years, { id, version, title, ...hours });
  if (!base) throw new Refused('calendar.unknownBase', { calendar: id, found: on });
  if (Object.keys(years).length === 0 && !hours) refuseIssues([{ code: 'nothingOwn' }], id, version);
  return overlay(base, { id, version, title, overrides: overridesFrom(years, base, { id, version }), ...hours });
}

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const isSegment = (found: FileSegment | FileHours): found is FileSegment => Array.isArray(found);

/** The hours of a file in the order in which they win. */
function hoursOf(
  found: readonly FileSegment[] | readonly FileHours[],
  id: string,
  version: string,
): readonly BusinessHours[] {
  const list: readonly (FileSegment | FileHours)[] = found;
  const always = list.filter(isSegment).map(segmentOf);
  const entries = [
    ...(always.length > 0 ? [{ segments: always }] : []),
    ...list.flatMap((each): readonly BusinessHours[] =>
      isSegment(each) ? [] : [{ ...each, segments: each.segments.map(segmentOf) }],
    ),
  ];
  refuseIssues(
    entries.flatMap((entry, index) => faultsOf(entry, entries.slice(0, index), index)),
    id,
    version,
  );
  return entries.toSorted(byPrecedence);
}

const segmentOf = ([from, to]: FileSegment): Segment => [minutes(from), minutes(to)];

/**
 * The one that begins later wins; of the same beginning the one that ends earlier, and then the one for some weekdays
 * alone: a summer over the whole year, a short Friday over the week, a single day over both.
 */
const byPrecedence = (a: BusinessHours, b: BusinessHours): number =>
  compare(a.from ?? '', b.from ?? '') ||
  compare(b.to ?? '9999-12-31', a.to ?? '9999-12-31') ||
  (b.weekdays?.length ?? 8) - (a.weekdays?.length ?? 8);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function faultsOf(entry: BusinessHours, before: readonly BusinessHours[], index: number): readonly CalendarFault[] {
  const faults: HoursFault[] = [];
  const { from, to, weekdays } = entry;
  for (const day of new Set([from, to])) if (day !== undefined && !exists(day)) faults.push({ code: 'noDate', day });
  if (from !== undefined && to !== undefined && to < from) faults.push({ code: 'endsBeforeStart', from, to });
  if (weekdays && new Set(weekdays).size < weekdays.length) faults.push({ code: 'weekdayTwice' });
  const twice = before.findIndex(
    each =>
      each.from === from &&
      each.to === to &&
      (each.weekdays?.length ?? 0) === (weekdays?.length ?? 0) &&
      (weekdays?.some(day => each.weekdays?.includes(day)) ?? true),
  );
  if (twice >= 0) faults.push({ code: 'sameDays', entry: twice });
  const ofSegments = faultOfSegments(entry.segments);
  if (ofSegments) faults.push(ofSegments);
  return faults.map(fault => ({ code: 'hours', entry: index, fault }));
}

function exists(day: string): boolean {
  try {
    parseDay(day);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** Office hours as a person reads them, with the days on which they hold: `2026-06-01/ 5 09:00-12:00`. */
export const formatHours = (list: readonly BusinessHours[]): readonly string[] =>
  list.map(({ from = '', to = '', weekdays, segments }) =>
    [
      ...(from === '' && to === '' ? [] : [`${from}/${to}`]),
      ...(weekdays ? [`weekdays ${weekdays.join(',')}`] : []),
      ...segments.map(formatSegment),
    ].join(' '),
  );
