import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireNameable } from '../correction/nameable.ts';

export function checkCompleteness(draft: DecisionBuilder, { defects }: CommandOf<'checkCompleteness'>): void {
  requireNameable(draft, defects);
  const unit = draft.asked.actor.unit ?? '';
  draft.record('completenessChecked', { unit, defects }, { basis: 'licensing-law.32.4.once' });
}
