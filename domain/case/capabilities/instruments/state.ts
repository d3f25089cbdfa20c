import type { Instant } from '../../../calendar/day.ts';
import type { Reason } from '../../../values.ts';
import type { InstrumentReason, Level } from '../../vocabulary.ts';
import type { Addressed, Conclusion, InstrumentNumber } from './view.ts';

export interface InstrumentState {
  /**
   * `L1:step:licence`: an instrument opens once for a clock, and is `L1#2:step:licence` after one that was withdrawn;
   * `L0.blue:step:licence` for the reminder that asks for nothing. Unique in the case.
   */
  readonly instrument: string;
  readonly level: Level;
  readonly clock: string;
  readonly unit: string;
  readonly from: string;
  readonly why: InstrumentReason;
  readonly posts: readonly string[];
  readonly reason?: Reason;
  readonly openedAt: Instant;
  /** Time opened it at the 24:00 of a day: on that day. (T17) */
  readonly isOpenedAtDayEnd?: true;
  /** When it was noticed that it had to open, if late. */
  readonly noticedAt?: Instant;
  /** The calendar version by which its own clock is computed; a finished one keeps it. */
  readonly calendar: string;
  /** The version of the engine's rules by which it is; a finished one keeps it. */
  readonly rules: number;
  readonly number?: InstrumentNumber;
  readonly addressees: readonly Addressed[];
  readonly signedBy?: string;
  readonly servedAt?: Instant;
  /** The first act of the unit after it was served: it answers the instrument. */
  readonly answeredAt?: Instant;
  readonly reply?: string;
  readonly overdueAt?: Instant;
  /** It was opened for a breach that never was one: a true one opens the instrument anew. */
  readonly withdrawn?: true;
  readonly closedAt?: Instant;
  readonly conclusion?: Conclusion;
}

/** What the ladder opened (督办). */
export interface InstrumentsState {
  readonly instruments: readonly InstrumentState[];
}
