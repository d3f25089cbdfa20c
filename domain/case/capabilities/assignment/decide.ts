import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireOpenStep, requireRole } from '../../refusals.ts';

/** Asked for every open case whose roles stand for other units in a new version of the directory. */
export function repin(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'repin'>): void {
  requireRole(draft.asked.actor, 'repin', 'administrator');
  const pinned = draft.state.directory ?? 0;
  if (data.directory <= pinned) throw new Refused('directory.superseded', { found: data.directory, by: pinned });
  draft.record('repinned', data);
}

/** Asked where the directory knows whoever claimed a step no longer as of its unit. */
export function release(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'release'>): void {
  requireRole(draft.asked.actor, 'release', 'administrator', 'engine');
  const { claimedBy } = requireOpenStep(draft.state, data.step);
  if (claimedBy !== data.person) throw new Refused('step.notClaimed', { step: data.step });
  draft.record('released', data);
}

export function unclaim(draft: DecisionBuilder, { step: id }: CommandOf<'unclaim'>): void {
  draft.record('released', { step: id, person: requireOpenStep(draft.state, id).claimedBy! });
}

/** Whether the other unit is one, and somebody is there, the directory says at the door. */
export function reassign(draft: DecisionBuilder, { step: id, to, reason }: CommandOf<'reassign'>): void {
  const { actor } = draft.asked;
  if (requireOpenStep(draft.state, id).by === to) throw new Refused('step.sameUnit', { step: id, found: to });
  // The lead gives a step to whom it is for, and never takes what another authority is asked to itself.
  if (actor.role === 'unit-head' && to === actor.unit) throw new Refused('step.toThemselves', { step: id });
  draft.record('reassigned', { step: id, to, reason });
}
