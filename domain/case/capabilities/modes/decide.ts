import { Refused } from '../../../refusal.ts';
import { engine } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { lacking, requireWindow } from '../../papers.ts';
import { factsFor } from '../../open-steps.ts';
import { Defect, Diverged } from '../../../procedure/runtime/errors.ts';
import { type AnyProcedure, flow } from '../../../procedure/procedure.ts';
import { requireApplicant, requireStatus } from '../../refusals.ts';
import { type CaseState, undecided } from '../../state.ts';
import { requireChecks } from '../completeness/checks.ts';
import { requireSameDay } from '../intake/same-day.ts';
import { atOnceModes, isDecidedByRules, isDecidedOnTheSpot } from './guards.ts';

/** 即来即办: complete papers, and a flow that asks nobody; the results are handed over in the same visit. */
export function settleOnTheSpot(draft: DecisionBuilder, { receipt }: CommandOf<'settleOnTheSpot'>): void {
  requireWindow(draft, 'settleOnTheSpot');
  requireStatus(draft.state, 'settleOnTheSpot', 'received');
  const { modes } = draft.state;
  if (!modes.includes('onTheSpot')) throw new Refused('mode.notChosen', { mode: 'onTheSpot', expected: modes });
  requireSameDay(draft, 'settleOnTheSpot', draft.state.filedAt);
  requireChecks(draft, 'settleOnTheSpot');
  const { required, tolerable } = lacking(draft.state, draft);
  if (required.length + tolerable.length > 0)
    throw new Refused('acceptance.incomplete', { act: 'settleOnTheSpot', required, tolerable }, 'licensing-law.34');
  if (!isDecidedOnTheSpot(draft.environment.procedure, draft.state))
    throw new Refused('mode.guard', { mode: 'onTheSpot', why: 'asksPeople' });
  draft.record('acceptedAtOnce', { mode: 'onTheSpot' }, { basis: 'licensing-law.34' });
  draft.concludeIfReady();
  const { status } = draft.state;
  if (status === 'granted' || status === 'grantedTolerant' || status === 'denied')
    draft.record('delivered', { how: 'window', receipt }, { basis: 'licensing-law.44' });
}

/** 撤回承诺: free before the decision, unless something was answered after what the commitment stood for. */
export function withdrawCommitment(draft: DecisionBuilder): void {
  const { state, environment, asked } = draft;
  requireApplicant(state, asked.actor, 'withdrawCommitment');
  if (!undecided(state)) throw new Refused('case.decided', { act: 'withdrawCommitment', found: state.status });
  if (!state.modes.includes('commitment'))
    throw new Refused('mode.notChosen', { mode: 'commitment', expected: state.modes });
  const modes = state.modes.filter(each => each !== 'commitment');
  if (!isFollowed(environment.procedure, { ...state, modes })) throw new Refused('commitment.restedOn', {});
  draft.record('commitmentWithdrawn', {}, { basis: 'rule.commitment.withdrawn' });
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

/** What the modes of an application make of its receipt: accepted by itself, or back to the ordinary way. */
export function goOnByMode(draft: DecisionBuilder): void {
  const { modes } = draft.state;
  if (modes.includes('instantAuto') && !isDecidedByRules(draft.environment.procedure, draft.state))
    lapse(draft, 'instantAuto');
  const mode = atOnceModes.find(each => draft.state.modes.includes(each));
  if (mode) draft.record('acceptedAtOnce', { mode }, { actor: engine, basis: `rule.${mode}` });
}

/** Accepted otherwise than in the visit: the flow asks people from now on. */
export function endVisit(draft: DecisionBuilder): void {
  if (draft.state.modes.includes('onTheSpot')) lapse(draft, 'onTheSpot');
}

const lapse = (draft: DecisionBuilder, mode: string): void =>
  draft.record('modeLapsed', { mode }, { actor: engine, basis: 'rule.modeLapsed' });
