import type { Instant } from '../../../calendar/day.ts';
import { defined } from '../../../defined.ts';
import { changeClocks, isNamed, isRunning, rederiveWarnings, stopClocks } from '../../clocks.ts';
import { cancelOpenSteps } from '../../end.ts';
import type { Environment } from '../../environment.ts';
import { pauseClocks } from '../../open-steps.ts';
import type { CaseState, ClockPause, ClockState, StepState } from '../../state.ts';
import { startAcceptance } from '../intake/evolve.ts';
import { cutPauses, type Stretch } from './cut-pauses.ts';
import type { AnnullableAct } from './state.ts';

/** The case as if an act had never been, from an instant on: what is finished keeps what it was finished by. */
export function undo(state: CaseState, act: AnnullableAct, at: Instant, environment: Environment): CaseState {
  switch (act.of) {
    case 'extended':
      return recount(state, at, environment, clock => (clock.clock === act.clock ? shorten(clock, act) : clock));
    case 'suspended':
      return endSuspension(state, act, at, environment);
    case 'specialStarted':
      return endSpecial(state, act, at, environment);
    default:
      return endAcceptance(state, at, environment);
  }
}

/**
 * What runs, by other facts: warnings derive anew, and what so lies in the past happens when the facts changed.
 */
const recount = (
  state: CaseState,
  at: Instant,
  environment: Environment,
  change: (clock: ClockState) => ClockState,
): CaseState =>
  changeClocks(state, isRunning, clock => {
    const changed = change(clock);
    if (changed === clock) return clock;
    return { ...changed, recomputedAt: at, fired: rederiveWarnings(environment, changed, at) };
  });

/** Extensions of one length are alike: any of them is the one that is taken back. */
function shorten(clock: ClockState, { extension }: AnnullableAct): ClockState {
  const text = JSON.stringify(extension);
  const gone = clock.extensions.findIndex(each => JSON.stringify(each) === text);
  return { ...clock, extensions: clock.extensions.filter((_, index) => index !== gone) };
}

const withPauses = (clock: ClockState, pauses: readonly ClockPause[]): ClockState =>
  pauses.length === clock.pauses.length && pauses.every((pause, index) => pause === clock.pauses[index])
    ? clock
    : { ...clock, pauses };

const withoutNotice = (clock: ClockState, notice: string | undefined): ClockState =>
  withPauses(
    clock,
    clock.pauses.filter(({ why }) => why !== notice),
  );

function endSuspension(state: CaseState, { notice }: AnnullableAct, at: Instant, environment: Environment): CaseState {
  const suspensions = (state.suspensions ?? []).map(each =>
    each.notice === notice ? { ...each, to: each.to ?? Math.max(each.from, at), annulledAt: at } : each,
  );
  const counting = recount({ ...state, suspensions }, at, environment, clock => withoutNotice(clock, notice));
  return pauseClocks(counting, at, environment);
}

/** The step's own clock counted all the time, and with it the clocks that all branches share. (C16) */
function endSpecial(
  state: CaseState,
  { step: id, notice }: AnnullableAct,
  at: Instant,
  environment: Environment,
): CaseState {
  const use = state.steps.find(step => step.id === id)?.specials?.find(each => each.notice === notice);
  const special = state.clocks.find(each => each.clock === use?.clock);
  if (!use || !special) return state;
  const stretch: Stretch = {
    from: special.anchor,
    to: special.stoppedAt ?? Infinity,
    ...defined({ isFromDayEnd: special.isAnchoredAtDayEnd, isToDayEnd: special.isStoppedAtDayEnd }),
  };
  const stopped = changeClocks(stopClocks(state, isNamed(use.clock), at), isNamed(use.clock), clock => ({
    ...clock,
    isAnnulled: true,
  }));
  const going = {
    ...stopped,
    steps: stopped.steps.map(step => (step.id === id ? withoutUse(step, use.notice) : step)),
  };
  const counting = recount(going, at, environment, clock => {
    if (clock.step !== undefined) return clock.step === id ? withoutNotice(clock, notice) : clock;
    return withPauses(clock, cutPauses(clock.pauses, stretch));
  });
  return pauseClocks(counting, at, environment);
}

/** A step with a special procedure that was begun by mistake: it is paused by it no longer, and never was. */
function withoutUse({ special, notice: running, specials = [], ...step }: StepState, notice: string): StepState {
  return {
    ...step,
    ...(running !== notice && defined({ special, notice: running })),
    specials: specials.map(({ awaitsResult, ...use }) =>
      use.notice === notice ? { ...use, isAnnulled: true } : { ...use, ...defined({ awaitsResult }) },
    ),
  };
}

/** The application is where it was: received, with an acceptance clock that begins with the day of the annulment. */
function endAcceptance(state: CaseState, at: Instant, environment: Environment): CaseState {
  const { acceptance: _acceptance, acceptedAt: _acceptedAt, deferred: _deferred, ...received } = state;
  const isOfReview = ({ kind }: ClockState): boolean => kind !== 'milestone';
  const running = new Set(state.clocks.filter(each => isRunning(each) && isOfReview(each)).map(each => each.clock));
  const stopped = changeClocks(
    stopClocks(cancelOpenSteps({ ...received, status: 'received', missing: [] }, at), isOfReview, at),
    ({ clock }) => running.has(clock),
    clock => ({ ...clock, isAnnulled: true }),
  );
  return startAcceptance(stopped, at, environment);
}
