import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { checkDeferred, checkGiven } from '../../papers.ts';
import { requireOwnStep } from '../../own-step.ts';
import { refuseWhileSuspended, requireSeparation } from '../../refusals.ts';
import { notAnswered } from './not-answered.ts';
import { stepOf } from '../../state.ts';
import { lapseOf } from './evolve.ts';

export function claim(draft: DecisionBuilder, { step: id }: CommandOf<'claim'>): void {
  const step = requireOwnStep(draft, id, 'claim');
  if (step.claimedBy === draft.asked.actor.person) throw new Refused('step.claimed', { step: id });
  draft.record('claimed', { step: id });
}

export function answer(
  draft: DecisionBuilder,
  { step: id, answer: value, together, papers = [] }: CommandOf<'answer'>,
): void {
  const step = requireOwnStep(draft, id, 'answer');
  if (draft.environment.procedure.steps[step.step]?.kind !== 'applicant') refuseWhileSuspended(draft.state, 'answer');
  const { procedure } = draft.environment;
  if (step.special !== undefined && procedure.steps[step.step]?.special === undefined)
    throw new Refused('step.paused', { step: id, found: step.special }, 'licensing-law.45');
  if ((procedure.steps[step.step]?.people ?? 1) > 1) {
    if (together === undefined || together === draft.asked.actor.person)
      throw new Refused('step.twoPeople', { step: id, found: together ?? null }, 'licensing-law.34');
    requireSeparation(draft.state, together, 'answer');
  }
  const isReturned = typeof value === 'object' && value !== null && 'returned' in value && value.returned === true;
  if (!isReturned) checkGiven(draft, step.step, papers);
  checkDeferred(draft, step.step);
  const tried = tryAnswer(procedure, factsFor(draft.state), draft.state.log, { id, value });
  if ('refused' in tried) throw notAnswered(id, tried);
  draft.record('answered', {
    step: id,
    answer: tried.outcome.value as Json,
    ...(papers.length > 0 && { papers }),
    ...(together !== undefined && { confirmedBy: [together] }),
  });
}

/** Whether the flow goes on when a step's time runs out: one that breaks by it waits, late, for somebody to act. */
export function mayLapse({ state, environment: { procedure } }: DecisionBuilder, id: string): boolean {
  const value = lapseOf(procedure.steps[stepOf(state, id)?.step ?? '']?.kind);
  return !('refused' in tryAnswer(procedure, factsFor(state), state.log, { id, value }));
}

/** What was put off to this event and never came stays missing, on record; the permit stands. */
export function lapseDeferred(draft: DecisionBuilder, id: string): void {
  const { state, environment } = draft;
  const event = stepOf(state, id)?.step;
  for (const material of state.missing.filter(each => environment.procedure.materials[each]?.before === event))
    draft.record('toleranceLapsed', { material }, { basis: 'rule.deferral' });
}
