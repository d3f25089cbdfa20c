import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { windowOf } from '../../pinned-units.ts';
import { requireRole, requireStatus, requireUnit } from '../../refusals.ts';

export function deliver(draft: DecisionBuilder, { how, receipt }: CommandOf<'deliver'>): void {
  requireRole(draft.asked.actor, 'deliver', 'window-clerk');
  requireUnit(draft.asked.actor, 'deliver', windowOf(draft.state));
  requireStatus(draft.state, 'deliver', 'granted', 'grantedTolerant', 'denied', ...ofApplication(draft));
  draft.record('delivered', { how, receipt }, { basis: 'licensing-law.44' });
}

/** A settlement is handed over to who applied. */
const ofApplication = ({ environment }: DecisionBuilder): readonly 'settled'[] =>
  environment.procedure.intake.by === 'application' ? ['settled'] : [];
