import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole, requireStatus } from '../../refusals.ts';
import { requireNameable } from '../correction/nameable.ts';
import { checkingUnits } from './checks.ts';

/** Each unit tells its check once for what was filed, and once more for what was supplied. */
export function checkCompleteness(draft: DecisionBuilder, { defects }: CommandOf<'checkCompleteness'>): void {
  const { state, environment, asked } = draft;
  requireRole(asked.actor, 'checkCompleteness', 'officer', 'unit-head');
  requireStatus(state, 'checkCompleteness', 'received');
  const unit = asked.actor.unit ?? '';
  const units = checkingUnits(state, environment);
  if (!units.includes(unit))
    throw new Refused('actor.wrongUnit', { act: 'checkCompleteness', found: unit, expected: units.join(', ') });
  if (state.checks?.some(check => check.unit === unit)) throw new Refused('completeness.done', { unit });
  requireNameable(draft, defects);
  draft.record('completenessChecked', { unit, defects }, { basis: 'licensing-law.32.4.once' });
}
