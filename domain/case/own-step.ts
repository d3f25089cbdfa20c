import { Refused } from '../refusal.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import {
  type Act,
  requireApplicant,
  requireOpenStep,
  requireRole,
  requireSeparation,
  requireUnit,
} from './refusals.ts';
import type { StepState } from './state.ts';

/** The step is open and belongs to the actor: to the applicant, or to the unit (and post) that the procedure names. */
export function requireOwnStep(draft: DecisionBuilder, id: string, act: Act): StepState {
  const step = requireOpenStep(draft.state, id);
  const { actor } = draft.asked;
  const definition = draft.environment.procedure.steps[step.step];
  if (definition?.kind === 'applicant') {
    requireApplicant(draft.state, actor, act);
    return step;
  }
  if (definition?.kind === 'wait' || definition?.kind === 'effect' || definition?.kind === 'child')
    throw new Refused('step.notForPeople', { step: id });
  requireRole(
    actor,
    act,
    ...(definition?.post === 'principal' ? (['unit-head'] as const) : (['officer', 'unit-head'] as const)),
  );
  requireUnit(actor, act, step.by);
  requireSeparation(draft.state, actor.person, act);
  return step;
}
