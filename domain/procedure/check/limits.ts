import { compareLimits, formatLimit, workingDays, type Limit } from '../../clock/limit.ts';
import { bases } from '../../law.ts';
import { resolveLimit } from '../language/condition.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { limitsFor } from '../language/limits-for.ts';
import { formsOf } from './walk/variation.ts';
import { isLonger } from './compare.ts';
import type { Policies } from '../language/policy.ts';
import type { DefinitionIssue } from './issue.ts';

const counted = new Set(['approval', 'task', 'decision', 'conference']);

/**
 * What the law allows at most, whatever a procedure chooses: held against it by the days on which they fall due, in any
 * unit.
 */
const legal = [
  {
    at: 'policies.acceptance.within',
    of: ({ acceptance }: Policies) => acceptance.within,
    most: workingDays(5),
    basis: bases['licensing-law.32'],
  },
  {
    at: 'policies.delivery.within',
    of: ({ delivery }: Policies) => delivery.within,
    most: workingDays(10),
    basis: bases['licensing-law.44'],
  },
  {
    at: 'policies.publicity.within',
    of: ({ publicity }: Policies) => publicity.within,
    most: workingDays(7),
    basis: bases['rule.publicity'],
  },
  {
    at: 'policies.ladder.order',
    of: ({ ladder }: Policies) => ladder.order,
    most: workingDays(3),
    basis: bases['rule.order'],
  },
] as const;

/**
 * Policies within the law; promised ≤ statutory; shares and tolerances ≤ promised, each in one unit (two halves a
 * working day): for each form that the example gives rise to.
 */
export function issuesInLimits(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const found = new Map<string, DefinitionIssue>();
  const { commitment } = procedure.modes;
  // What is asked after the decision is not in the promise: with `afterwards`, only the walk can tell which steps these
  // are.
  const shares = procedure.afterwards
    ? []
    : Object.entries(procedure.steps).filter(
        ([name, step]) => counted.has(step.kind) && step.special === undefined && name !== commitment?.verify,
      );
  for (const { at, of, most, basis } of legal) {
    const limit = of(procedure.policies);
    if (limit.unit === 'DATE' || isLonger(limit, most))
      found.set(at, {
        rule: 'limits',
        at,
        message: `found ${formatLimit(limit)}, expected at most ${formatLimit(most)} (${basis})`,
      });
  }
  for (const form of formsOf(procedure)) {
    const { promised, statutory } = limitsFor(procedure, form);
    const demand = (at: string, limit: Limit | undefined, most: Limit | undefined, what: string): void => {
      // A fixed date has no length before there is an anchor.
      if (!limit || !most || found.has(at) || limit.unit === 'DATE' || most.unit === 'DATE') return;
      const longer = compareLimits(limit, most);
      if (longer === undefined)
        found.set(at, {
          rule: 'limits',
          at,
          message:
            `found ${formatLimit(limit)}, which does not compare with the ${what}, ${formatLimit(most)}: ` +
            'say both ' +
            'in one unit',
        });
      else if (longer > 0)
        found.set(at, {
          rule: 'limits',
          at,
          message: `found ${formatLimit(limit)}, longer than the ${what}, ${formatLimit(most)}`,
        });
    };
    demand('limits.promised', promised, statutory, 'statutory limit');
    const most = promised ?? statutory;
    const what = promised ? 'promise' : 'statutory limit';
    for (const [name, step] of shares)
      demand(`steps.${name}.within`, step.within ?? resolveLimit(step.withinBy, form), most, what);
    for (const [name, material] of Object.entries(procedure.materials))
      demand(`materials.${name}.within`, material.within, most, what);
  }
  return [...found.values()];
}
