import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf, unitOf } from '../../pinned-units.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import { undecided } from '../../state.ts';
import { permitsToHandOver } from '../early-grants/early.ts';
import { roles } from '../../../values.ts';
import { defined } from '../../../defined.ts';

/** What was granted early is the applicant's: it is handed over before anything ends the case. */
function requireHandedOver({ state }: DecisionBuilder, act: 'withdraw' | 'terminate'): void {
  const expected = permitsToHandOver(state);
  if (expected.length > 0) throw new Refused('permits.handOver', { act, expected }, 'licensing-law.44');
}

/** Withdrawal stops all; what was done stays on record. */
export function withdraw(draft: DecisionBuilder, { reason }: CommandOf<'withdraw'>): void {
  requireApplicant(draft.state, draft.asked.actor, 'withdraw');
  if (!undecided(draft.state)) throw new Refused('case.decided', { act: 'withdraw', found: draft.state.status });
  requireHandedOver(draft, 'withdraw');
  draft.record('withdrawn', { ...defined({ reason }) }, { basis: 'rule.withdrawal' });
}

/**
 * Whoever the procedure names takes back a grant, also one of a case that has ended.
 */
export function revoke(draft: DecisionBuilder, { permits, reasons }: CommandOf<'revoke'>): void {
  const { state, asked, environment } = draft;
  const { revocable } = environment.procedure.policies;
  if (!revocable) throw new Refused('revoke.notRevocable', {}, 'licensing-law.69');
  const role = roles.find(each => each === revocable.by);
  requireRole(asked.actor, 'revoke', role ?? 'unit-head');
  const unit = revocable.by === 'lead' || role ? leadOf(state, environment) : unitOf(state, revocable.by);
  requireUnit(asked.actor, 'revoke', unit);
  const granted = state.permits.filter(permit => permit.state === 'granted').map(({ permit }) => permit);
  const other = permits.filter(permit => !granted.includes(permit));
  if (other.length > 0) throw new Refused('revoke.notGranted', { found: other, expected: granted });
  draft.record(
    'revoked',
    { permits: [...new Set(permits)], reasons },
    { basis: { code: 'licensing-law.69', text: revocable.basis } },
  );
}

export function terminate(draft: DecisionBuilder, { reasons }: CommandOf<'terminate'>): void {
  requireRole(draft.asked.actor, 'terminate', 'unit-head');
  requireUnit(draft.asked.actor, 'terminate', leadOf(draft.state, draft.environment));
  if (!undecided(draft.state)) throw new Refused('case.decided', { act: 'terminate', found: draft.state.status });
  requireHandedOver(draft, 'terminate');
  draft.record('terminated', { reasons }, { basis: 'rule.termination' });
}
