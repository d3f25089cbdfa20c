import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireOpenStep, requireRole, requireUnit } from '../../refusals.ts';

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

/** By whoever claimed it, or by the head of its unit: nobody else gives it back. */
export function unclaim(draft: DecisionBuilder, { step: id }: CommandOf<'unclaim'>): void {
  const { asked, state } = draft;
  const { claimedBy, by } = requireOpenStep(state, id);
  if (claimedBy === undefined) throw new Refused('step.notClaimed', { step: id });
  if (claimedBy !== asked.actor.person) {
    requireRole(asked.actor, 'unclaim', 'unit-head');
    requireUnit(asked.actor, 'unclaim', by);
  }
  draft.record('released', { step: id, person: claimedBy });
}

/**
 * 改派: by the head of the unit that has the step, of the lead, or by an administrator, who is asked where nobody of a
 * unit may act. Whether the other unit is one, and somebody is there, the directory says at the door.
 */
export function reassign(draft: DecisionBuilder, { step: id, to, reason }: CommandOf<'reassign'>): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, 'reassign', 'unit-head', 'administrator');
  const step = requireOpenStep(state, id);
  const kind = environment.procedure.steps[step.step]?.kind;
  if (
    kind === 'applicant' ||
    kind === 'wait' ||
    kind === 'effect' ||
    kind === 'event' ||
    kind === 'publicNotice' ||
    kind === 'child'
  )
    throw new Refused('step.notForPeople', { step: id });
  const lead = leadOf(state, environment);
  if (asked.actor.role === 'unit-head' && asked.actor.unit !== lead) requireUnit(asked.actor, 'reassign', step.by);
  if (step.by === to) throw new Refused('step.sameUnit', { step: id, found: to });
  // The lead gives a step to whom it is for, and never takes what another authority is asked to itself.
  if (asked.actor.role === 'unit-head' && to === asked.actor.unit) throw new Refused('step.toThemselves', { step: id });
  draft.record('reassigned', { step: id, to, reason });
}
