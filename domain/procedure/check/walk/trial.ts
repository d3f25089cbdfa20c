import type { AnyProcedure } from '../../language/definition.ts';
import { Defect } from '../../runtime/errors.ts';
import { Run } from '../../runtime/run.ts';
import type { Facts } from '../../runtime/state.ts';
import { samplesOf } from './sample.ts';

const longest = 400;
const usual = new WeakMap<AnyProcedure, ReadonlyMap<string, unknown>>();

/** What each step answers on the good way. */
function usualAnswers(procedure: AnyProcedure): ReadonlyMap<string, unknown> {
  const known =
    usual.get(procedure) ??
    new Map(Object.entries(procedure.steps).map(([name, { outcome }]) => [name, samplesOf(outcome)[0]]));
  usual.set(procedure, known);
  return known;
}

/**
 * Tries a flow over what came in, to its end on the good way, before anything is received: what it throws then it would
 * throw later, at an act of somebody who can do nothing about it. Undefined where nothing is wrong.
 */
export function faultOver(procedure: AnyProcedure, facts: Facts): string | undefined {
  const answers = usualAnswers(procedure);
  try {
    const run = new Run(procedure, facts);
    for (let count = 0; count < longest && !run.closing; count += 1) {
      const [first] = run.open.values();
      const answer = answers.get(first!.open.step);
      if (answer === undefined) return undefined;
      run.deliver(first!.open.id, answer);
    }
    return undefined;
  } catch (error) {
    if (error instanceof Defect) return error.message;
    throw error;
  }
}
