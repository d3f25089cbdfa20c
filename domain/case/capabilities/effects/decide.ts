import { defined } from '../../../defined.ts';
import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import { requireOpenStep, requireRole } from '../../refusals.ts';
import { notAnswered } from '../steps/not-answered.ts';
import { sharedAsked } from './calls.ts';

/** What the flow gets of an effect that answered in time. */
export const outcomeOfEffect = (result: Json): Json => ({ ...(result as object), lapsed: false });

export function completeEffect(
  draft: DecisionBuilder,
  { step: id, result, personal }: CommandOf<'completeEffect'>,
): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, 'completeEffect', 'engine');
  const { step } = requireOpenStep(state, id);
  if (environment.procedure.steps[step]?.kind !== 'effect') throw new Refused('step.notForPeople', { step: id });
  const value = outcomeOfEffect(result);
  const tried = tryAnswer(environment.procedure, factsFor(state), state.log, { id, value });
  if ('refused' in tried) throw notAnswered(id, tried);
  const { lapsed: _, ...kept } = tried.outcome.value as { readonly [field: string]: Json };
  draft.record('effectCompleted', { step: id, result: kept, ...defined({ personal }) });
}

export function fileShared(draft: DecisionBuilder, { paper }: CommandOf<'fileShared'>): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, 'fileShared', 'engine');
  const asks = sharedAsked(state, environment);
  if (!asks.some(({ name }) => name === paper.material))
    throw new Refused('material.unknown', { found: [paper.material], expected: asks.map(({ name }) => name) });
  draft.record('sharedFiled', { paper: { ...paper, suppliedBy: 'sharedData' } }, { basis: 'rule.sharedData' });
}
