import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { lacking, requireWindow } from '../../papers.ts';
import { requireApplicant, requireStatus } from '../../refusals.ts';
import { requireChecks } from '../completeness/checks.ts';
import { requireCredit } from '../modes/guards.ts';

export function acceptTolerantly(asking: Asking): void {
  const { state, environment } = asking;
  requireWindow(asking, 'acceptTolerantly');
  requireStatus(state, 'acceptTolerantly', 'received');
  const { modes } = environment.procedure;
  if (modes.tolerant === undefined)
    throw new Refused('mode.notOffered', { found: ['tolerant'], expected: Object.keys(modes) });
  requireCredit('tolerant', modes.tolerant, state.creditGrade);
  const { required, tolerable } = lacking(state, asking);
  if (required.length > 0)
    throw new Refused('acceptance.incomplete', { act: 'acceptTolerantly', required, tolerable }, 'rule.tolerance.main');
  requireChecks(asking, 'acceptTolerantly', item => tolerable.includes(item));
  // What is complete is accepted as such.
  if (tolerable.length === 0) throw new Refused('acceptance.otherMissing', { found: [], expected: [] });
}

export function cure({ state, asked }: Asking): void {
  requireApplicant(state, asked.actor, 'cure');
  requireStatus(state, 'cure', 'inReview', 'special', 'grantedTolerant', 'delivered');
  if (state.missing.length === 0) throw new Refused('cure.notMissing', { found: [], expected: [] });
}
