import type { Instant } from '../../../calendar/day.ts';
import { breach, isNamed, startClock, stopClocks } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { ownerOf, pauseClocks } from '../../open-steps.ts';
import { leadOf } from '../../pinned-units.ts';
import { changeStep, clockOf, stepOf, type CaseState, type StepState } from '../../state.ts';
import type { SpecialUse } from './state.ts';

export function startSpecial(state: CaseState, event: EventOf<'specialStarted'>, environment: Environment): CaseState {
  const at = when(event);
  const {
    step: id,
    special,
    takes,
    notice: { number: notice },
  } = event.data;
  const { by: unit = leadOf(state, environment), specials = [] } = stepOf(state, id) ?? {};
  const owner = ownerOf(environment.procedure.special[special]!, unit);
  // What tells clocks of one step apart stands before the name of the step, which may have a turn of its own. (C23)
  const turn = specials.length === 0 ? '' : `#${specials.length + 1}`;
  const use: SpecialUse = { special, notice, clock: `special${turn}:${id}` };
  const halted = changeStep(state, id, step => ({ ...step, special, notice, specials: [...specials, use] }));
  return pauseClocks(
    startClock(
      halted,
      { clock: use.clock, kind: 'special', step: id, anchor: at, limit: takes, ...owner },
      environment,
    ),
    at,
    environment,
  );
}

/** The special procedure by which a step is paused: the last one that was begun. */
const runningUse = (state: CaseState, id: string): SpecialUse | undefined => {
  const step = stepOf(state, id);
  return step?.special === undefined ? undefined : step.specials?.at(-1);
};

/** The step counts again, and with it the case: by the result, or because the special procedure's own limit ran out. */
function resumeFromSpecial(state: CaseState, id: string, at: Instant, environment: Environment): CaseState {
  return pauseClocks(
    changeStep(state, id, ({ special: _, notice: _number, ...step }) => step),
    at,
    environment,
  );
}

/** A step with the use of one clock changed. */
const changeUseOf = (step: StepState, clock: string, change: (use: SpecialUse) => SpecialUse): StepState =>
  step.specials === undefined
    ? step
    : { ...step, specials: step.specials.map(each => (each.clock === clock ? change(each) : each)) };

/**
 * The main clock resumes at the moment when the special procedure's own limit ran out, also where that is noticed after
 * other events.
 */
export function expireSpecial(state: CaseState, event: EventOf<'specialExpired'>, environment: Environment): CaseState {
  const { step } = event.data;
  const name = runningUse(state, step)?.clock ?? '';
  const expired = breach(state, name, event.at, environment);
  const at = clockOf(expired, name)?.breachedAt ?? event.at;
  const awaiting = changeStep(expired, step, of => changeUseOf(of, name, use => ({ ...use, awaitsResult: true })));
  return resumeFromSpecial(stopClocks(awaiting, isNamed(name), at), step, at, environment);
}

export function endSpecial(state: CaseState, event: EventOf<'specialEnded'>, environment: Environment): CaseState {
  const { step } = event.data;
  const at = when(event);
  const name = runningUse(state, step)?.clock ?? '';
  return resumeFromSpecial(stopClocks(state, isNamed(name), at), step, at, environment);
}

/** What comes after the limit is on record, and changes no clock. Its step may be over. */
export const recordResult = (state: CaseState, { data }: EventOf<'specialResultRecorded'>): CaseState => ({
  ...state,
  steps: state.steps.map(step =>
    step.id === data.step ? changeUseOf(step, data.clock, ({ awaitsResult: _, ...use }) => use) : step,
  ),
});
