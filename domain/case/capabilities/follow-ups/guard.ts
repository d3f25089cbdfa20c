import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireRole, requireUnit } from '../../refusals.ts';

export function decideAnew({ state, asked, environment }: Asking): void {
  requireRole(asked.actor, 'decideAnew', 'unit-head');
  requireUnit(asked.actor, 'decideAnew', leadOf(state, environment));
  if (state.decidedAt === undefined) throw new Refused('case.notDecided', { act: 'decideAnew', found: state.status });
  if (state.annulledAt !== undefined) throw new Refused('case.annulled', { act: 'decideAnew' });
}
