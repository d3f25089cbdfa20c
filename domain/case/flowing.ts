import type { Instant } from '../calendar/day.ts';
import { ifReached } from '../calendar/reach.ts';
import { flow, type Facts } from '../procedure/procedure.ts';
import { changeClocks, due, isPaused, isRunning, paused, resumed, startClock, stopClocks } from './clocks.ts';
import { calendarOf, type Environment } from './environment.ts';
import { openSteps, type CaseState, type StepState } from './state.ts';

/** The flow's view of the case: the form without its personal fields, and the modes that the applicant chose. */
export const factsFor = (state: CaseState): Facts => ({
  form: state.form,
  modes: Object.fromEntries(state.modes.map(mode => [mode, true])),
  deferred: [],
});

export const runFlow = (state: CaseState, environment: Environment) => flow(environment.procedure, factsFor(state), state.log);

/** Runs the flow over the log and opens, with their clocks, what it now waits for; what it no longer waits for is cancelled. */
export function openWhatFlows(state: CaseState, at: Instant, environment: Environment): CaseState {
  const { open, reached } = runFlow(state, environment);
  const asked = new Set(open.map(each => each.id));
  let next: CaseState = { ...state, steps: state.steps.map(step => (step.end === undefined && !asked.has(step.id) ? { ...step, end: 'cancelled', endedAt: at } : step)) };
  next = stopClocks(next, clock => clock.step !== undefined && !asked.has(clock.step) && next.steps.some(step => step.id === clock.step && step.end === 'cancelled'), at);
  next = stopClocks(next, clock => clock.kind === 'milestone' && reached.includes(clock.clock.slice('milestone:'.length)), at);
  const known = new Set(openSteps(next).map(step => step.id));
  for (const each of open) {
    if (known.has(each.id)) continue;
    const definition = environment.procedure.steps[each.step]!;
    const theirs = isTheirs(definition.kind);
    const by = definition.kind === 'applicant' ? 'applicant' : (each.by ?? environment.procedure.lead);
    const step: StepState = { id: each.id, step: each.step, by, openedAt: at, ...(each.about && { about: each.about }), ...(definition.special !== undefined && { special: definition.special }) };
    next = { ...next, steps: [...next.steps, step] };
    if (definition.special !== undefined) {
      next = startClock(next, { clock: `special:${each.id}`, kind: 'special', step: each.id, anchor: at, limit: environment.procedure.special[definition.special]!.atMost, party: 'agency', unit: by });
    }
    const limit = each.within;
    if (limit) {
      const verifies = environment.procedure.modes.commitment?.verify === each.step;
      next = startClock(next, {
        clock: `${verifies ? 'verify' : 'step'}:${each.id}`,
        kind: verifies ? 'verify' : 'step',
        step: each.id,
        anchor: at,
        limit,
        party: theirs ? 'applicant' : 'agency',
        ...(!theirs && { unit: by }),
      });
    }
  }
  return pauseMainClocks(next, at, environment);
}

/** Steps in which the time is the applicant's or the world's: no office holds them, and no office is late with them. */
export const isTheirs = (kind: string): boolean => kind === 'applicant' || kind === 'event' || isPeriod(kind);

/** A period of the procedure itself runs off by itself; the clocks of the case count it. */
const isPeriod = (kind: string): boolean => kind === 'wait' || kind === 'publicNotice';

/**
 * The clocks of the case run while any branch holds counted time: they are paused only while every open step is paused or
 * theirs. With no step open (a grant that waits for its cure) they run.
 */
export function pauseMainClocks(state: CaseState, at: Instant, environment: Environment): CaseState {
  const open = openSteps(state);
  const kindOf = (step: StepState): string => environment.procedure.steps[step.step]!.kind;
  const idle = open.length > 0 && open.every(step => step.special !== undefined || (isTheirs(kindOf(step)) && !isPeriod(kindOf(step))));
  const main = (kind: string): boolean => kind === 'promise' || kind === 'statutory';
  const halted = idle
    ? changeClocks(state, clock => main(clock.kind) && isRunning(clock), clock => paused(clock, { from: at, ...untilOf(state, environment), why: 'everyBranchPaused' }))
    : changeClocks(state, clock => main(clock.kind) && isRunning(clock) && isPaused(clock), clock => resumed(clock, at));
  if (halted.status !== 'inReview' && halted.status !== 'special') return halted;
  return { ...halted, status: idle && open.some(step => step.special !== undefined) ? 'special' : 'inReview' };
}

/** The first end of an open special procedure: then that branch counts again, and with it the case. */
function untilOf(state: CaseState, environment: Environment): { until?: Instant } {
  const calendar = calendarOf(state, environment);
  const ends = state.clocks.filter(clock => clock.kind === 'special' && isRunning(clock))
    .flatMap(clock => ifReached(() => due(calendar, clock).at) ?? []);
  return ends.length === 0 ? {} : { until: Math.min(...ends) };
}
