import { chargeOf, answer as tryAnswer } from '../../../procedure/procedure.ts';
import type { Json } from '../../../values.ts';
import type { Asking } from '../../capability.ts';
import { factsFor } from '../../open-steps.ts';
import { namesInPlace, type PersonalName } from '../../../procedure/language/personal.ts';
import type { StepDefinition } from '../../../procedure/procedure.ts';
import type { StepState } from '../../state.ts';
import { trySeat } from '../conference/decide.ts';
import { tryRuling } from '../objections/decide.ts';
import { notAnswered } from './not-answered.ts';

/**
 * The answer as it is logged, tried on the flow.
 * @throws Refused where the flow does not take it
 */
export function tryStep(draft: Asking, step: StepState, value: Json): Json {
  if (step.seat) return trySeat(draft, step, value);
  if (step.objection) return tryRuling(draft, step, value);
  const { state, environment } = draft;
  requireFee(environment.procedure.steps[step.step]!, step.id, value, state.form);
  const tried = tryAnswer(environment.procedure, factsFor(state), state.log, { id: step.id, value });
  if ('refused' in tried) throw notAnswered(step.id, tried);
  requireOwnNames(environment.procedure.steps[step.step]!, step.id, tried.outcome.value);
  return tried.outcome.value as Json;
}

/** 缴费: exactly what this form gives rise to. */
function requireFee({ fee }: StepDefinition, step: string, value: Json, form: Json): void {
  if (!fee || typeof value !== 'object' || value === null || !('paid' in value)) return;
  const amount = chargeOf(fee.charges, form)?.amount;
  if (value.paid === amount) return;
  const issue = {
    path: ['paid'],
    code: 'notOneOf',
    params: { expected: [amount ?? null], found: value.paid },
  } as const;
  throw notAnswered(step, { refused: 'invalid', issues: [issue] });
}

/** The names in an answer are those of its own values: by another one it would show what it did not record. */
function requireOwnNames({ asked, result }: StepDefinition, step: string, value: unknown): void {
  if (!asked || !result) return;
  namesInPlace(result, value, (path, found) => {
    const name = found as PersonalName;
    if (name.personal === path && name.step === step) return found;
    const issue = { path: path.split('.'), code: 'wrongType', params: { expected: 'JSON' } } as const;
    throw notAnswered(step, { refused: 'invalid', issues: [issue] });
  });
}
