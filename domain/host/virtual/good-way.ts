import { samplesOf } from '../../procedure/check/walk/sample.ts';
import type { AnyProcedure } from '../../procedure/procedure.ts';
import { Refused } from '../../refusal.ts';
import type { RecordedCase } from '../recorded.ts';
import type { CaseOf } from './case-of.ts';
import { cityOf, type VirtualCity } from './city.ts';
import { agree } from './samples.ts';

/** So many answers at most: a flow that asks again for ever has no good way. */
const mostAnswers = 200;

/**
 * Plays a case of a procedure, and those that it opens, with the best answer to each step until none is open, as the
 * log that a release keeps.
 * @param procedures those whose cases it may open
 */
export function recordGoodWay(procedure: AnyProcedure, procedures: readonly AnyProcedure[]): RecordedCase {
  const city = cityOf(procedures);
  const one = city.receive(procedure, { at: '2027-03-24 10:00' });
  for (let answers = 0; answers < mostAnswers && answerBest(city); answers += 1);
  return { entries: one.entries, view: one.view };
}

/** Accepts a case of the city, or answers its first open step, as well as that can be; whether there was any. */
export function answerBest(city: VirtualCity): boolean {
  for (const one of city.cases as readonly CaseOf<AnyProcedure>[]) {
    if (one.status === 'received' && isTaken(() => one.accept())) return true;
    for (const id of one.openSteps) {
      const { kind, outcome } = one.procedure.steps[id.split(/[@#:]/, 1)[0]!]!;
      const value = id.includes(':') ? agree : samplesOf(outcome)[0];
      if (isTaken(() => (kind === 'effect' ? one.complete(id, resultOf(value)) : one.answer(id, value as never))))
        return true;
    }
  }
  return false;
}

const resultOf = (value: unknown) => {
  const { lapsed: _, ...result } = value as { readonly lapsed: false };
  return result;
};

function isTaken(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
