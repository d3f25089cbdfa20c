import { Diverged, Defect } from '../../../procedure/runtime/errors.ts';
import { flow, type AnyProcedure } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { factsFor } from '../../open-steps.ts';
import { lacking, requireWindow } from '../../papers.ts';
import { requireApplicant, requireStatus } from '../../refusals.ts';
import { undecided, type CaseState } from '../../state.ts';
import { requireChecks } from '../completeness/checks.ts';
import { requireSameDay } from '../intake/same-day.ts';
import { isDecidedOnTheSpot } from './guards.ts';

/** 即来即办: complete papers, and a flow that asks nobody. */
export function settleOnTheSpot(asking: Asking): void {
  const { state, environment } = asking;
  requireWindow(asking, 'settleOnTheSpot');
  requireStatus(state, 'settleOnTheSpot', 'received');
  const { modes } = state;
  if (!modes.includes('onTheSpot')) throw new Refused('mode.notChosen', { mode: 'onTheSpot', expected: modes });
  requireSameDay(asking, 'settleOnTheSpot', state.filedAt);
  requireChecks(asking, 'settleOnTheSpot');
  const { required, tolerable } = lacking(state, asking);
  if (required.length + tolerable.length > 0)
    throw new Refused('acceptance.incomplete', { act: 'settleOnTheSpot', required, tolerable }, 'licensing-law.34');
  if (!isDecidedOnTheSpot(environment.procedure, state))
    throw new Refused('mode.guard', { mode: 'onTheSpot', why: 'asksPeople' });
}

/** 撤回承诺: free before the decision, unless something was answered after what the commitment stood for. */
export function withdrawCommitment({ state, environment, asked }: Asking): void {
  requireApplicant(state, asked.actor, 'withdrawCommitment');
  if (!undecided(state)) throw new Refused('case.decided', { act: 'withdrawCommitment', found: state.status });
  if (!state.modes.includes('commitment'))
    throw new Refused('mode.notChosen', { mode: 'commitment', expected: state.modes });
  const modes = state.modes.filter(each => each !== 'commitment');
  if (!isFollowed(environment.procedure, { ...state, modes })) throw new Refused('commitment.restedOn', {});
}

/** Whether the flow, with these modes, has asked all that was answered. */
function isFollowed(procedure: AnyProcedure, state: CaseState): boolean {
  try {
    flow(procedure, factsFor(state), state.log);
    return true;
  } catch (error) {
    if (error instanceof Diverged || error instanceof Defect) return false;
    throw error;
  }
}
