import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import { undecided } from '../../state.ts';

/** Withdrawal stops all; what was done stays on record. */
export function withdraw(draft: DecisionBuilder, { reason }: CommandOf<'withdraw'>): void {
  requireApplicant(draft.state, draft.asked.actor, 'withdraw');
  if (!undecided(draft.state)) throw new Refused('case.decided', { act: 'withdraw', found: draft.state.status });
  draft.record('withdrawn', { ...(reason && { reason }) }, { basis: 'rule.withdrawal' });
}

export function terminate(draft: DecisionBuilder, { reasons }: CommandOf<'terminate'>): void {
  requireRole(draft.asked.actor, 'terminate', 'unit-head');
  requireUnit(draft.asked.actor, 'terminate', leadOf(draft.state, draft.environment));
  if (!undecided(draft.state)) throw new Refused('case.decided', { act: 'terminate', found: draft.state.status });
  draft.record('terminated', { reasons }, { basis: 'rule.termination' });
}
