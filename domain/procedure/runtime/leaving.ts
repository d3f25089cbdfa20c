import type { z } from 'zod';
import { reasons } from '../language/answers.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { Closing, Ending } from '../language/flow.ts';
import { endingSchema } from '../language/steps/child.ts';
import type { Call, StepDefinition } from '../language/step.ts';
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

/** What a flow may say when it asks a step. */
const wordsOf = ({ kind, by }: Pick<StepDefinition, 'kind' | 'by'>): readonly (keyof Call)[] => {
  if (kind === 'child') return ['about', 'form'];
  if (kind === 'effect') return ['about', 'input'];
  return by === 'assigned' ? ['about', 'to'] : ['about'];
};

/**
 * Why a step is asked, and by nothing but the words that it takes: of another one nothing would come.
 * @throws Defect
 */
export function checkCall(step: string, definition: Pick<StepDefinition, 'kind' | 'by'>, call: Call): void {
  const words = wordsOf(definition);
  const other = Object.keys(call).filter(name => !words.some(word => word === name));
  if (other.length > 0)
    throw new Defect(
      `steps.${step}({ ${other.join(', ')} }) says what nothing reads; expected ${words.join(', ')}.` +
        (definition.kind === 'child'
          ? ' A case that a step opens is for the applicant of the case that opens it.'
          : ''),
    );
  const { about } = call;
  if (about !== undefined) requireShape(reasons, about, `The flow asks ${step} about reasons`);
}

/**
 * What the decision came to.
 * @throws Defect where a path of the flow returns nothing, or something that the procedure does not give
 */
export const checkEnding = (procedure: AnyProcedure, ending: Ending | undefined): void => {
  const flow = `The flow of ${procedure.id}`;
  if (ending?.end === undefined)
    throw new Defect(`${flow} returns no ending: return grant, grantEach, deny, settle or forwardUp on every path.`);
  const { permits, results } = procedure;
  if (ending.end === 'granted')
    for (const each of [...ending.permits, ...Object.keys(ending.refusedPermits ?? {})])
      if (!Object.hasOwn(permits, each))
        throw new Defect(`${flow} grants ${each}, which is no permit; ${among(permits)}.`);
  if (ending.end === 'settled' && !Object.hasOwn(results, ending.result))
    throw new Defect(`${flow} settles with ${ending.result}, which is no result; ${among(results)}.`);
  if (ending.end === 'denied' && ending.reasons.length === 0)
    throw new Defect(`${flow} denies without a reason: give at least one.`);
  requireShape(endingOf(procedure), ending, `The flow of ${procedure.id} ends with ${ending.end}`);
};

const among = (names: object): string => {
  const all = Object.keys(names);
  return all.length === 0 ? 'none is declared' : `expected ${all.join(', ')}`;
};

/** What followed the decision. */
export function checkClosing(closing: Closing): void {
  if (closing.closing === 'revoked') requireShape(reasons, closing.reasons, 'The flow revokes for reasons');
}
