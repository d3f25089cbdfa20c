import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole, requireStatus, requireUnit } from '../../refusals.ts';

export function publish(draft: DecisionBuilder, { where }: CommandOf<'publish'>): void {
  requireRole(draft.asked.actor, '双公示', 'officer', 'unit-head');
  requireUnit(draft.asked.actor, '双公示', draft.environment.procedure.lead);
  requireStatus(draft.state, '双公示', 'granted', 'grantedTolerant', 'delivered');
  if (draft.state.published) throw new Refused('publish.done', 'The decision is published already.');
  draft.record('published', { where }, { basis: 'rule.publicity.within' });
}
