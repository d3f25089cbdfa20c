import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import { changeStep, stepOf, type CaseState } from '../../state.ts';
import { openSeats } from './seats.ts';

export function convene(state: CaseState, event: EventOf<'convened'>, environment: Environment): CaseState {
  const { step: id, meets, place } = event.data;
  const called = changeStep(state, id, step => ({ ...step, meeting: { meets, place } }));
  const step = stepOf(called, id);
  if (!step) return called;
  const at = when(event);
  return pauseClocks(openSeats(called, step, at, environment), at, environment);
}

/** Also of a conference that is over. */
export const recordMinutes = (state: CaseState, { data }: EventOf<'minutesRecorded'>): CaseState => ({
  ...state,
  steps: state.steps.map(step =>
    step.id === data.step && step.meeting
      ? { ...step, meeting: { ...step.meeting, minutes: data.minutes, present: data.present } }
      : step,
  ),
});
