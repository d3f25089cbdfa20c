import { defined } from '../../../defined.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { grantedIn } from './guard.ts';

/** Withdrawal stops all; what was done stays on record. */
export function withdraw(draft: DecisionBuilder, { reason }: CommandOf<'withdraw'>): void {
  draft.record('withdrawn', { ...defined({ reason }) }, { basis: 'rule.withdrawal' });
}

export function revoke(draft: DecisionBuilder, { permits, reasons }: CommandOf<'revoke'>): void {
  const granted = grantedIn(draft.state);
  const other = permits.filter(permit => !granted.includes(permit));
  if (other.length > 0) throw new Refused('revoke.notGranted', { found: other, expected: granted });
  draft.record(
    'revoked',
    { permits: [...new Set(permits)], reasons },
    { basis: { code: 'licensing-law.69', text: draft.environment.procedure.policies.revocable!.basis } },
  );
}

export function terminate(draft: DecisionBuilder, { reasons }: CommandOf<'terminate'>): void {
  draft.record('terminated', { reasons }, { basis: 'rule.termination' });
}
