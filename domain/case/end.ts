import type { Instant } from '../calendar/day.ts';
import type { Reason } from '../values.ts';
import { stopClocks } from './clocks.ts';
import { endSuspension, type CaseState } from './state.ts';

/** An end state: every clock stops, what was open is cancelled, the deeds stay. (A11) */
export const end = (
  state: CaseState,
  status: CaseState['status'],
  at: Instant,
  reasons: readonly Reason[],
): CaseState =>
  stopClocks(
    { ...cancelOpenSteps(endSuspension(state, at), at), status, endedAt: at, reasons, defects: [] },
    () => true,
    at,
  );

/** What is still asked is asked no more; the deeds stay. */
export const cancelOpenSteps = (state: CaseState, at: Instant): CaseState => ({
  ...state,
  steps: state.steps.map(step => (step.end === undefined ? { ...step, end: 'cancelled', endedAt: at } : step)),
});
