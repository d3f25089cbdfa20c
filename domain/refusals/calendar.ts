import type { Issue } from '../issue.ts';
import type { ImportFault } from './import.ts';

/** One thing that is wrong with the arrangements of a calendar. */
export type CalendarFault =
  | { readonly code: 'noYear' | 'nothingOwn' }
  | { readonly code: 'idleMakeUp' | 'namedTwice' | 'offAndWorking'; readonly day: string }
  | {
      readonly code: 'beyondBase';
      readonly day: string;
      readonly base: string;
      readonly firstYear: number;
      readonly lastYear: number;
    }
  | { readonly code: 'notAYear'; readonly year: string }
  | { readonly code: 'beyondNotice'; readonly day: string; readonly year: string }
  | { readonly code: 'notADate'; readonly span: string; readonly year: string }
  | { readonly code: 'notASpan'; readonly span: string; readonly year: string; readonly most: number }
  | { readonly code: 'emptyYear'; readonly year: string }
  | { readonly code: 'emptyHoliday'; readonly holiday: string; readonly year: string }
  /** What is wrong with an entry of the business hours, counted from 0. */
  | { readonly code: 'hours'; readonly entry: number; readonly fault: HoursFault };

/** What is wrong with an entry of business hours. */
export type HoursFault =
  | SegmentFault
  | { readonly code: 'noDate'; readonly day: string }
  | { readonly code: 'endsBeforeStart'; readonly from: string; readonly to: string }
  | { readonly code: 'weekdayTwice' }
  | { readonly code: 'sameDays'; readonly entry: number };

/** From one minute of the day to another. */
type Segment = readonly [number, number];
/** What is wrong with the segments of a day of business. */
export type SegmentFault =
  | { readonly code: 'noSegment' }
  | { readonly code: 'notASegment'; readonly found: Segment }
  | { readonly code: 'adjoin' | 'overlap'; readonly before: Segment; readonly after: Segment };

/** How a day has to be written or to be. */
export type DayForm = 'date' | 'year' | 'existing';
/** How an instant has to be written or to be. */
export type InstantForm = 'instant' | 'time' | 'offset' | 'milliseconds';

/** What days and calendars refuse. */
export interface CalendarRefusals {
  'day.invalid': { found: string; form: DayForm };
  'instant.invalid': { found: string; form: InstantForm };
  /** `found` is left out where a stranger sent it. */
  'calendar.unknown': { found?: string; expected?: readonly string[]; unit?: string };
  /** `asked` is a day, or how it lies to the years of the calendar. */
  'calendar.unpublished': {
    calendar: string;
    version: string;
    firstYear: number;
    lastYear: number;
    asked: string;
  };
  'calendar.contradiction': { calendar: string; version: string; faults: readonly CalendarFault[] };
  'calendar.notAmended': { year: number };
  'calendar.duplicateOverride': { calendar: string; version: string; day: string };
  'calendar.hours': { found: readonly Segment[]; fault: SegmentFault };
  'calendar.file': { issues: readonly Issue[] };
  'calendar.import': { file: string; faults: readonly ImportFault[] };
  /** `why` it cannot be read, or what in it is no calendar. */
  'calendar.unreadable': { path: string; why?: string; issues?: readonly Issue[] };
  'calendar.unknownBase': { calendar: string; found: string };
  'calendar.circle': { found: readonly string[] };
  'calendar.publishing': { found: string };
  'calendar.versionExists': { found: string };
  'calendar.superseded': { found?: string; by?: string };
  'calendar.inForce': { found: string };
  'calendar.takesYears': { version: string; found: readonly number[]; clocks: number };
  'calendar.same': { found: string };
  'rules.unknown': { found: number; expected: number };
  'rules.same': { found: number; expected: number };
}
