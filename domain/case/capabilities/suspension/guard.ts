import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { leadOf } from '../../pinned-units.ts';
import { refuseWhileSuspended, requireRole, requireUnit, type Act } from '../../refusals.ts';
import { suspensionOf } from '../../state.ts';

/** 中止: by the head of the lead unit, of a case of which something still runs. */
export function suspend(asking: Asking): void {
  const { state } = asking;
  requireHead(asking, 'suspend');
  refuseWhileSuspended(state, 'suspend');
  if (state.clocks.every(clock => clock.stoppedAt !== undefined))
    throw new Refused('pause.nothingRuns', { found: state.status });
}

export function resume(asking: Asking): void {
  requireHead(asking, 'resume');
  if (!suspensionOf(asking.state)) throw new Refused('case.notSuspended', { found: asking.state.status });
}

function requireHead({ state, asked, environment }: Asking, act: Act): void {
  requireRole(asked.actor, act, 'unit-head');
  requireUnit(asked.actor, act, leadOf(state, environment));
}
