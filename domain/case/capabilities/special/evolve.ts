import type { Instant } from '../../../calendar/day.ts';
import { breach, isNamed, startClock, stopClocks } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { ownerOf, pauseClocks } from '../../open-steps.ts';
import { leadOf } from '../../pinned-units.ts';
import { changeStep, clockOf, stepOf, type CaseState } from '../../state.ts';

export function startSpecial(state: CaseState, event: EventOf<'specialStarted'>, environment: Environment): CaseState {
  const at = when(event);
  const { step: id, special, takes, notice } = event.data;
  const unit = stepOf(state, id)?.by ?? leadOf(state, environment);
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
function resumeFromSpecial(state: CaseState, id: string, at: Instant, environment: Environment): CaseState {
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

export function endSpecial(state: CaseState, event: EventOf<'specialEnded'>, environment: Environment): CaseState {
  const { step } = event.data;
  const at = when(event);
  return resumeFromSpecial(stopClocks(state, isNamed(`special:${step}`), at), step, at, environment);
}
