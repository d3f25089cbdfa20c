import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireOpenStep, requireRole, requireUnit } from '../../refusals.ts';

/** By whoever claimed it, or by the head of its unit: nobody else gives it back. */
export function unclaim({ state, asked }: Asking, { step: id }: Named<CommandOf<'unclaim'>>): void {
  const { claimedBy, by } = requireOpenStep(state, id);
  if (claimedBy === undefined) throw new Refused('step.notClaimed', { step: id });
  if (claimedBy === asked.actor.person) return;
  requireRole(asked.actor, 'unclaim', 'unit-head');
  requireUnit(asked.actor, 'unclaim', by);
}

/**
 * 改派: by the head of the unit that has the step, of the lead, or by an administrator, who is asked where nobody of a
 * unit may act.
 */
export function reassign({ state, asked, environment }: Asking, { step: id }: Named<CommandOf<'reassign'>>): void {
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
}
