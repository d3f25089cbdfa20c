import type { Instant } from '../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../calendar/unpublished.ts';
import { flow, type Facts } from '../procedure/procedure.ts';
import { Defect } from '../procedure/runtime/errors.ts';
import type { Party } from '../clock/clock.ts';
import type { Special } from '../procedure/language/policy.ts';
import {
  type Cause,
  changeClocks,
  due,
  endsAt,
  isRunning,
  reachMilestones,
  reconcilePauses,
  startClock,
  stopClocks,
} from './clocks.ts';
import { everyBranchPaused } from './every-branch-paused.ts';
import type { Environment } from './environment.ts';
import { unitOf } from './pinned-units.ts';
import { openSteps, suspensionOf, wholeOf, type CaseState, type ClockState, type StepState } from './state.ts';
import { defined } from '../defined.ts';

/** What the flow goes by: who applies, with which form, less its personal fields, and in which modes. */
export type Applied = Pick<CaseState, 'applicant' | 'form' | 'modes'>;

/** The flow's view of the case. */
export const factsFor = ({
  applicant,
  form,
  modes,
  deferred = [],
  bySilence,
}: Applied & Pick<CaseState, 'deferred' | 'bySilence'>): Facts => ({
  applicant,
  form,
  modes: Object.fromEntries(modes.map(mode => [mode, true])),
  deferred,
  ...defined({ bySilence }),
});

export const runFlow = (state: CaseState, environment: Environment) =>
  flow(environment.procedure, factsFor(state), state.log);

/** Whether the flow goes on when silence grants: one that breaks by it is not granted so. */
export function isFollowedBySilence(state: CaseState, permits: readonly string[], { procedure }: Environment): boolean {
  try {
    flow(procedure, { ...factsFor(state), bySilence: { permits, after: state.log.length } }, state.log);
    return true;
  } catch (error) {
    if (error instanceof Defect) return false;
    throw error;
  }
}

/**
 * Runs the flow over the log and opens, with their clocks, what it now waits for; what it no longer waits for is
 * cancelled. What follows a decision is asked once the decision is made, which may wait: for a cure, or while the case
 * is suspended.
 */
export function syncOpenSteps(state: CaseState, at: Instant, environment: Environment): CaseState {
  const { open: waiting, reached, ending } = runFlow(state, environment);
  const open = ending && state.decidedAt === undefined ? [] : waiting;
  const waited = new Set(open.map(each => each.id));
  // The parties of a conference, and objections to a notice, are open as long as the flow waits for the whole.
  const parts = state.steps.filter(step => waited.has(wholeOf(step) ?? ''));
  const asked = new Set([...waited, ...parts.map(({ id }) => id)]);
  let next: CaseState = {
    ...state,
    steps: state.steps.map(step =>
      step.end === undefined && !asked.has(step.id) ? { ...step, end: 'cancelled', endedAt: at } : step,
    ),
  };
  next = stopClocks(
    next,
    clock =>
      clock.step !== undefined &&
      !asked.has(clock.step) &&
      next.steps.some(step => step.id === clock.step && step.end === 'cancelled'),
    at,
  );
  next = reachMilestones(next, reached, at);
  const known = new Set(openSteps(next).map(step => step.id));
  for (const each of open) {
    if (known.has(each.id)) continue;
    const definition = environment.procedure.steps[each.step]!;
    const theirs = isTheirs(definition.kind) || definition.opens === 'draft';
    const named = each.by ?? definition.child?.lead ?? environment.procedure.lead;
    const by = definition.kind === 'applicant' ? 'applicant' : unitOf(state, named);
    const step: StepState = {
      id: each.id,
      step: each.step,
      by,
      openedAt: at,
      ...defined({ about: each.about }),
    };
    // A step whose acceptance was annulled is asked again under its own name.
    next = { ...next, steps: [...next.steps.filter(({ id }) => id !== each.id), step] };
    const limit = each.within;
    if (limit) {
      const verifies = environment.procedure.modes.commitment?.verify === each.step;
      next = startClock(
        next,
        {
          clock: `${verifies ? 'verify' : 'step'}:${each.id}`,
          kind: verifies ? 'verify' : 'step',
          step: each.id,
          anchor: at,
          limit,
          party: theirs ? 'applicant' : 'agency',
          ...(!theirs && { unit: by }),
        },
        environment,
      );
    }
  }
  return pauseClocks(next, at, environment);
}

