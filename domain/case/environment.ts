import type { Calendar } from '../calendar/calendar.ts';
import type { AnyProcedure } from '../procedure/procedure.ts';
import type { CaseState } from './state.ts';

/** What a case needs beside its log to be decided and folded: its procedure as code, and the calendars by version. */
export interface Environment {
  readonly procedure: AnyProcedure;
  /** The compiled calendar of a version; throws `Refused` for a version that is not known. */
  readonly calendar: (version: string) => Calendar;
}

export const calendarOf = (state: CaseState, environment: Environment): Calendar =>
  environment.calendar(state.calendar);
