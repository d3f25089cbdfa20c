import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { Refused } from '../../../refusal.ts';
import { undecided } from '../../state.ts';
import { permitsToHandOver } from '../early-grants/early.ts';
import { isFromBelow } from '../forwarding/links.ts';
import { windowOf } from '../../pinned-units.ts';
import { requireRole, requireStatus, requireUnit } from '../../refusals.ts';

export function deliver(draft: DecisionBuilder, { how, receipt, permits }: CommandOf<'deliver'>): void {
  requireRole(draft.asked.actor, 'deliver', 'window-clerk');
  requireUnit(draft.asked.actor, 'deliver', windowOf(draft.state));
  if (isFromBelow(draft.state)) throw new Refused('deliver.below', { found: draft.state.follows!.case });
  const early = permitsToHandOver(draft.state);
  if (permits !== undefined || (undecided(draft.state) && early.length > 0)) {
    const other = (permits ?? []).filter(permit => !early.includes(permit));
    if (other.length > 0) throw new Refused('permit.notGranted', { found: other, expected: early });
    draft.record('delivered', { how, receipt, permits: [...new Set(permits ?? early)] }, { basis: 'licensing-law.44' });
    return;
  }
  requireStatus(draft.state, 'deliver', 'granted', 'grantedTolerant', 'denied', ...ofApplication(draft));
  draft.record('delivered', { how, receipt }, { basis: 'licensing-law.44' });
}

/** A settlement, and what goes to another organ, is handed over to who applied. */
const ofApplication = ({ environment }: DecisionBuilder): readonly ('settled' | 'forwardedUp')[] =>
  environment.procedure.intake.by === 'application' ? ['settled', 'forwardedUp'] : [];
