import { z } from 'zod';
import { impersonal } from './personal.ts';
import { strictly } from './schema.ts';
import type { StepDefinition } from './step.ts';

/**
 * What is logged of a result, and what is answered at the boundary where personal values make that differ. `whole` adds
 * what else may come of the step.
 */
export function recording(
  result: z.ZodObject | undefined,
  whole: (record: z.ZodObject) => z.ZodType = record => record,
): Pick<StepDefinition, 'outcome' | 'asked'> {
  const asked: z.ZodObject = strictly(z.strictObject(result?.shape ?? {}));
  const logged = impersonal(asked) as z.ZodObject;
  return { outcome: whole(logged), ...(logged !== asked && { asked: whole(asked) }) };
}
