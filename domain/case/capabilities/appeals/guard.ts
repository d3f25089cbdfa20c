import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireRole, requireUnit } from '../../refusals.ts';

export function noteAppeal({ state, asked, environment }: Asking): void {
  requireRole(asked.actor, 'noteAppeal', 'officer', 'unit-head');
  requireUnit(asked.actor, 'noteAppeal', leadOf(state, environment));
  if (state.decidedAt === undefined) throw new Refused('case.notDecided', { act: 'noteAppeal', found: state.status });
}
