import { engine } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { atOnceModes, isDecidedByRules } from './guards.ts';

/** 即来即办: the results are handed over in the same visit. */
export function settleOnTheSpot(draft: DecisionBuilder, { receipt }: CommandOf<'settleOnTheSpot'>): void {
  draft.record('acceptedAtOnce', { mode: 'onTheSpot' }, { basis: 'licensing-law.34' });
  draft.concludeIfReady();
  const { status } = draft.state;
  if (status === 'granted' || status === 'grantedTolerant' || status === 'denied')
    draft.record('delivered', { how: 'window', receipt }, { basis: 'licensing-law.44' });
}

export function withdrawCommitment(draft: DecisionBuilder): void {
  draft.record('commitmentWithdrawn', {}, { basis: 'rule.commitment.withdrawn' });
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
