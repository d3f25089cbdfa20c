import { workingDays } from '../../../clock/limit.ts';
import { isNamed, startClock, stopClocks } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import { leadOf } from '../../pinned-units.ts';
import type { CaseState } from '../../state.ts';

/** The lead unit has a working day to answer. */
const answerWithin = workingDays(1);
const clockName = (nth: number): string => `urging:${nth}`;

export function urge(state: CaseState, event: EventOf<'urged'>, environment: Environment): CaseState {
  const at = when(event);
  const { nth, reason } = event.data;
  const urged = { ...state, urgings: [...(state.urgings ?? []), { nth, reason, at }] };
  const clock = { clock: clockName(nth), kind: 'urging' as const, anchor: at, limit: answerWithin };
  const started = startClock(urged, { ...clock, party: 'agency', unit: leadOf(state, environment) }, environment);
  return pauseClocks(started, at, environment);
}

export function answerUrging(state: CaseState, event: EventOf<'urgingAnswered'>): CaseState {
  const { nth, answer } = event.data;
  const answered = (state.urgings ?? []).map(each =>
    each.nth === nth ? { ...each, answer, answeredAt: when(event) } : each,
  );
  return stopClocks({ ...state, urgings: answered }, isNamed(clockName(nth)), when(event));
}
