import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { windowOf } from '../../pinned-units.ts';
import { requireRole, requireStatus, requireUnit } from '../../refusals.ts';
import { permitsToHandOver } from '../early-grants/early.ts';
import { isFromBelow } from '../forwarding/links.ts';

export function deliver(asking: Asking): void {
  const { state, asked } = asking;
  requireRole(asked.actor, 'deliver', 'window-clerk');
  requireUnit(asked.actor, 'deliver', windowOf(state));
  if (isFromBelow(state)) throw new Refused('deliver.below', { found: state.follows!.case });
  if (permitsToHandOver(state).length === 0) requireDecided(asking);
}

/** A settlement, and what goes to another organ, is handed over to who applied. */
export function requireDecided({ state, environment }: Asking): void {
  const ofApplication = environment.procedure.intake.by === 'application' ? (['settled', 'forwardedUp'] as const) : [];
  requireStatus(state, 'deliver', 'granted', 'grantedTolerant', 'denied', ...ofApplication);
}
