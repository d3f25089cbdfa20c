import { Refused } from '../refusal.ts';
import type { Asking } from './capability.ts';
import {
  type Act,
  requireApplicant,
  requireOpenStep,
  requireRole,
  requireSeparation,
  requireUnit,
} from './refusals.ts';
import type { StepState } from './state.ts';
import type { Actor } from '../values.ts';

/** The step is open and belongs to the actor: to the applicant, or to the unit (and post) that the procedure names. */
export function requireOwnStep(draft: Asking, id: string, act: Act): StepState {
  const step = requireOpenStep(draft.state, id);
  requireOwner(draft, step, act);
  return step;
}

/** The step, open or not, belongs to the actor. */
export function requireOwner(draft: Asking, step: StepState, act: Act): void {
  const { id } = step;
  const { actor } = draft.asked;
  const definition = draft.environment.procedure.steps[step.step];
  if (definition?.kind === 'applicant') {
    requireApplicant(draft.state, actor, act);
    return;
  }
  if (definition?.kind === 'wait' || definition?.kind === 'effect' || definition?.kind === 'child')
    throw new Refused('step.notForPeople', { step: id });
  requireRole(
    actor,
    act,
    ...(definition?.post === 'principal' ? (['unit-head'] as const) : (['officer', 'unit-head'] as const)),
  );
  requireUnit(actor, act, step.by);
  // Who of 承办、审核、批准 acts is said by the stage.
  if (definition?.people !== 3) requirePost(actor, act, definition?.post);
  requireSeparation(draft.state, actor.person, act);
  // Who decides, and what is decided, are acts of two people, whatever posts the first one holds.
  if (step.assignedBy === actor.person) throw new Refused('actor.assignedTheStep', { act });
}

/** Who signs holds the post that is named, or leads the unit. A post that is not told is the role's usual. */
function requirePost({ post, role }: Actor, act: Act, expected: string | undefined): void {
  const found = post ?? (role === 'unit-head' ? 'principal' : 'handler');
  if (expected === undefined || found === expected || found === 'principal') return;
  throw new Refused('actor.wrongPost', { act, found, expected });
}
