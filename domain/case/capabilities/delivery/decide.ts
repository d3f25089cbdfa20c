import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { undecided } from '../../state.ts';
import { permitsToHandOver } from '../early-grants/early.ts';
import { requireDecided } from './guard.ts';

export function deliver(draft: DecisionBuilder, { how, receipt, permits }: CommandOf<'deliver'>): void {
  const early = permitsToHandOver(draft.state);
  if (permits !== undefined || (undecided(draft.state) && early.length > 0)) {
    const other = (permits ?? []).filter(permit => !early.includes(permit));
    if (other.length > 0) throw new Refused('permit.notGranted', { found: other, expected: early });
    draft.record('delivered', { how, receipt, permits: [...new Set(permits ?? early)] }, { basis: 'licensing-law.44' });
    return;
  }
  requireDecided(draft);
  draft.record('delivered', { how, receipt }, { basis: 'licensing-law.44' });
}
