import { z } from 'zod';
import { creditRegister } from '../language/credit.ts';
import { creditEventSchema } from './credit-event.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { DefinitionIssue } from './issue.ts';
import { samplesOf } from './walk/sample.ts';

/** What a deployment registers: the effects and sources that procedures name. */
export interface Registered {
  readonly effects: Readonly<Record<string, { readonly takes: z.ZodObject; readonly result: z.ZodObject }>>;
  readonly sources: Readonly<Record<string, unknown>>;
}

/**
 * Effects and sources that a procedure names and nobody implements, and those that take other input or answer otherwise
 * than it says: what it waits for would never come.
 */
export function issuesInRegistered(
  { steps, materials, modes }: AnyProcedure,
  { effects, sources }: Registered,
): readonly DefinitionIssue[] {
  const faults: DefinitionIssue[] = [];
  const add = (at: string, message: string): void => void faults.push({ rule: 'registered', at, message });
  const missing = (at: string, name: string, known: object): void =>
    add(at, `found ${JSON.stringify(name)}, which no implementation is registered for: ${namesOf(known)}`);
  for (const mode of ['tolerant', 'commitment'] as const) {
    if (!modes[mode]) continue;
    const register = Object.hasOwn(effects, creditRegister) ? effects[creditRegister] : undefined;
    const fault = register && faultBetween(creditEventSchema(), register.takes);
    if (!register) missing(`modes.${mode}`, creditRegister, effects);
    else if (fault !== undefined) add(`modes.${mode}`, `${creditRegister} does not take what becomes of it: ${fault}`);
  }
  for (const [name, { calls, takes, result }] of Object.entries(steps)) {
    if (calls === undefined || !(takes instanceof z.ZodObject) || !(result instanceof z.ZodObject)) continue;
    const implementation = Object.hasOwn(effects, calls) ? effects[calls] : undefined;
    if (!implementation) {
      missing(`steps.${name}.calls`, calls, effects);
      continue;
    }
    const input = faultBetween(takes, implementation.takes);
    if (input !== undefined) add(`steps.${name}.takes`, `${calls} does not take it: ${input}`);
    const answer = faultBetween(implementation.result, z.strictObject(result.shape));
    if (answer !== undefined) add(`steps.${name}.result`, `${calls} answers otherwise: ${answer}`);
  }
  for (const [name, { source }] of Object.entries(materials))
    if (source !== undefined && !Object.hasOwn(sources, source)) missing(`materials.${name}.source`, source, sources);
  for (const [name, source] of Object.entries(modes.singleId?.from ?? {}))
    if (!Object.hasOwn(sources, source)) missing(`modes.singleId.from.${name}`, source, sources);
  return faults;
}

const namesOf = (known: object): string => Object.keys(known).join(', ') || 'none is';

/** Where a value that one schema takes is none of the other's. */
function faultBetween(given: z.ZodObject, taken: z.ZodObject): string | undefined {
  for (const sample of samplesOf(given)) {
    const issue = taken.safeParse(sample).error?.issues[0];
    if (issue) return `${issue.path.join('.') || 'the whole'}: ${issue.message}`;
  }
  return undefined;
}
