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
  readonly breachedAt?: Instant;
  /** When the breach was noticed, if late. */
  readonly noticedAt?: Instant;
  /** The calendar version by which it is computed; a finished clock keeps the one that it ended by. */
  readonly calendar: string;
  /** The publication of that version, if the clock ran already: no breach by it lies before. */
  readonly recomputedAt?: Instant;
}

/** The clocks of the case, and the calendar that they count by. */
export interface LimitsState {
  /** The calendar version by which its running clocks count, and those that start. */
  readonly calendar: string;
  readonly clocks: readonly ClockState[];
}
