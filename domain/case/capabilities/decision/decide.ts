import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import { undecided } from '../../state.ts';

/** Withdrawal stops all; what was done stays on record. */
export function withdraw(draft: DecisionBuilder, { reason }: CommandOf<'withdraw'>): void {
  requireApplicant(draft.state, draft.asked.actor, '撤回申请');
  if (!undecided(draft.state))
    throw new Refused(
      'case.decided',
      `An application is withdrawn before it is decided; this one is ${draft.state.status}.`,
      { details: { found: draft.state.status } },
    );
  draft.record('withdrawn', { ...(reason && { reason }) }, { basis: 'rule.withdrawal' });
}

export function terminate(draft: DecisionBuilder, { reasons }: CommandOf<'terminate'>): void {
  requireRole(draft.asked.actor, '终止办理', 'unit-head');
  requireUnit(draft.asked.actor, '终止办理', draft.environment.procedure.lead);
  if (!undecided(draft.state))
    throw new Refused('case.decided', `A case is terminated before it is decided; this one is ${draft.state.status}.`, {
      details: { found: draft.state.status },
    });
  draft.record('terminated', { reasons }, { basis: 'rule.termination' });
}
