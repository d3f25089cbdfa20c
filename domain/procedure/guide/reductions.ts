import type { Limit } from '../../clock/limit.ts';
import { compareLimits } from '../../clock/limit.ts';
import { defined } from '../../defined.ts';
import { roleBelow } from '../../directory/roles.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { StepDefinition } from '../language/step.ts';
import { limitsFor } from '../language/limits-for.ts';
import { outlineFor } from './outline-for.ts';

/** What is counted of every version (五减): 事项、层级、材料、环节、时限. */
export const counters = ['items', 'levels', 'materials', 'steps', 'time'] as const;
export type Counter = (typeof counters)[number];

/** A count of one version, and of the one before it. Time is a limit, all else a number. */
export interface Reduction {
  readonly counter: Counter;
  readonly now?: number | Limit;
  readonly before?: number | Limit;
  /** Fewer than before, as many, or more; undefined where nothing was before, or limits do not compare as numbers. */
  readonly change?: 'fewer' | 'same' | 'more';
}

/** Steps in which somebody acts: waiting, and what the engine does, are none (办理环节). */
const actedIn: ReadonlySet<StepDefinition['kind']> = new Set([
  'approval',
  'task',
  'decision',
  'applicant',
  'conference',
  'publicNotice',
  'child',
]);

/**
 * Counts of a definition, all of what it may ask at most. Items are what one application may come to: permits and
 * results. Levels are those of government that have a part: its own, those above that answer (`upper`), and one more
 * where it may be forwarded up. Materials are those that the applicant brings. Steps are those before the decision in
 * which somebody acts.
 */
function countsOf(procedure: AnyProcedure): Readonly<Record<Counter, number | Limit | undefined>> {
  const { steps, materials, permits, results } = procedure;
  const all = Object.values(steps);
  const above = new Set(all.flatMap(({ by }) => (by !== undefined && roleBelow(by) !== undefined ? [by] : [])));
  const isForwarded = all.some(({ may }) => may.includes('forwardUp'));
  const early = outlineFor(procedure).steps.filter(({ afterDecision }) => !afterDecision);
  return {
    items: Object.keys(permits).length + Object.keys(results).length,
    levels: 1 + (above.size > 0 || isForwarded ? 1 : 0),
    materials: Object.values(materials).filter(({ source }) => source === undefined).length,
    steps: early.filter(({ step }) => actedIn.has(steps[step]!.kind)).length,
    time: limitsFor(procedure, procedure.example).promised,
  };
}

/** The five counts of a version beside those of the version before; of a first one its promise beside the former. */
export function reductionsOf(procedure: AnyProcedure, previous?: AnyProcedure): readonly Reduction[] {
  const now = countsOf(procedure);
  const before: Partial<typeof now> = previous ? countsOf(previous) : { time: procedure.limits.formerly };
  return counters.map(counter => ({
    counter,
    ...defined({
      now: now[counter],
      before: before[counter],
      change: changeFrom(before[counter], now[counter]),
    }),
  }));
}

function changeFrom(before: number | Limit | undefined, now: number | Limit | undefined): Reduction['change'] {
  const difference = differenceOf(before, now);
  if (difference === undefined) return undefined;
  return difference < 0 ? 'fewer' : difference > 0 ? 'more' : 'same';
}

function differenceOf(before: number | Limit | undefined, now: number | Limit | undefined): number | undefined {
  if (before === undefined || now === undefined) return undefined;
  if (typeof before === 'number' || typeof now === 'number') return Number(now) - Number(before);
  return compareLimits(now, before);
}

/** The version of the same procedure that was in force before: the highest number below its own. */
export const previousOf = (
  procedure: AnyProcedure,
  procedures: ReadonlyMap<string, AnyProcedure>,
): AnyProcedure | undefined =>
  [...procedures.values()]
    .filter(({ name, version }) => name === procedure.name && version < procedure.version)
    .toSorted((a, b) => b.version - a.version)[0];
