import type { Instant } from '../../../calendar/day.ts';
import type { EndOfDay, HalfDayRule, Party, Threshold } from '../../../clock/clock.ts';
import type { Limit } from '../../../clock/limit.ts';
import type { ClockKind } from '../../vocabulary.ts';

export interface ClockPause {
  readonly from: Instant;
  readonly to?: Instant;
  /** While open: when the special procedure ends by itself. */
  readonly until?: Instant;
  /** Time began, or ended, it at the 24:00 of a day: on that day. (T17) */
  readonly isFromDayEnd?: true;
  readonly isToDayEnd?: true;
  /** The document or the reason that opened it. */
  readonly why: string;
}

export interface ClockState {
  readonly clock: string;
  readonly kind: ClockKind;
  readonly unit?: string;
  /** The step's name in this case, for clocks of a step. */
  readonly step?: string;
  readonly anchor: Instant;
  /** Time anchored it at the 24:00 of a day: on that day. (T17) */
  readonly isAnchoredAtDayEnd?: true;
  readonly limit: Limit;
  readonly party: Party;
  /** The procedure lets what was filed at night or on a day off count from the next working day. */
  readonly filedOffHours?: 'nextWorkday';
  /** The procedure's policies, where they are not the defaults. */
  readonly endOfDay?: EndOfDay;
  readonly halfDay?: HalfDayRule;
  readonly pauses: readonly ClockPause[];
  readonly extensions: readonly Limit[];
  /** Warnings already given; each fires once. */
  readonly fired: readonly Threshold[];
  /** The instant of the act that stopped it (when it was asked). */
  readonly stoppedAt?: Instant;
  /** Time stopped it at the 24:00 of a day. */
  readonly isStoppedAtDayEnd?: true;
  /** It was stopped without what it waited for: a milestone that the case never reached. */
  readonly isDropped?: true;
  /** What had started it was annulled. */
  readonly isAnnulled?: true;
  readonly breachedAt?: Instant;
  /** When the breach was noticed, if late. */
  readonly noticedAt?: Instant;
  /** The calendar version by which it is computed; a finished clock keeps the one that it ended by. */
  readonly calendar: string;
  /** The version of the engine's rules by which it is computed; a finished clock keeps the one that it ended by. */
  readonly rules: number;
  /** When that calendar, or those rules, reached the clock, if it ran already: no breach by them lies before. */
  readonly recomputedAt?: Instant;
}

/** The calendar versions that a case counts by: pinned at its receipt, and again by a publication. */
export interface CaseCalendars {
  /** The lead's: by it count the limits of the case and its acceptance. */
  readonly calendar: string;
  /** Of each unit that has another calendar than the lead: by it count its steps and what is addressed to it. */
  readonly calendars?: Readonly<Record<string, string>>;
}

/** The clocks of the case, and the calendars by which those that run count, and those that start. */
export interface LimitsState extends CaseCalendars {
  readonly clocks: readonly ClockState[];
}
