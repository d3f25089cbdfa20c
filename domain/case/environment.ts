import type { Calendar } from '../calendar/calendar.ts';
import type { AnyProcedure } from '../procedure/procedure.ts';
import type { CaseCalendars } from './capabilities/limits/state.ts';
import { stepOf, type CaseState, type ClockState } from './state.ts';

/** Compiled calendars by their versions. */
export interface CalendarsByVersion {
  /** The compiled calendar of a version; throws `Refused` for a version that is not known. */
  readonly calendar: (version: string) => Calendar;
}

/** What a case needs beside its log to be decided and folded: its procedure as code, and the calendars by version. */
export interface Environment extends CalendarsByVersion {
  readonly procedure: AnyProcedure;
}

/** The calendar of the case itself, which is its lead's: by it count the limits of the case and its acceptance. */
export const calendarOf = (state: CaseState, environment: Environment): Calendar =>
  environment.calendar(state.calendar);

/** The calendar version that a unit of a case counts by: one of its own, else the case's. */
export const versionFor = ({ calendar, calendars = {} }: CaseCalendars, unit: string): string =>
  (Object.hasOwn(calendars, unit) ? calendars[unit] : undefined) ?? calendar;

/** The calendar version that a clock counts by: that of a step by its unit's, any other by the case's. (T18) */
export const versionForClock = (state: CaseState, { step }: Pick<ClockState, 'step'>): string =>
  step === undefined ? state.calendar : versionFor(state, stepOf(state, step)?.by ?? '');
