import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf } from '../../pinned-units.ts';
import { isRunning } from '../../clocks.ts';
import { undecided, type ClockState } from '../../state.ts';
import { isOfEarly } from '../early-grants/early.ts';
import { requireRole, requireStatus, requireUnit } from '../../refusals.ts';

export function publish(draft: DecisionBuilder, { where }: CommandOf<'publish'>): void {
  requireRole(draft.asked.actor, 'publish', 'officer', 'unit-head');
  requireUnit(draft.asked.actor, 'publish', leadOf(draft.state, draft.environment));
  const isEarly = undecided(draft.state) && draft.state.clocks.some(each => isOfEarly(each) && isToPublish(each));
  if (!isEarly) requireStatus(draft.state, 'publish', 'granted', 'grantedTolerant', 'delivered');
  if (draft.environment.procedure.policies.publicity === undefined)
    throw new Refused('publish.notPublic', { kind: draft.environment.procedure.kind });
  if (draft.state.published) throw new Refused('publish.done', {});
  draft.record('published', { where }, { basis: 'rule.publicity.within' });
}

const isToPublish = (clock: ClockState): boolean => clock.kind === 'publicity' && isRunning(clock);
