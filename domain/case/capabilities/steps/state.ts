import type { Instant } from '../../../calendar/day.ts';
import type { Actor, Json, PersonalReference, Reason } from '../../../values.ts';
import type { MeetingState, Seat } from '../conference/state.ts';
import type { ObjectionState } from '../objections/state.ts';
import type { ProposalRefusal, ProposalState } from '../proposal/state.ts';
import type { SpecialUse } from '../special/state.ts';

export interface StepState {
  /** The step's name in this case: `fire`, `recheck@fire#2`. */
  readonly id: string;
  readonly step: string;
  /** The unit (or role of an applicant) that acts. */
  readonly by: string;
  readonly openedAt: Instant;
  /** Time opened, or ended, it at the 24:00 of a day: on that day. (T17) */
  readonly isOpenedAtDayEnd?: true;
  readonly isEndedAtDayEnd?: true;
  /** Why it is asked: what those before it said. */
  readonly about?: readonly Reason[];
  readonly claimedBy?: string;
  /** Who gave it to the unit (改派): they do not act on it there. */
  readonly assignedBy?: string;
  /** Every special procedure (特殊程序) that was begun for it, in order; absent before the first. */
  readonly specials?: readonly SpecialUse[];
  /** The one by which the step is paused, and the number of its notice. */
  readonly special?: string;
  readonly notice?: string;
  /** The answer that waits for the others whom the step needs. */
  readonly proposal?: ProposalState;
  readonly refusal?: ProposalRefusal;
  readonly endedAt?: Instant;
  readonly end?: 'done' | 'lapsed' | 'cancelled';
  /** Of a conference: when it meets, and what the chair recorded of it. */
  readonly meeting?: MeetingState;
  /** Of the part that one party has in a conference: which, and what it answered. */
  readonly seat?: Seat;
  /** Of an objection to a public notice: what was objected, and what came of it. */
  readonly objection?: ObjectionState;
  /** Of a public notice: its period is over, and objections are still to be answered. */
  readonly isPeriodOver?: true;
  readonly answeredBy?: readonly string[];
  /** Where the personal values that it recorded are kept. */
  readonly personal?: PersonalReference;
  /** Who completed the answer, as they then acted: the decision that follows from it is theirs. */
  readonly answeredAs?: Actor;
}

/** What the flow asked for, and what it was told. */
export interface StepsState {
  /** What each step came to, in order: what the flow is run over. */
  readonly log: readonly { readonly id: string; readonly value: Json }[];
  readonly steps: readonly StepState[];
}
