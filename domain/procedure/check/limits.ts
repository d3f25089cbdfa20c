import { dayEndingAt, dayOf, formatDay, formatInstant, type Instant } from '../../calendar/day.ts';
import { formatLimit, workingDays, type CountedLimit, type Limit, type SingleLimit } from '../../clock/limit.ts';
import { bases } from '../../law.ts';
import { resolveLimit } from '../language/condition.ts';
import type { AnyProcedure, Extension } from '../language/definition.ts';
import { limitsFor } from '../language/limits-for.ts';
import { type Policies, rulesFor } from '../language/policy.ts';
import { type Excess, excessOf, limitAsWritten } from './compare.ts';
import type { DefinitionIssue } from './issue.ts';
import { formsOf } from './walk/variation.ts';

const counted = new Set(['approval', 'task', 'decision', 'conference', 'effect']);

/**
 * What the law allows at most, whatever a procedure chooses.
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
    of: ({ publicity }: Policies) => publicity?.within,
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

/** A limit that must not fall due after another one, whatever the anchor. */
export interface Demand {
  readonly at: string;
  readonly limit: Limit;
  readonly most: Limit;
  /** What the other one is, in a message. */
  readonly what: string;
}

/**
 * Policies within the law; promised ≤ statutory, also where it is extended as far as it may be; shares and tolerances ≤
 * promised: for each form that the example gives rise to.
 */
export function issuesInLimits(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const found = new Map<string, DefinitionIssue>();
  const rules = rulesFor(procedure.policies, 'agency');
  for (const { at, of, most, basis } of legal) {
    const limit = of(procedure.policies);
    if (limit === undefined) continue;
    if (limit.unit === 'DATE' || excessOf(limit, most, rules))
      found.set(at, {
        rule: 'limits',
        at,
        message: `found ${formatLimit(limit)}, expected at most ${formatLimit(most)} (${basis})`,
      });
  }
  for (const { at, limit, most, what } of demandsOf(procedure)) {
    const excess = found.has(at) ? undefined : excessOf(limit, most, rules);
    if (excess) found.set(at, { rule: 'limits', at, message: excessText(limit, most, what, excess) });
  }
  return [...found.values()];
}

/** What is compared for a procedure, each pair once. */
export function demandsOf(procedure: AnyProcedure): readonly Demand[] {
  const found = new Map<string, Demand>();
  const { commitment } = procedure.modes;
  // What is asked after the decision is not in the promise: with `afterwards`, only the walk can tell which steps these
  // are.
  const shares = procedure.afterwards
    ? []
    : Object.entries(procedure.steps).filter(
        ([name, step]) => counted.has(step.kind) && step.special === undefined && name !== commitment?.verify,
      );
  for (const form of formsOf(procedure)) {
    const { promised, statutory } = limitsFor(procedure, form);
    const demand = (at: string, limit: Limit | undefined, most: Limit | undefined, what: string): void => {
      // A fixed date has no length before there is an anchor.
      if (!limit || !most || limit.unit === 'DATE' || most.unit === 'DATE') return;
      found.set(JSON.stringify([at, limit, most]), { at, limit, most, what });
    };
    demand('limits.promised', promised, statutory, 'statutory limit');
    demand('limits.promised', promised, procedure.limits.formerly, 'former promise');
    const { extension } = procedure.limits;
    if (extension?.of === 'promised')
      demand('limits.extension', promised && longestOf(promised, extension), statutory, 'statutory limit');
    const most = promised ?? statutory;
    const what = promised ? 'promise' : 'statutory limit';
    for (const [name, step] of shares)
      demand(`steps.${name}.within`, step.within ?? resolveLimit(step.withinBy, form), most, what);
    for (const [name, { notice, within }] of Object.entries(procedure.steps))
      demand(`steps.${name}.notice`, notice, within, 'time of the conference');
    for (const [name, { renewal, validFor }] of Object.entries(procedure.permits))
      demand(`permits.${name}.renewal`, renewal, validFor, 'validity');
    for (const [name, material] of Object.entries(procedure.materials))
      demand(`materials.${name}.within`, material.within, most, what);
  }
  return [...found.values()];
}

/** A limit extended as far and as often as it may be; undefined where the units differ. */
function longestOf(limit: Limit, { atMost, times = 1 }: Extension): Limit | undefined {
  const longer = (part: SingleLimit, more: SingleLimit): CountedLimit | undefined =>
    'n' in part && 'n' in more && part.unit === more.unit ? { unit: part.unit, n: part.n + more.n * times } : undefined;
  if (limit.unit !== 'EARLIER_OF') return atMost.unit === 'EARLIER_OF' ? undefined : longer(limit, atMost);
  if (atMost.unit !== 'EARLIER_OF') return undefined;
  const [first, second] = [longer(limit.of[0], atMost.of[0]), longer(limit.of[1], atMost.of[1])];
  return first && second && { unit: 'EARLIER_OF', of: [first, second] };
}

/** `2016-01-22 17:30`. */
export const minuteOf = (instant: Instant): string => formatInstant(instant).slice(0, 16).replace('T', ' ');

/** When something ends: at midnight it is the 24:00 of the day that is over. (T17) */
export const endMinuteOf = (instant: Instant): string =>
  dayEndingAt(instant) === dayOf(instant) ? minuteOf(instant) : `${formatDay(dayEndingAt(instant))} 24:00`;

function excessText(limit: Limit, most: Limit, what: string, { anchor, due, most: mostAt }: Excess): string {
  const found = `found ${formatLimit(limit)}, longer than the ${what}, ${formatLimit(most)}`;
  if (anchor === undefined || due === undefined || mostAt === undefined) return found;
  const text = `${found}: from ${minuteOf(anchor)} it is due ${endMinuteOf(due)}, after ${endMinuteOf(mostAt)}`;
  const isShare = what === 'promise' || what === 'statutory limit';
  return isShare && 'n' in limit && 'n' in most
    ? `${text}; say ${limitAsWritten({ unit: 'EARLIER_OF', of: [limit, most] })}`
    : text;
}
