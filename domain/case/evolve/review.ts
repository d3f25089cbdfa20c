import type { Instant } from '../../calendar/day.ts';
import { breach, changeClocks, rederiveWarnings, isRunning, isNamed, startClock, stopClocks } from '../clocks.ts';
import { calendarOf, type Environment } from '../environment.ts';
import { when, type EventOf } from '../event.ts';
import { syncOpenSteps, ownerOf, pauseClocks } from '../open-steps.ts';
import { clockOf, stepOf, type CaseState, type StepState } from '../state.ts';
import type { Json } from '../../values.ts';

export const changeStep = (state: CaseState, id: string, change: (step: StepState) => StepState): CaseState => ({
  ...state,
  steps: state.steps.map(step => (step.id === id && step.end === undefined ? change(step) : step)),
});

/** The running clock of a step itself, not that of its special procedure. */
const ownClock = (state: CaseState, step: string): string | undefined =>
  state.clocks.find(clock => clock.step === step && isRunning(clock) && clock.kind !== 'special')?.clock;

type StepEnd = Pick<StepState, 'end' | 'endedAt' | 'answeredBy' | 'answeredAs'>;

function endStep(
  state: CaseState,
  id: string,
  value: Json,
  ending: StepEnd,
  at: Instant,
  environment: Environment,
): CaseState {
  const done = stopClocks(
    changeStep(state, id, ({ special: _, notice: _number, ...step }) => ({ ...step, ...ending, outcome: value })),
    clock => clock.step === id,
    at,
  );
  return syncOpenSteps({ ...done, log: [...done.log, { id, value }] }, at, environment);
}

export function answerStep(state: CaseState, event: EventOf<'answered'>, environment: Environment): CaseState {
  const { step, answer, together } = event.data;
  const answeredBy = [event.actor.person, ...(together === undefined ? [] : [together])];
  return endStep(
    state,
    step,
    answer,
    { end: 'done', endedAt: when(event), answeredBy, answeredAs: event.actor },
    when(event),
    environment,
  );
}

export function lapseStep(state: CaseState, event: EventOf<'lapsed'>, environment: Environment): CaseState {
  const { step } = event.data;
  const late = breach(state, ownClock(state, step), event.at, environment);
  return endStep(
    late,
    step,
    lapseOf(environment.procedure.steps[stepOf(state, step)?.step ?? '']?.kind),
    { end: 'lapsed', endedAt: event.at },
    event.at,
    environment,
  );
}

/** What the flow gets when time runs out: a public notice is over without objections, anything else has lapsed. */
const lapseOf = (kind: string | undefined): Json => (kind === 'publicNotice' ? { objections: [] } : { lapsed: true });

export function startSpecial(state: CaseState, event: EventOf<'specialStarted'>, environment: Environment): CaseState {
  const at = when(event);
  const { step: id, special, takes, notice } = event.data;
  const unit = stepOf(state, id)?.by ?? environment.procedure.lead;
  const owner = ownerOf(environment.procedure.special[special]!, unit);
  const halted = changeStep(state, id, step => ({ ...step, special, notice: notice.number }));
  return pauseClocks(
    startClock(
      halted,
      { clock: `special:${id}`, kind: 'special', step: id, anchor: at, limit: takes, ...owner },
      environment,
    ),
    at,
    environment,
  );
}

/** The step counts again, and with it the case: by the result, or because the special procedure's own limit ran out. */
export function resumeFromSpecial(state: CaseState, id: string, at: Instant, environment: Environment): CaseState {
  return pauseClocks(
    changeStep(state, id, ({ special: _, notice: _number, ...step }) => step),
    at,
    environment,
  );
}

/**
 * The main clock resumes at the moment when the special procedure's own limit ran out, also where that is noticed after
 * other events.
 */
export function expireSpecial(state: CaseState, event: EventOf<'specialExpired'>, environment: Environment): CaseState {
  const name = `special:${event.data.step}`;
  const expired = breach(state, name, event.at, environment);
  const at = clockOf(expired, name)?.breachedAt ?? event.at;
  return resumeFromSpecial(stopClocks(expired, isNamed(name), at), event.data.step, at, environment);
}

export function extend(state: CaseState, event: EventOf<'extended'>, environment: Environment): CaseState {
  const calendar = calendarOf(state, environment);
  return changeClocks(state, isNamed(event.data.clock), clock => {
    const longer = { ...clock, extensions: [...clock.extensions, event.data.by] };
    return { ...longer, fired: rederiveWarnings(calendar, longer, when(event)) };
  });
}

/** 中止: every clock of the office stands still until the case is resumed. */
export function suspend(state: CaseState, event: EventOf<'suspended'>, environment: Environment): CaseState {
  const { ground, reason, notice } = event.data;
  return pauseClocks(
    {
      ...state,
      suspensions: [...(state.suspensions ?? []), { from: when(event), ground, reason, notice: notice.number }],
    },
    when(event),
    environment,
  );
}

/** The open suspension is over; one that was ordered later than its end was asked never lasted. */
export const endSuspension = (state: CaseState, at: Instant): CaseState => ({
  ...state,
  ...(state.suspensions && {
    suspensions: state.suspensions.map(each =>
      each.to === undefined ? { ...each, to: Math.max(each.from, at) } : each,
    ),
  }),
});
