import { z } from 'zod';
import type { StepDefinition } from '../../domain/procedure/procedure.ts';
import { byPeople, mayLapse } from './kinds.ts';

const made = new WeakMap<StepDefinition, z.ZodType>();

/**
 * What a person may answer to a step: what the step records, without `lapsed`, which only time says. Undefined for
 * steps that time, the engine or a case of its own answers.
 */
export function answerSchemaOf(step: StepDefinition): z.ZodType | undefined {
  if (step.partAnswer) return step.partAnswer;
  if (step.kind !== 'approval' && !byPeople.has(step.kind)) return undefined;
  if (!mayLapse(step)) return step.asked ?? step.outcome;
  const known = made.get(step);
  if (known) return known;
  const schema = z.strictObject(step.result instanceof z.ZodObject ? step.result.shape : {});
  made.set(step, schema);
  return schema;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The outcome that the log keeps of such an answer; a place `lapsed` in the answer is one that nobody asks. */
export function outcomeOf(
  step: StepDefinition,
  answer: unknown,
): { readonly outcome: unknown; readonly extra?: string } {
  if (!mayLapse(step) || !isObject(answer)) return { outcome: answer };
  return { outcome: { ...answer, lapsed: false }, ...('lapsed' in answer && { extra: 'lapsed' }) };
}
