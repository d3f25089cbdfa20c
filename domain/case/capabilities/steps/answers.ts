import { z } from 'zod';
import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import type { StepState } from '../../state.ts';
import { requireReturnable } from './decide.ts';

/** Where an answer says which one it is: of an approval, and of a person's choice. */
const names = ['answer', 'chose'] as const;

/**
 * The answers of which somebody takes one at a step as it stands, by their names; none where whatever the step records
 * may be told.
 */
export function answersOf(asking: Asking, step: StepState): readonly string[] {
  const { outcome, partAnswer } = asking.environment.procedure.steps[step.step]!;
  return answersIn((step.seat ?? step.objection) ? (partAnswer ?? outcome) : outcome).filter(
    name => name !== 'returned' || isReturnable(asking, step),
  );
}

function answersIn(schema: z.ZodType): readonly string[] {
  const shapes = schema instanceof z.ZodDiscriminatedUnion ? schema.options : [schema];
  return shapes.flatMap(each =>
    each instanceof z.ZodObject ? names.flatMap(name => valuesOf((each.shape as Shape)[name])) : [],
  );
}
type Shape = Readonly<Record<string, z.ZodType | undefined>>;

function valuesOf(schema: z.ZodType | undefined): readonly string[] {
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

function isReturnable(asking: Asking, step: StepState): boolean {
  try {
    requireReturnable(asking, step);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
