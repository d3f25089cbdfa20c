import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { isRunning } from '../../clocks.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireRole, requireStatus, requireUnit } from '../../refusals.ts';
import { undecided, type ClockState } from '../../state.ts';
import { isOfEarly } from '../early-grants/early.ts';

export function publish({ state, asked, environment }: Asking): void {
  requireRole(asked.actor, 'publish', 'officer', 'unit-head');
  requireUnit(asked.actor, 'publish', leadOf(state, environment));
  const isEarly = undecided(state) && state.clocks.some(each => isOfEarly(each) && isToPublish(each));
  if (!isEarly) requireStatus(state, 'publish', 'granted', 'grantedTolerant', 'delivered');
  const { policies, kind } = environment.procedure;
  if (policies.publicity === undefined) throw new Refused('publish.notPublic', { kind });
  if (state.published) throw new Refused('publish.done', {});
}

const isToPublish = (clock: ClockState): boolean => clock.kind === 'publicity' && isRunning(clock);
