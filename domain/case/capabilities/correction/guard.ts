import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { requireWindow } from '../../papers.ts';
import { requireApplicant, requireStatus } from '../../refusals.ts';
import { requireChecks } from '../completeness/checks.ts';

export function giveNotice(asking: Asking): void {
  requireWindow(asking, 'giveNotice');
  requireStatus(asking.state, 'giveNotice', 'received');
  requireChecks(asking, 'giveNotice', () => true);
  // A second notice names what was newly supplied: where nothing was, there is nothing to name.
  if (asking.state.supplied?.length === 0)
    throw new Refused('notice.second', { found: [], expected: [] }, 'licensing-law.32.4.once');
}

export function supply({ state, asked }: Asking): void {
  requireApplicant(state, asked.actor, 'supply');
  requireStatus(state, 'supply', 'correction', 'held');
}
