import type { Instant } from '../../../calendar/day.ts';
import type { Colour } from '../../vocabulary.ts';
import type { Kind } from '../../../procedure/language/step.ts';
import type { Json, PersonalReference, Reason } from '../../../values.ts';
import type { MeetingState } from '../conference/state.ts';
import type { ObjectionState } from '../objections/state.ts';
import type { ProposalRefusal } from '../proposal/state.ts';
import type { ProposalView } from '../proposal/view.ts';
import type { SpecialView } from '../special/view.ts';

export interface StepView {
  /** The step's name in this case, such as `fire`, `recheck@fire#2`. */
  readonly step: string;
  readonly title: string;
  readonly kind: Kind;
  readonly unit?: string;
  /** The post or role that acts, where the procedure names one. */
  readonly post?: string;
  readonly state: 'ready' | 'claimed' | 'proposed' | 'paused' | 'done' | 'lapsed' | 'cancelled';
  readonly openedAt: Instant;
  /** Of its own clock, while that is not over: lists of steps go by them. */
  readonly due?: Instant;
  readonly colour?: Colour;
  /** 绿色通道: it goes before the others of a queue. */
  readonly priority?: true;
  /** Why it is asked: what those before it said, such as what to put right (整改事项). */
  readonly about?: readonly Reason[];
  /** Every special procedure that was begun for it, in order. */
  readonly specials?: readonly SpecialView[];
  readonly endedAt?: Instant;
  readonly claimedBy?: string;
  /** The answer that waits for others, where it needs them. */
  readonly proposal?: ProposalView;
  /** Why the last proposal was refused. */
  readonly refusal?: ProposalRefusal;
  /** Of a conference: when it meets, and what was recorded of it. */
  readonly meeting?: MeetingState;
  /** Of the part of one party in a conference: the conference's step, and the party. */
  readonly seat?: { readonly conference: string; readonly party: string };
  /** Of an objection to a public notice. */
  readonly objection?: ObjectionState;
  /** Of a public notice: its period is over. */
  readonly isPeriodOver?: true;
  readonly answeredBy?: readonly string[];
  readonly outcome?: Json;
  /** Where the personal values are kept that the outcome has the names of. */
  readonly personal?: PersonalReference;
}
