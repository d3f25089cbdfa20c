import { mostObjections, mostObjectionsOfOne } from '../../../procedure/language/answers.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { due, isNamed, isRunning } from '../../clocks.ts';
import { partyOf, requireRole, requireUnit } from '../../refusals.ts';
import { openSteps, stepOf, type StepState } from '../../state.ts';
import { objectionsOf } from './notice.ts';

export function object(asking: Asking, { step: id }: Named<CommandOf<'object'>>): void {
  const { state, environment, asked } = asking;
  const notice = requireNotice(asking, id);
  requireRole(asked.actor, 'object', 'applicant', 'agent', 'officer', 'unit-head');
  const by = partyOf(asked.actor);
  if (by === undefined) requireUnit(asked.actor, 'object', notice.by);
  if (by === state.applicant) throw new Refused('objection.own', { step: id });
  const clock = state.clocks.find(each => isNamed(`step:${id}`)(each) && isRunning(each));
  if (notice.isPeriodOver || (clock && asked.askedAt > due(environment, clock).at))
    throw new Refused('objection.late', { step: id });
  const made = objectionsOf(state, id);
  if (made.length >= mostObjections) throw new Refused('objection.tooMany', { step: id, most: mostObjections });
  const theirs = made.filter(each => by !== undefined && each.objection?.by === by);
  if (theirs.length >= mostObjectionsOfOne)
    throw new Refused('objection.tooMany', { step: id, most: mostObjectionsOfOne });
}

export function replyToObjection(asking: Asking, { step: id }: Named<CommandOf<'replyToObjection'>>): void {
  const { state, asked } = asking;
  requireRole(asked.actor, 'replyToObjection', 'applicant', 'agent');
  const step = stepOf(state, id);
  const { objection } = step ?? {};
  if (!objection) throw new Refused('step.notOpen', { step: id, found: id, expected: openObjections(asking) });
  const of = sideOf(asking, objection.by);
  if (of === undefined) throw new Refused('objection.notOfParties', { step: id });
  if (step!.end !== undefined)
    throw new Refused('step.answered', { step: id, found: step!.end, expected: openObjections(asking) });
  if (objection.replies.some(each => each.of === of)) throw new Refused('objection.replied', { step: id });
}

/** On which side of an objection the actor is: of who applies, or of who objects. */
export function sideOf({ state, asked }: Asking, by: string | undefined): 'applicant' | 'objector' | undefined {
  const party = partyOf(asked.actor);
  if (party === undefined) return undefined;
  return party === state.applicant ? 'applicant' : party === by ? 'objector' : undefined;
}

/** A notice ends by time; the unit answers each objection to it. */
export function requireObjection({ state, environment }: Asking, step: StepState): void {
  if (environment.procedure.steps[step.step]?.kind !== 'publicNotice' || step.objection) return;
  const expected = objectionsOf(state, step.id).flatMap(({ id, end }) => (end === undefined ? [id] : []));
  throw new Refused('objection.notAnswered', { step: step.id, expected });
}

const openObjections = ({ state }: Asking): readonly string[] =>
  openSteps(state).flatMap(({ id, objection }) => (objection ? [id] : []));

function requireNotice({ state, environment }: Asking, id: string): StepState {
  const isNotice = (each: StepState): boolean =>
    environment.procedure.steps[each.step]?.kind === 'publicNotice' && !each.objection;
  const step = stepOf(state, id);
  if (step && isNotice(step) && step.end === undefined) return step;
  if (step && isNotice(step)) throw new Refused('objection.late', { step: id });
  const expected = openSteps(state).filter(isNotice);
  throw new Refused('objection.noNotice', { step: id, expected: expected.map(each => each.id) });
}
