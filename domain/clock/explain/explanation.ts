import type { Day, Instant } from '../../calendar/day.ts';
import type { BusinessHours } from '../../calendar/office-hours.ts';
import type { Due } from '../due.ts';
import type { ClockFacts, Party, Pause } from '../facts.ts';
import type { SingleLimit } from '../limit.ts';
import type { LineReason, PauseReason } from './reasons.ts';
import type { SumStep } from './sum.ts';

/** What a date is in the calendar: Monday to Friday, weekend, a holiday by an arrangement, a make-up workday (调休). */
export const dayKinds = ['working', 'weekend', 'holiday', 'makeUp'] as const;
export type DayKind = (typeof dayKinds)[number];

/**
 * What a line does to the count: where it starts, counted, a day off, paused, a day off over which the last day rolls
 * (民法典 203), the last day where it was rolled or moved to; and the marker between what is counted so far and what is
 * still to come.
 */
export const effects = ['anchor', 'counted', 'off', 'paused', 'rolled', 'last', 'now'] as const;
export type Effect = (typeof effects)[number];

/**
 * In what a limit is counted: `MONTH` in the calendar days up to its corresponding day, hours in minutes; a fixed date
 * is not counted.
 */
export const measures = ['workingDay', 'calendarDay', 'halfDay', 'minute', 'none'] as const;
export type Measure = (typeof measures)[number];

/** A run of equal days, or a part of a day, in order of time. */
export interface Line {
  readonly effect: Effect;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /**
   * For hours and halves of days: the part of the day, or of each day where there are several whole ones; of the marker
   * its instant.
   */
  readonly begins?: Instant;
  readonly ends?: Instant;
  /** Absent where it does not matter: days of a pause, calendar days. */
  readonly kind?: DayKind;
  /** Counted in this line, in the measure. */
  readonly amount: number;
  /** Counted from the anchor to this line's end. */
  readonly through: number;
  readonly why: LineReason;
  /** The notice that makes it a day off or a make-up day. */
  readonly notice?: string;
}

/** A pause with what opened it. */
export interface NamedPause extends Pause {
  /** One for each that was open when it began. */
  readonly why?: readonly PauseReason[];
}
export interface NamedFacts extends ClockFacts {
  readonly pauses: readonly NamedPause[];
}

export interface ExplainedPause extends NamedPause {
  /** The day on which it began: of days those after it do not count. */
  readonly firstDay: Day;
  /** The day on which it ended, or will end by itself: the last that does not count. 24:00 belongs to its day. (T17) */
  readonly lastDay?: Day;
  /**
   * Time in it does not count. One opened after the due instant, or ended on its own day (in its own half, out of
   * hours), has none.
   */
  readonly effective: boolean;
}

/** What a clock has counted by an instant, in its measure. */
export interface SoFar {
  /** When it is read, or when the clock was stopped. */
  readonly at: Instant;
  /** Its day: 24:00 belongs to the day that it ends. (T17) */
  readonly on: Day;
  readonly isStopped: boolean;
  readonly counted: number;
  /** Below 0 when late. */
  readonly remaining: number;
}

/** Since when, and why, a clock stands still without an end in sight. */
export interface OpenPause {
  /**
   * From here on nothing counts: of halves the end of the one that holds its beginning, of days that beginning, whose
   * day still counts.
   */
  readonly from: Instant;
  /** The day on which it began: of days those after it do not count. */
  readonly firstDay: Day;
  readonly why: LineReason;
}

/** The limit of the earlier of two that is due later. */
export interface OtherLimit {
  readonly limit: SingleLimit;
  readonly due?: Due;
  /** Both are due at once: then the first one holds. */
  readonly isTie: boolean;
}

/** A due date with all that is needed to reckon it by hand. */
export interface Explanation {
  /** As the clock was started. */
  readonly anchor: Instant;
  /** The day from which it counts: another one only where a filing at night counts as of the next working day. */
  readonly anchorDay: Day;
  /** Of the earlier of two the one that is due first. */
  readonly limit: SingleLimit;
  readonly extensions: readonly SingleLimit[];
  /** The other one of two, with its extensions, and when it would be due: absent where no calendar reaches. */
  readonly other?: OtherLimit;
  readonly party: Party;
  readonly measure: Measure;
  /** What has to be counted, extensions included, in the measure. */
  readonly total: number;
  /** The office hours that hold on its days, with the days on which each holds: the last one that does wins. */
  readonly businessHours: readonly BusinessHours[];
  readonly pauses: readonly ExplainedPause[];
  readonly lines: readonly Line[];
  /** Of a clock of a case; a fixed date counts nothing. */
  readonly soFar?: SoFar;
  /** While a pause is open that nobody knows the end of: the lines end where it began, and `due` is not to be told. */
  readonly openPause?: OpenPause;
  /** The sum step by step, in the order in which it is done. */
  readonly sum: readonly SumStep[];
  readonly due: Due;
  readonly calendar: { readonly id: string; readonly version: string; readonly title: string };
}
