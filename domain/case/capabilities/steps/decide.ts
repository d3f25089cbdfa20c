import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { requireOwnStep } from '../../own-step.ts';
import { refuseWhileSuspended, requireSeparation } from '../../refusals.ts';

export function claim(draft: DecisionBuilder, { step: id }: CommandOf<'claim'>): void {
  const step = requireOwnStep(draft, id, '认领');
  if (step.claimedBy === draft.asked.actor.person) throw new Refused('step.claimed', `${id} is yours already.`);
  draft.record('claimed', { step: id });
}

export function answer(draft: DecisionBuilder, { step: id, answer: value, together }: CommandOf<'answer'>): void {
  const step = requireOwnStep(draft, id, '答复');
  if (draft.environment.procedure.steps[step.step]?.kind !== 'applicant') refuseWhileSuspended(draft.state, '答复');
  const { procedure } = draft.environment;
  if (step.special !== undefined && procedure.steps[step.step]?.special === undefined)
    throw new Refused('step.paused', `${id} is paused by ${step.special}: its result is recorded first.`, {
      basis: 'licensing-law.45',
      details: { found: step.special },
    });
  if ((procedure.steps[step.step]?.people ?? 1) > 1) {
    if (together === undefined || together === draft.asked.actor.person)
      throw new Refused('step.twoPeople', `${id} is checked by two people: name the second one.`, {
        basis: 'licensing-law.34',
        details: { found: together ?? null },
      });
    requireSeparation(draft.state, together, '答复');
  }
  const tried = tryAnswer(procedure, factsFor(draft.state), draft.state.log, { id, value });
  if ('refused' in tried)
    throw new Refused(`step.${tried.refused}`, tried.message, {
      details: { step: id, ...(tried.issues && { issues: tried.issues }) },
    });
  draft.record('answered', {
    step: id,
    answer: tried.outcome.value as Json,
    ...(together !== undefined && { confirmedBy: [together] }),
  });
}
