import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { pauseClocks } from '../../open-steps.ts';
import { endSuspension, type CaseState } from '../../state.ts';

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

export const resume = (state: CaseState, event: EventOf<'resumed'>, environment: Environment): CaseState =>
  pauseClocks(endSuspension(state, when(event)), when(event), environment);
