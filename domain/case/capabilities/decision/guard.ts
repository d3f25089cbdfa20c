import { Refused } from '../../../refusal.ts';
import { roles } from '../../../values.ts';
import type { Asking } from '../../capability.ts';
import { leadOf, unitOf } from '../../pinned-units.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import { undecided, type CaseState } from '../../state.ts';
import { permitsToHandOver } from '../early-grants/early.ts';

export function withdraw({ state, asked }: Asking): void {
  requireApplicant(state, asked.actor, 'withdraw');
  requireEndable(state, 'withdraw');
}

export function terminate({ state, asked, environment }: Asking): void {
  requireRole(asked.actor, 'terminate', 'unit-head');
  requireUnit(asked.actor, 'terminate', leadOf(state, environment));
  requireEndable(state, 'terminate');
}

/** What was granted early is the applicant's: it is handed over before anything ends the case. */
function requireEndable(state: CaseState, act: 'withdraw' | 'terminate'): void {
  if (!undecided(state)) throw new Refused('case.decided', { act, found: state.status });
  const expected = permitsToHandOver(state);
  if (expected.length > 0) throw new Refused('permits.handOver', { act, expected }, 'licensing-law.44');
}

/** Whoever the procedure names takes back a grant, also one of a case that has ended. */
export function revoke({ state, asked, environment }: Asking): void {
  const { revocable } = environment.procedure.policies;
  if (!revocable) throw new Refused('revoke.notRevocable', {}, 'licensing-law.69');
  const role = roles.find(each => each === revocable.by);
  requireRole(asked.actor, 'revoke', role ?? 'unit-head');
  const unit = revocable.by === 'lead' || role ? leadOf(state, environment) : unitOf(state, revocable.by);
  requireUnit(asked.actor, 'revoke', unit);
  if (grantedIn(state).length === 0) throw new Refused('revoke.notGranted', { found: [], expected: [] });
}

export const grantedIn = ({ permits }: CaseState): readonly string[] =>
  permits.filter(({ state }) => state === 'granted').map(({ permit }) => permit);
