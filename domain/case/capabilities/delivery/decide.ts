import { unifiedWindow } from '../../../directory/directory.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole, requireStatus, requireUnit } from '../../refusals.ts';

export function deliver(draft: DecisionBuilder, { how, receipt }: CommandOf<'deliver'>): void {
  requireRole(draft.asked.actor, '送达', 'window-clerk');
  requireUnit(draft.asked.actor, '送达', unifiedWindow);
  requireStatus(draft.state, '送达', 'granted', 'grantedTolerant', 'denied');
  draft.record('delivered', { how, receipt }, { basis: 'licensing-law.44' });
}