/** Whose time a listed procedure's is: the applicant's where they cause the wait, else the unit's that started it. */
export const ownerOf = ({ causedBy }: Special, unit: string): { readonly party: Party; readonly unit?: string } =>
  causedBy === 'applicant' ? { party: 'applicant' } : { party: 'agency', unit };

/** Steps in which the time is the applicant's or the world's: no office holds them, and no office is late with them. */
export const isTheirs = (kind: string): boolean => kind === 'applicant' || kind === 'event' || isPeriod(kind);

/** A period of the procedure itself runs off by itself; the clocks of the case count it. */
const isPeriod = (kind: string): boolean => kind === 'wait' || kind === 'publicNotice';

/**
 * Pauses and resumes every clock as the case now stands. A suspension (中止) stops all of the office's, by force majeure
 * the applicant's too; a special procedure the clock of its step; promise and statutory run while any branch holds
 * counted time: they stand still only while every open step is paused or theirs. (C16) With no step open (a grant that
 * waits for its cure) they run.
 */
export function pauseClocks(state: CaseState, at: Instant, environment: Environment): CaseState {
  const suspension = suspensionOf(state);
  const suspended: readonly Cause[] = suspension ? [{ why: suspension.notice }] : [];
  const pausable = (clock: ClockState): boolean => isRunning(clock) && clock.limit.unit !== 'DATE';
  const ofOffice = (clock: ClockState): boolean => clock.party === 'agency' && pausable(clock);
  // 不可抗力 stops the applicant's clocks too, what the law orders the office's alone.
  const ofApplicant = suspension?.ground === 'forceMajeure' ? suspended : [];
  // What others wait for comes first: a special procedure's own end moves with its pause, and their ends with that.
  const special = changeClocks(
    state,
    clock => (clock.kind === 'special' || clock.party === 'applicant') && pausable(clock),
    clock => reconcilePauses(clock, clock.party === 'agency' ? suspended : ofApplicant, at),
  );
  const open = openSteps(special);
  const waits = (step: StepState): boolean =>
    step.special !== undefined ||
    isTheirTime(environment.procedure.steps[step.step]!.kind) ||
    isHeldByNobody(state, step);
  const idle = open.length > 0 && open.every(waits);
  const ends = endsOf(special, environment);
  const causesOf = (clock: ClockState): readonly Cause[] => {
    if (clock.kind === 'promise' || clock.kind === 'statutory')
      return idle
        ? [...suspended, { why: everyBranchPaused, ...untilOf(open.map(step => ends.get(step.id))) }]
        : suspended;
    const step = open.find(each => each.id === clock.step);
    return step?.special === undefined
      ? suspended
      : [...suspended, { why: step.notice ?? step.special, ...untilOf([ends.get(step.id)]) }];
  };
  const settled = changeClocks(
    special,
    clock => clock.kind !== 'special' && ofOffice(clock),
    clock => reconcilePauses(clock, causesOf(clock), at),
  );
  if (settled.status !== 'inReview' && settled.status !== 'special') return settled;
  return { ...settled, status: idle && open.some(step => step.special !== undefined) ? 'special' : 'inReview' };
}

/** A case that the step opened is itself held by no office. */
const isHeldByNobody = (state: CaseState, { id }: StepState): boolean =>
  state.children?.some(child => child.step === id && child.pauses.some(({ to }) => to === undefined)) === true;

/** The applicant's or the world's own time. */
const isTheirTime = (kind: string): boolean => isTheirs(kind) && !isPeriod(kind);

/**
 * When each open step that does not count ends at the latest: its special procedure, else the applicant's own limit.
 */
function endsOf(state: CaseState, environment: Environment): ReadonlyMap<string, Instant> {
  const waiting = state.clocks.filter(
    clock => clock.step !== undefined && isRunning(clock) && (clock.kind === 'special' || clock.party === 'applicant'),
  );
  return new Map(
    waiting.flatMap(clock => {
      const end = orUndefinedIfUnpublished(() => due(environment, clock));
      return end === undefined || end.openSince !== undefined ? [] : [[clock.step!, endsAt(clock, end)] as const];
    }),
  );
}

/** The first end: then that branch counts again, and with it the case. */
function untilOf(ends: readonly (Instant | undefined)[]): { readonly until?: Instant } {
  const known = ends.filter(end => end !== undefined);
  return known.length === 0 ? {} : { until: Math.min(...known) };
}
