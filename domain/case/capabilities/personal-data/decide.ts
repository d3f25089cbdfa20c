import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireApplicant, requireRole } from '../../refusals.ts';

/**
 * Records that the personal fields are gone. By an administrator, or by the party itself; whether its cases have ended
 * is asked at the door, of all of them at once.
 */
export function erasePersonal(draft: DecisionBuilder, { ground }: CommandOf<'erasePersonal'>): void {
  const { actor } = draft.asked;
  requireRole(actor, 'erasePersonal', 'administrator', 'applicant');
  if (actor.role === 'applicant') requireApplicant(draft.state, actor, 'erasePersonal');
  draft.record('personalErased', { ground }, { basis: 'personal-information-law.47' });
}
