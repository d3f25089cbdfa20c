import type { z } from 'zod';
import { reasons } from '../language/answers.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { Closing, Ending } from '../language/flow.ts';
import { endingSchema } from '../language/steps/child.ts';
import type { Call } from '../language/step.ts';
import { Defect } from './errors.ts';

const endings = new WeakMap<AnyProcedure, z.ZodType>();
function endingOf(procedure: AnyProcedure): z.ZodType {
  const known = endings.get(procedure) ?? endingSchema(procedure);
  endings.set(procedure, known);
  return known;
}

/** @throws Defect where what leaves the flow could not be kept: then nothing of it is logged. */
function requireShape(schema: z.ZodType, value: unknown, says: string): void {
  const { error } = schema.safeParse(value);
  if (!error) return;
  const { path, message } = error.issues[0]!;
  throw new Defect(
    `${says}, of which ${path.join('.') || 'the whole'} cannot be kept (${message}). Declare a text that becomes a ` +
      'reason as reasonText().',
  );
}

/** Why a step is asked. */
export function checkCall(step: string, { about }: Call): void {
  if (about !== undefined) requireShape(reasons, about, `The flow asks ${step} about reasons`);
}

/** What the decision came to. */
export const checkEnding = (procedure: AnyProcedure, ending: Ending): void => {
  requireShape(endingOf(procedure), ending, `The flow of ${procedure.id} ends with ${ending.end}`);
};

/** What followed the decision. */
export function checkClosing(closing: Closing): void {
  if (closing.closing === 'revoked') requireShape(reasons, closing.reasons, 'The flow revokes for reasons');
}
