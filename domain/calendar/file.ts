import { type Arrangements, calendarFrom, overridesFrom, refuseIssues } from './arrangement.ts';
import type { CalendarData } from './calendar.ts';
import { compileHours } from './hours.ts';
import { overlay } from './overlay.ts';
import { Refused } from '../refusal.ts';

/** A version of a calendar as it is handed in and kept: what it is called, what it lies on, and its arrangements. */
export interface CalendarFile {
  /** The calendar's own id: `cn`, a region, an organisation. */
  readonly calendar: string;
  readonly version: string;
  readonly title: string;
  /** The calendar that this one lies on: its own overrides win, all other dates are those of the one below. */
  readonly on?: string;
  /** `["09:00", "12:00"]`, in order. Absent: those of the calendar below, else 09:00-12:00 and 13:30-17:30. */
  readonly businessHours?: readonly (readonly [string, string])[];
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
  const hours = businessHours && { businessHours: hoursOf(businessHours, id, version) };
  if (on === undefined) return calendarFrom(years, { id, version, title, ...hours });
  if (!base)
    throw new Refused(
      'calendar.unknownBase',
      `${id} lies on ${on}, of which no version is published. Publish that one first.`,
      { details: { found: on } },
    );
  if (Object.keys(years).length === 0 && !hours)
    refuseIssues(['neither a year nor business hours of its own'], id, version);
  return overlay(base, { id, version, title, overrides: overridesFrom(years, base, { id, version }), ...hours });
}

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Segments as minutes of the day. */
function hoursOf(
  segments: readonly (readonly [string, string])[],
  id: string,
  version: string,
): CalendarData['businessHours'] {
  const found = segments.map(([from, to]) => [minutes(from), minutes(to)] as const);
  try {
    compileHours(found);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refuseIssues([error.message], id, version);
  }
  return found;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Business hours as a person reads them: `09:00-12:00`. */
export const formatHours = (segments: CalendarData['businessHours']): readonly string[] =>
  segments.map(([from, to]) => `${clock(from)}-${clock(to)}`);
