import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { requireRole, requireStatus } from '../../refusals.ts';
import { checkingUnits } from './checks.ts';

/** Each unit tells its check once for what was filed, and once more for what was supplied. */
export function checkCompleteness({ state, environment, asked }: Asking): void {
  requireRole(asked.actor, 'checkCompleteness', 'officer', 'unit-head');
  requireStatus(state, 'checkCompleteness', 'received');
  const unit = asked.actor.unit ?? '';
  const units = checkingUnits(state, environment);
  if (!units.includes(unit))
    throw new Refused('actor.wrongUnit', { act: 'checkCompleteness', found: unit, expected: units.join(', ') });
  if (state.checks?.some(check => check.unit === unit)) throw new Refused('completeness.done', { unit });
}
