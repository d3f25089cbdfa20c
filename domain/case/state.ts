import type { Instant } from '../calendar/day.ts';
import type { Limit } from '../clock/limit.ts';
import type { EndOfDay, HalfDayRule, Party, Threshold } from '../clock/clock.ts';
import type { Addressed } from './view.ts';
import type { Acceptance, ClockKind, Level, Status, SuspensionGround } from './vocabulary.ts';
import type { Actor, Json, Paper, Reason } from '../values.ts';

/**
 * The version of the state's shape: raised when a build could not go on from what an earlier one folded. Its runs then
 * start again from their logs.
 */
export const stateVersion: number = 1;

/**
 * The folded state of a case. Plain JSON, never changed in place; it goes through continue-as-new, so it carries the
 * version of its shape. It holds facts only: due instants, colours and what remains are computed from them.
 */
export interface CaseState {
  readonly v: number;
  readonly case: string;
  readonly number: string;
  readonly procedure: string;
  /** The calendar version by which its running clocks count, and those that start. */
  readonly calendar: string;
  readonly applicant: string;
  readonly channel: 'online' | 'window' | 'post';
  readonly status: Status;
  readonly acceptance?: Acceptance;
  readonly form: Json;
  readonly personal?: { readonly reference: string; readonly digest: string };
  readonly modes: readonly string[];
  readonly papers: readonly Paper[];
  readonly receivedAt: Instant;
  /** The start of the period that acceptance still runs in: receipt, or the last supply (补正). */
  readonly filedAt: Instant;
  readonly acceptedAt?: Instant;
  readonly decidedAt?: Instant;
  readonly endedAt?: Instant;
  /** Officials who received or accepted: they may not decide (receiver ≠ approver). */
  readonly receivers: readonly string[];
  readonly defects: readonly { readonly item: string; readonly defect: string }[];
  /** What the last supply brought: a second notice may name nothing else. Undefined before the first notice. */
  readonly supplied?: readonly string[];
  readonly missing: readonly string[];
  /** The procedure's outcomes, in order: what the flow is run over. */
  readonly log: readonly { readonly id: string; readonly value: Json }[];
  readonly steps: readonly StepState[];
  readonly clocks: readonly ClockState[];
  readonly instruments: readonly InstrumentState[];
  readonly permits: readonly PermitState[];
  readonly reasons: readonly Reason[];
  readonly remedies?: string;
  /** Granted by silence (超时默许), on the basis that the procedure cites. */
  readonly automatic?: boolean;
  readonly published: boolean;
  /** 中止, in order; the last one is open while it has no `to`. Absent before the first. */
  readonly suspensions?: readonly Suspension[];
  readonly documents: readonly DocumentState[];
  /** The instant of the last event. */
  readonly at: Instant;
}

export interface StepState {
  /** The step's name in this case: `fire`, `recheck@fire#2`. */
  readonly id: string;
  readonly step: string;
  /** The unit (or role of an applicant) that acts. */
  readonly by: string;
  readonly openedAt: Instant;
  /** Why it is asked: what those before it said. */
  readonly about?: readonly Reason[];
  readonly claimedBy?: string;
  /** The open special procedure (特殊程序) by which the step is paused, and the number of its notice. */
  readonly special?: string;
  readonly notice?: string;
  readonly endedAt?: Instant;
  readonly end?: 'done' | 'lapsed' | 'cancelled';
  readonly answeredBy?: readonly string[];
  /** Who gave the answer, as they then acted: the decision that follows from it is theirs. */
  readonly answeredAs?: Actor;
  readonly outcome?: Json;
}

/** All clocks of the office stand still: by law or by force majeure. */
export interface Suspension {
  readonly from: Instant;
  readonly to?: Instant;
  readonly ground: SuspensionGround;
  readonly reason: Reason;
  /** The number of the written notice. */
  readonly notice: string;
}

export interface ClockPause {
  readonly from: Instant;
  readonly to?: Instant;
  /** While open: when the special procedure ends by itself. */
  readonly until?: Instant;
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
  readonly breachedAt?: Instant;
  /** When the breach was noticed, if late. */
  readonly noticedAt?: Instant;
  /** The calendar version by which it is computed; a finished clock keeps the one that it ended by. */
  readonly calendar: string;
  /** The publication of that version, if the clock ran already: no breach by it lies before. */
  readonly recomputedAt?: Instant;
}

export interface InstrumentState {
  /** `L1:step:licence`: an instrument opens once for a clock; `#2` after it was withdrawn. */
  readonly instrument: string;
  readonly level: Level;
  readonly clock: string;
  readonly unit: string;
  readonly from: string;
  readonly why: string;
  readonly posts: readonly string[];
  readonly reason?: Reason;
  readonly openedAt: Instant;
  /** When it was noticed that it had to open, if late. */
  readonly noticedAt?: Instant;
  /** The calendar version by which its own clock is computed; a finished one keeps it. */
  readonly calendar: string;
  readonly number?: string;
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
  readonly conclusion?: string;
}

export interface PermitState {
  readonly permit: string;
  readonly state: 'granted' | 'refused' | 'revoked';
  readonly reasons: readonly Reason[];
}

export interface DocumentState {
  readonly title: string;
  /** Of a decision: the permit that it is about. Each has its own. */
  readonly permit?: string;
  readonly number: string;
  readonly at: Instant;
  readonly digest?: string;
}

const before: readonly Status[] = ['received', 'correction', 'inReview', 'special', 'held'];
const after: readonly Status[] = ['granted', 'grantedTolerant', 'denied', 'settled', 'delivered'];

/** Not yet decided: withdrawal and termination are possible. */
export const undecided = (state: CaseState): boolean => before.includes(state.status);
/** Accepted and not yet decided. */
export const inReview = (state: CaseState): boolean => state.status === 'inReview' || state.status === 'special';
/** An end state: no act is accepted any more but those on open instruments of L3 and above. */
export const ended = (state: CaseState): boolean => !undecided(state) && !after.includes(state.status);
/** The open suspension (中止), if there is one. */
export const suspensionOf = (state: CaseState): Suspension | undefined =>
  state.suspensions?.find(each => each.to === undefined);
export const openSteps = (state: CaseState): readonly StepState[] => state.steps.filter(step => step.end === undefined);
export const stepOf = (state: CaseState, id: string): StepState | undefined => state.steps.find(step => step.id === id);
export const clockOf = (state: CaseState, clock: string): ClockState | undefined =>
  state.clocks.find(each => each.clock === clock);

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
