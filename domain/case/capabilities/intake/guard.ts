import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { lacking, requireWindow } from '../../papers.ts';
import { requireStatus, type Act } from '../../refusals.ts';
import { requireChecks } from '../completeness/checks.ts';
import { requireSameDay } from './same-day.ts';

export const notRequired = (asking: Asking): void => requireAtOnce(asking, 'notRequired');
export const refuseAcceptance = (asking: Asking): void => requireAtOnce(asking, 'refuseAcceptance');

/** Told at once: by the window, of what was received on that day. */
function requireAtOnce(asking: Asking, act: Act): void {
  requireWindow(asking, act);
  requireStatus(asking.state, act, 'received');
  requireSameDay(asking, act, asking.state.receivedAt);
}

export function accept(asking: Asking): void {
  requireWindow(asking, 'accept');
  requireStatus(asking.state, 'accept', 'received');
  requireChecks(asking, 'accept');
  const { required, tolerable } = lacking(asking.state, asking);
  if (required.length + tolerable.length > 0)
    throw new Refused('acceptance.incomplete', { act: 'accept', required, tolerable }, 'licensing-law.32.5');
}
