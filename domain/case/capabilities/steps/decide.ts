import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { checkDeferred, checkGiven } from '../../papers.ts';
import { requireOwnStep } from '../../own-step.ts';
import { refuseWhileSuspended } from '../../refusals.ts';
import type { StepState } from '../../state.ts';
import { propose, requirePost } from '../proposal/decide.ts';
import { notAnswered } from './not-answered.ts';
import { stepOf } from '../../state.ts';
import { lapseOf } from './evolve.ts';
import { refuseWhilePaused } from './paused.ts';

export function claim(draft: DecisionBuilder, { step: id }: CommandOf<'claim'>): void {
  const step = requireOwnStep(draft, id, 'claim');
  refuseWhileProposed(step);
  if (step.claimedBy === draft.asked.actor.person) throw new Refused('step.claimed', { step: id });
  draft.record('claimed', { step: id });
}

export function answer(draft: DecisionBuilder, { step: id, answer: value, papers = [] }: CommandOf<'answer'>): void {
  const step = requireOwnStep(draft, id, 'answer');
  const { procedure } = draft.environment;
  const definition = procedure.steps[step.step];
  if (definition?.kind !== 'applicant') refuseWhileSuspended(draft.state, 'answer');
  refuseWhilePaused(draft, step);
  refuseWhileProposed(step);
  const isReturned = typeof value === 'object' && value !== null && 'returned' in value && value.returned === true;
  if (!isReturned) checkGiven(draft, step.step, papers);
  checkDeferred(draft, step.step);
  const tried = tryAnswer(procedure, factsFor(draft.state), draft.state.log, { id, value });
  if ('refused' in tried) throw notAnswered(id, tried);
  const answered = tried.outcome.value as Json;
  if ((definition?.people ?? 1) === 1)
    return draft.record('answered', { step: id, answer: answered, ...(papers.length > 0 && { papers }) });
  requirePost(draft, step, 0);
  propose(draft, step, answered);
}

/** An answer that waits for others is confirmed or refused first. */
function refuseWhileProposed({ id, proposal }: StepState): void {
  if (proposal) throw new Refused('step.proposed', { step: id, proposal: proposal.seq }, 'licensing-law.34');
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
