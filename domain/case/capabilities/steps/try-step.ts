import { answer as tryAnswer } from '../../../procedure/procedure.ts';
import type { Json } from '../../../values.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { factsFor } from '../../open-steps.ts';
import type { StepState } from '../../state.ts';
import { trySeat } from '../conference/decide.ts';
import { tryRuling } from '../objections/decide.ts';
import { notAnswered } from './not-answered.ts';

/**
 * The answer as it is logged, tried on the flow.
 * @throws Refused where the flow does not take it
 */
export function tryStep(draft: DecisionBuilder, step: StepState, value: Json): Json {
  if (step.seat) return trySeat(draft, step, value);
  if (step.objection) return tryRuling(draft, step, value);
  const { state, environment } = draft;
  const tried = tryAnswer(environment.procedure, factsFor(state), state.log, { id: step.id, value });
  if ('refused' in tried) throw notAnswered(step.id, tried);
  return tried.outcome.value as Json;
}
