import { type Day, dayOf, type Instant, parseDay } from '../calendar/day.ts';
import type { Json, Paper } from '../values.ts';
import type { AnnulmentState } from './capabilities/annulment/state.ts';
import type { ChildrenState } from './capabilities/children/state.ts';
import type { CompletenessState } from './capabilities/completeness/state.ts';
import type { CorrectionState } from './capabilities/correction/state.ts';
import type { DecisionState, PermitState } from './capabilities/decision/state.ts';
import type { ForwardingState } from './capabilities/forwarding/state.ts';
import type { FollowUpsState } from './capabilities/follow-ups/state.ts';
import type { InstrumentsState, InstrumentState } from './capabilities/instruments/state.ts';
import type { IntakeState } from './capabilities/intake/state.ts';
import type { ClockPause, ClockState, LimitsState } from './capabilities/limits/state.ts';
import type { ModesState } from './capabilities/modes/state.ts';
import type { PublicityState } from './capabilities/publicity/state.ts';
import type { AppealsState } from './capabilities/appeals/state.ts';
import type { RatingState } from './capabilities/rating/state.ts';
import type { UrgingState } from './capabilities/urging/state.ts';
import type { StepsState, StepState } from './capabilities/steps/state.ts';
import type { Suspension, SuspensionState } from './capabilities/suspension/state.ts';
import type { ToleranceState } from './capabilities/tolerance/state.ts';
import type { DocumentKind, Status } from './vocabulary.ts';

export type { ClockPause, ClockState, InstrumentState, PermitState, StepState, Suspension };

/**
 * The version of the state's shape: raised when a build could not go on from what an earlier one folded. Its runs then
 * start again from their logs.
 */
export const stateVersion: number = 1;

/**
 * The folded state of a case. Plain JSON, never changed in place; it goes through continue-as-new, so it carries the
 * version of its shape. It holds facts only: due instants, colours and what remains are computed from them. Each
 * capability has its part.
 */
export interface CaseState
  extends
    IntakeState,
    ModesState,
    CompletenessState,
    CorrectionState,
    ToleranceState,
    StepsState,
    LimitsState,
    AnnulmentState,
    SuspensionState,
    DecisionState,
    PublicityState,
    InstrumentsState,
    ChildrenState,
    FollowUpsState,
    ForwardingState,
    RatingState,
    UrgingState,
    AppealsState {
  readonly v: number;
  /** The version of the engine's rules that it is decided by. */
  readonly rules: number;
  readonly status: Status;
  readonly endedAt?: Instant;
  /** The day of receipt, of the decision, and of the end, where time brought it at the 24:00 of that day. (T17) */
  readonly receivedOn?: string;
  readonly decidedOn?: string;
  readonly endedOn?: string;
  readonly documents: readonly DocumentState[];
  /** How many events its log has. */
  readonly revision: number;
  /** The instant of the last event. */
  readonly at: Instant;
  /** The day whose 24:00 that is, where time did it. */
  readonly on?: string;
}

export interface DocumentState {
  readonly kind: DocumentKind;
  /** Of a decision: the permit that it is about. Each has its own. */
  readonly permit?: string;
  readonly number: string;
  readonly at: Instant;
  /** The day whose 24:00 that is, where time made it. (T17) */
  readonly on?: string;
  readonly digest?: string;
  /** What made it was annulled then: it is void. */
  readonly voidedAt?: Instant;
}

const before: readonly Status[] = ['received', 'correction', 'inReview', 'special', 'held', 'atUpper'];
const after: readonly Status[] = ['granted', 'grantedTolerant', 'denied', 'settled', 'forwardedUp', 'delivered'];

/** Not yet decided: withdrawal and termination are possible. */
export const undecided = (state: CaseState): boolean => before.includes(state.status);
/** Accepted and not yet decided. */
export const inReview = (state: CaseState): boolean => state.status === 'inReview' || state.status === 'special';
/** An end state: of the acts only those are accepted whose rule says `whenEnded: 'allow'`. */
export const ended = (state: CaseState): boolean => !undecided(state) && !after.includes(state.status);
/** The open suspension (中止), if there is one. */
export const suspensionOf = (state: CaseState): Suspension | undefined =>
  state.suspensions?.find(each => each.to === undefined);
export const openSteps = (state: CaseState): readonly StepState[] => state.steps.filter(step => step.end === undefined);
export const stepOf = (state: CaseState, id: string): StepState | undefined => state.steps.find(step => step.id === id);
/** What a step came to: its answer, or that its time ran out. */
export const outcomeOf = (state: CaseState, id: string): Json | undefined =>
  state.log.find(each => each.id === id)?.value ?? partOutcome(stepOf(state, id));
/** What the part of a step came to: the answer of a party, what was found of an objection. */
export const partOutcome = (step: StepState | undefined): Json | undefined =>
  step?.seat?.answer ?? (step?.objection?.ruling as Json | undefined);
/** The step that something is a part of: the conference of a party, the notice of an objection. */
export const wholeOf = ({ seat, objection }: StepState): string | undefined => seat?.conference ?? objection?.notice;
export const clockOf = (state: CaseState, clock: string): ClockState | undefined =>
  state.clocks.find(each => each.clock === clock);

/** The day of an instant of the case: that which is on record where time brought it at the 24:00 of it. (T17) */
export const dayOn = (at: Instant, on: string | undefined): Day => (on === undefined ? dayOf(at) : parseDay(on));

/** Newer papers take the place of older ones for the same material. */
export const withPapers = (state: CaseState, newer: readonly Paper[]): CaseState => {
  const replaced = new Set(newer.map(paper => paper.material));
  return { ...state, papers: [...state.papers.filter(paper => !replaced.has(paper.material)), ...newer] };
};

export const changeStep = (state: CaseState, id: string, change: (step: StepState) => StepState): CaseState => ({
  ...state,
  steps: state.steps.map(step => (step.id === id && step.end === undefined ? change(step) : step)),
});

/** The open suspension is over; one that was ordered later than its end was asked never lasted. */
export const endSuspension = (state: CaseState, at: Instant): CaseState => ({
  ...state,
  ...(state.suspensions && {
    suspensions: state.suspensions.map(each =>
      each.to === undefined ? { ...each, to: Math.max(each.from, at) } : each,
    ),
  }),
});
