import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { requireOwner, requireOwnStep } from '../../own-step.ts';
import { requireOpenStep } from '../../refusals.ts';
import { stepOf, type StepState } from '../../state.ts';

export function startSpecial(asking: Asking, { step: id }: Named<CommandOf<'startSpecial'>>): void {
  const step = requireOwnStep(asking, id, 'startSpecial');
  const listed = listedFor(asking, step);
  if (listed.length === 0)
    throw new Refused('special.notListed', { step: id, found: null, expected: [] }, 'licensing-law.45.list');
  if (step.special !== undefined) throw new Refused('step.paused', { step: id, found: step.special });
  if (listed.some(special => isTurnLeft(asking, step, special))) return;
  requireTurn(asking, step, listed[0]!);
}

/** The special procedures by which a step may be paused, or as which it runs. */
export function listedFor({ environment: { procedure } }: Asking, { step }: StepState): readonly string[] {
  const { special, mayPauseFor = [] } = procedure.steps[step] ?? {};
  return (special === undefined ? mayPauseFor : [special]).filter(each => Object.hasOwn(procedure.special, each));
}

const turnsOf = ({ environment }: Asking, special: string): number =>
  environment.procedure.special[special]?.times ?? 1;

/** The same one again only as often as the list says; what was begun by mistake does not count. */
const isTurnLeft = (asking: Asking, { specials = [] }: StepState, special: string): boolean =>
  specials.filter(each => each.special === special && !each.isAnnulled).length < turnsOf(asking, special);

export function requireTurn(asking: Asking, step: StepState, special: string): void {
  if (isTurnLeft(asking, step, special)) return;
  const expected = turnsOf(asking, special);
  throw new Refused('special.often', { step: step.id, found: special, expected }, 'licensing-law.45');
}

/** Something of the step runs, or awaits its result, also where the step was answered or cancelled meanwhile. (C15) */
export function endSpecial(asking: Asking, { step: id }: Named<CommandOf<'endSpecial'>>): void {
  const { state } = asking;
  const isLate = stepOf(state, id)?.specials?.some(each => each.awaitsResult) === true;
  const step = isLate ? stepOf(state, id)! : requireOpenStep(state, id);
  requireOwner(asking, step, 'endSpecial');
  if (!isLate && step.special === undefined) throw new Refused('special.notRunning', { step: id });
}
