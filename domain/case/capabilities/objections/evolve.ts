import { startClock } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import { changeStep, stepOf, type CaseState, type StepState } from '../../state.ts';
import { defined } from '../../../defined.ts';

/** Each objection is the unit's to answer, with a clock of its own. */
export function object(state: CaseState, event: EventOf<'objected'>, environment: Environment): CaseState {
  const { step: notice, objection: id, reason, concerns, by } = event.data;
  const whole = stepOf(state, notice);
  if (!whole) return state;
  const at = when(event);
  const step: StepState = {
    id,
    step: whole.step,
    by: whole.by,
    openedAt: at,
    objection: {
      notice,
      reason,
      at,
      replies: [],
      ...defined({ concerns, by }),
    },
  };
  const opened = { ...state, steps: [...state.steps, step] };
  const limit = environment.procedure.steps[whole.step]?.answered;
  if (!limit) return opened;
  const clock = { clock: `step:${id}`, kind: 'step' as const, step: id, anchor: at, limit };
  return pauseClocks(startClock(opened, { ...clock, party: 'agency', unit: whole.by }, environment), at, environment);
}

export const reply = (state: CaseState, event: EventOf<'objectionReplied'>): CaseState =>
  changeStep(state, event.data.step, step => {
    if (!step.objection) return step;
    const { of, reason } = event.data;
    const replies = [...step.objection.replies, { of, reason, at: when(event) }];
    return { ...step, objection: { ...step.objection, replies } };
  });
