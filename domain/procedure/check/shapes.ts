import type { z } from 'zod';
import { checkLimit, type Limit } from '../../clock/limit.ts';
import { Refused } from '../../refusal.ts';
import { isPlain, type AnyLimit } from '../language/condition.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { partsOf } from '../language/schema.ts';
import type { DefinitionIssue } from './issue.ts';

/** Every limit of a definition is one: of a known unit, and of a whole positive number of it. */
export function issuesInShapes(procedure: AnyProcedure): readonly DefinitionIssue[] {
  return limitsIn(procedure).flatMap(([at, limit]): readonly DefinitionIssue[] => {
    if (isLimit(limit)) return [];
    const found = JSON.stringify(limit);
    return [{ rule: 'limit', at, message: `found ${found}, which is no limit; write workingDays(3) or another one` }];
  });
}

function isLimit(limit: AnyLimit): boolean {
  if (typeof limit !== 'object' || limit === null) return false;
  if ('per' in limit) return Object.values(limit.table).every(isLimit);
  if (!isPlain(limit)) return 'onDate' in limit;
  try {
    checkLimit(limit);
    return units.has(limit.unit);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
const units: ReadonlySet<string> = new Set(['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY', 'DATE', 'EARLIER_OF']);

function limitsIn(procedure: AnyProcedure): readonly (readonly [string, AnyLimit])[] {
  const { intake, limits, policies, special, milestones, materials, permits, steps } = procedure;
  const all: readonly (readonly [string, AnyLimit | undefined])[] = [
    ['intake.every', intake.by === 'schedule' ? intake.every : undefined],
    ['limits.statutory', limits.statutory],
    ['limits.promised', limits.promised],
    ['limits.formerly', limits.formerly],
    ['limits.extension.atMost', limits.extension?.atMost],
    ['policies.acceptance.within', policies.acceptance.within],
    ['policies.correction.within', policies.correction.within],
    ['policies.correction.heldFor', policies.correction.heldFor],
    ['policies.delivery.within', policies.delivery.within],
    ['policies.publicity.within', policies.publicity?.within],
    ['policies.rating.within', policies.rating.within],
    ...Object.entries(policies.ladder).map(([name, limit]) => [`policies.ladder.${name}`, limit] as const),
    ...Object.entries(special).map(([name, { atMost }]) => [`special.${name}.atMost`, atMost] as const),
    ...Object.entries(milestones).map(([name, limit]) => [`milestones.${name}`, limit] as const),
    ...Object.entries(materials).map(([name, { within }]) => [`materials.${name}.within`, within] as const),
    ...Object.entries(permits).flatMap(([name, { validFor, renewal }]) => [
      [`permits.${name}.validFor`, validFor] as const,
      [`permits.${name}.renewal`, renewal] as const,
    ]),
    ...Object.entries(steps).flatMap(([name, { within, withinBy, notice, answered }]) => [
      [`steps.${name}.within`, within ?? withinBy] as const,
      [`steps.${name}.notice`, notice] as const,
      [`steps.${name}.answered`, answered] as const,
    ]),
  ];
  return all.flatMap(([at, limit]) => (limit === undefined ? [] : [[at, limit as Limit] as const]));
}

/** What stands in itself has no end: neither the door nor GraphQL has a name for each of its places. */
export function issuesInEndless({ form, steps }: AnyProcedure): readonly DefinitionIssue[] {
  const all: readonly (readonly [string, z.core.$ZodType | undefined])[] = [
    ['form', form],
    ...Object.entries(steps).flatMap(([name, { result, concerns, takes }]) => [
      [`steps.${name}.result`, result] as const,
      [`steps.${name}.concerns`, concerns] as const,
      [`steps.${name}.takes`, takes] as const,
    ]),
  ];
  return all.flatMap(([at, schema]) =>
    schema && isEndless(schema, new Set())
      ? [{ rule: 'endless', at, message: 'holds itself, and so has no end; write as many levels as there are' }]
      : [],
  );
}

function isEndless(schema: z.core.$ZodType, above: ReadonlySet<z.core.$ZodType>): boolean {
  if (above.has(schema)) return true;
  const within = new Set([...above, schema]);
  return partsOf(schema).some(each => isEndless(each, within));
}
