import { formatLimit, type Limit } from '../../clock/limit.ts';
import { resolveLimit } from '../condition.ts';
import { limitsFor, type AnyProcedure } from '../definition.ts';
import { formsOf } from '../walk/variation.ts';
import { isLonger } from './compare.ts';
import type { Fault } from './fault.ts';

const counted = new Set(['approval', 'task', 'decision', 'conference']);

/** Promised ≤ statutory; shares and tolerances ≤ promised: for each form that the example gives rise to. */
export function faultsInLimits(procedure: AnyProcedure): readonly Fault[] {
  const found = new Map<string, Fault>();
  const { commitment } = procedure.modes;
  // What is asked after the decision is not in the promise: with `afterwards`, only the walk can tell which steps these are.
  const shares = procedure.afterwards ? [] : Object.entries(procedure.steps)
    .filter(([name, step]) => counted.has(step.kind) && step.special === undefined && name !== commitment?.verify);
  for (const form of formsOf(procedure)) {
    const { promised, statutory } = limitsFor(procedure, form);
    const demand = (at: string, limit: Limit | undefined, most: Limit | undefined, what: string): void => {
      if (!limit || !most || found.has(at) || !isLonger(limit, most)) return;
      found.set(at, { rule: 'limits', at, message: `found ${formatLimit(limit)}, longer than the ${what}, ${formatLimit(most)}` });
    };
    demand('limits.promised', promised, statutory, 'statutory limit');
    const most = promised ?? statutory;
    const what = promised ? 'promise' : 'statutory limit';
    for (const [name, step] of shares) demand(`steps.${name}.within`, step.within ?? resolveLimit(step.withinBy, form), most, what);
    for (const [name, material] of Object.entries(procedure.materials)) demand(`materials.${name}.within`, material.within, most, what);
  }
  return [...found.values()];
}
