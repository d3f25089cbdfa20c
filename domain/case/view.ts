import type { Instant } from '../calendar/day.ts';
import type { Json, Paper, PersonalReference, Reason } from '../values.ts';
import type { ParentLink } from './capabilities/children/state.ts';
import type { ForwardingState } from './capabilities/forwarding/state.ts';
import type { FollowUp, FollowUpsState } from './capabilities/follow-ups/state.ts';
import type { InstrumentView } from './capabilities/instruments/view.ts';
import type { ClockView } from './capabilities/limits/view.ts';
import type { ModeUse } from './capabilities/modes/view.ts';
import type { CheckView } from './capabilities/completeness/view.ts';
import type { AppealsState } from './capabilities/appeals/state.ts';
import type { RatingState } from './capabilities/rating/state.ts';
import type { Urging } from './capabilities/urging/state.ts';
import type { StepView } from './capabilities/steps/view.ts';
import type { SharedClock } from './shared-clock.ts';
import type { Suspension } from './state.ts';
import type { Acceptance, Channel, Colour, DocumentKind, PermitStanding, RemedyCode, Status } from './vocabulary.ts';

export type { InstrumentContent, InstrumentNumber, InstrumentView } from './capabilities/instruments/view.ts';
export type { ClockName, ClockView } from './capabilities/limits/view.ts';
export type { StepView } from './capabilities/steps/view.ts';

export interface DocumentView {
  readonly document: string;
  readonly kind: DocumentKind;
  /** Of a decision: the permit that it is about, by its id in the procedure. */
  readonly permit?: string;
  readonly number: string;
  readonly at: Instant;
  /** The day whose 24:00 that is, where time made it. */
  readonly on?: string;
  readonly digest?: string;
  /** What made it was annulled then: it is void. */
  readonly voidedAt?: Instant;
}

/**
 * The read model of a case, as the workflow (or a fold of the log) gives it: what `project` writes beside the events,
 * without interpreting it. Instants are milliseconds; colours are those of the last tick, never of the reader's clock.
 */
export interface CaseView {
  readonly case: string;
  readonly number: string;
  readonly procedure: string;
  readonly title: string;
  readonly lead: string;
  /** The region of the directory in which it is, where the procedure is offered in several. */
  readonly place?: string;
  /** The window of its place, where that has one of its own. */
  readonly window?: string;
  readonly applicant: string;
  readonly channel: Channel;
  /** Where an issue or an order comes from. */
  readonly from?: string;
  /** The unit that filed it for the applicant. */
  readonly filedBy?: string;
  /** The version of the engine's rules that it is decided by. */
  readonly rules: number;
  readonly calendar: string;
  /** Of each unit that has another calendar than the lead: the version that it counts by. */
  readonly calendars?: Readonly<Record<string, string>>;
  /** The version of the directory by which its roles stand for units. */
  readonly directory?: number;
  readonly status: Status;
  readonly acceptance?: Acceptance;
  readonly colour: Colour;
  readonly extended: boolean;
  /** Granted by silence (超时默许): labelled so everywhere. */
  readonly automatic?: boolean;
  /** The statutory limit has passed undecided. */
  readonly unlawful: boolean;
  readonly receivedAt: Instant;
  /** When it was typed in, and by whom, where the papers had come before. */
  readonly typedIn?: { readonly at: Instant; readonly by: string };
  readonly acceptedAt?: Instant;
  readonly decidedAt?: Instant;
  /** From when what was granted or settled has effect. */
  readonly effectiveAt?: Instant;
  readonly endedAt?: Instant;
  /** The day of receipt, of the decision, and of the end, where time brought it at the 24:00 of that day. */
  readonly receivedOn?: string;
  readonly decidedOn?: string;
  readonly endedOn?: string;
  /** No act but those of a terminal case is accepted any more, and the run has ended. */
  readonly closed: boolean;
  readonly asOf: Instant;
  readonly form: Json;
  readonly personal?: PersonalReference;
  /** The officials whom it is about (被投诉人): they keep out of it. */
  readonly about?: readonly string[];
  /** The case that opened this one, and the step by which it waits for it. */
  readonly parent?: ParentLink;
  /** The case that this one goes on from, and those in which it goes on. */
  readonly follows?: FollowUpsState['follows'];
  readonly followUps?: readonly FollowUp[];
  /** The cases that this one opens: all, those opened so far, and those that it waits for no longer. */
  readonly children?: {
    readonly of: number;
    readonly opened: number;
    readonly ended: number;
    /** Those that wait for their applicant to file them. */
    readonly drafts: number;
  };
  readonly modes: readonly string[];
  /** Each mode that the procedure offers, and what became of it here. */
  readonly modeUse: readonly ModeUse[];
  /** The window of another place that received it (异地代收). */
  readonly receivedFor?: string;
  readonly papers: readonly Paper[];
  /** Units that may extend its limit or revoke what it grants, and have no other part in it. */
  readonly approvers?: readonly string[];
  /** The units that are asked whether the papers are complete, and what each found so far. */
  readonly checks?: readonly CheckView[];
  /** Open defects of the last notice. */
  readonly defects: readonly { readonly item: string; readonly defect: string }[];
  /** Materials that tolerant acceptance left open. */
  readonly missing: readonly string[];
  readonly permits: readonly {
    readonly permit: string;
    readonly title: string;
    readonly state: PermitStanding;
    readonly reasons: readonly Reason[];
    readonly number?: string;
    readonly validFrom?: string;
    readonly validUntil?: string;
    readonly conditions?: readonly Reason[];
    readonly isEarly?: true;
    readonly deliveredAt?: Instant;
  }[];
  /** 转报: the unit above that decides, and since when. */
  readonly sentUp?: ForwardingState['sentUp'];
  readonly reasons: readonly Reason[];
  readonly remedies?: RemedyCode;
  /** 好差评. */
  readonly rating?: RatingState['rating'];
  /** 催办, in order. */
  readonly urgings?: readonly Urging[];
  /** 复议、诉讼 against the decision, as noted. */
  readonly appeals?: AppealsState['appeals'];
  /** 办件状态代码 of the national exchange, where the state has one. */
  readonly nationalCode?: number;
  /** 中止, in order; the last one is open while it has no `to`. */
  readonly suspensions?: readonly Suspension[];
  /** The facts by which each day of the shared clock is charged to who held it (delay attribution). */
  readonly shared?: SharedClock;
  readonly clocks: readonly ClockView[];
  readonly steps: readonly StepView[];
  readonly instruments: readonly InstrumentView[];
  readonly documents: readonly DocumentView[];
}
