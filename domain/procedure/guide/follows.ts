import { holds, resolveLimit, type Condition } from '../language/condition.ts';
import type { Limit } from '../../clock/limit.ts';
import { defined } from '../../defined.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { feesOf } from '../language/fees.ts';
import { limitsFor } from '../language/limits-for.ts';
import { materialsAsked } from '../language/material.ts';
import type { Mode } from '../language/mode.ts';
import { answersOf } from './answers.ts';
import type { Form } from './answered-form.ts';
import { goodWayOf } from './good-way.ts';

/** What an answer adds and takes away, by names. */
interface Change {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What follows when a field is answered in this way instead of the way it is. */
export interface Follows {
  readonly field: string;
  readonly answer: Condition;
  /** It is the answer that is there: nothing changes. */
  readonly isGiven: boolean;
  readonly materials: Change;
  readonly steps: Change;
  readonly permits: Change;
  readonly results: Change;
  /** The steps with which a fee is paid. */
  readonly fees: Change;
  /** The modes that are closed to such a form. */
  readonly modes: Change;
  /** What is paid with a step that is paid for both ways, where it is another amount. */
  readonly amounts: Readonly<Record<string, number>>;
  /** The promise, where it is another one or there is none any more. So is the statutory limit. */
  readonly promised?: Limit | 'none';
  readonly statutory?: Limit | 'none';
  /** The steps that have another limit, or none any more. */
  readonly within: Readonly<Record<string, Limit | 'none'>>;
}

/** All that a form brings with it. */
interface Brought {
  readonly materials: readonly string[];
  readonly steps: readonly string[];
  readonly permits: readonly string[];
  readonly results: readonly string[];
  readonly amounts: Readonly<Record<string, number>>;
  readonly modes: readonly string[];
  readonly promised?: Limit;
  readonly statutory?: Limit;
  readonly within: Readonly<Record<string, Limit>>;
}

/** The modes that a form leaves open. */
export const modesOpen = ({ modes }: AnyProcedure, form: unknown): readonly Mode[] =>
  (Object.keys(modes) as Mode[]).filter(
    mode => mode !== 'commitment' || !modes.commitment?.excludes?.some(each => holds(each, form)),
  );

/** The steps that a form brings: what a condition names by that, all others by walking. */
export function stepsBrought(procedure: AnyProcedure, form: Form): ReadonlySet<string> {
  const walked = goodWayOf(procedure, form).steps;
  return new Set(
    Object.entries(procedure.steps)
      .filter(([name, { when }]) => (when ? holds(when, form) : walked.has(name)))
      .map(([name]) => name),
  );
}

function broughtBy(procedure: AnyProcedure, form: Form): Brought {
  const steps = [...stepsBrought(procedure, form)];
  const { permits, results } = goodWayOf(procedure, form);
  const within = steps.flatMap(name => {
    const limit = resolveLimit(procedure.steps[name]!.withinBy, form);
    return limit && limit.unit !== 'DATE' ? [[name, limit] as const] : [];
  });
  return {
    materials: materialsAsked(procedure, form).map(({ name }) => name),
    steps,
    permits,
    results,
    amounts: Object.fromEntries(feesOf(procedure, form).map(({ step, amount }) => [step, amount])),
    modes: modesOpen(procedure, form),
    ...limitsFor(procedure, form),
    within: Object.fromEntries(within),
  };
}

/**
 * What follows each answer: of every field on which something hangs each way to answer it, with what changes against
 * the form as it is. Found from the declared conditions and by walking the flow. Fields on which nothing hangs are left
 * out.
 */
export function followsOf(procedure: AnyProcedure, form: Form): readonly Follows[] {
  const now = broughtBy(procedure, form);
  return [...answersOf(procedure)].flatMap(([field, answers]) => {
    const all = answers.map(({ condition, value }) => {
      const isGiven = holds(condition, form);
      return followsFrom(
        { field, answer: condition, isGiven },
        now,
        isGiven ? now : broughtBy(procedure, { ...form, [field]: value }),
      );
    });
    return all.some(changesAnything) ? all : [];
  });
}

function followsFrom(of: Pick<Follows, 'field' | 'answer' | 'isGiven'>, now: Brought, then: Brought): Follows {
  const limitOf = (name: 'promised' | 'statutory'): Limit | 'none' | undefined =>
    isSame(now[name], then[name]) ? undefined : (then[name] ?? 'none');
  const stay = then.steps.filter(name => now.steps.includes(name) || then.within[name] !== undefined);
  return {
    ...of,
    materials: changeOf(now.materials, then.materials),
    steps: changeOf(now.steps, then.steps),
    permits: changeOf(now.permits, then.permits),
    results: changeOf(now.results, then.results),
    fees: changeOf(Object.keys(now.amounts), Object.keys(then.amounts)),
    amounts: Object.fromEntries(
      Object.entries(then.amounts).filter(([step, amount]) => (now.amounts[step] ?? amount) !== amount),
    ),
    modes: changeOf(now.modes, then.modes),
    ...defined({ promised: limitOf('promised'), statutory: limitOf('statutory') }),
    within: Object.fromEntries(
      stay
        .filter(name => !isSame(now.within[name], then.within[name]))
        .map(name => [name, then.within[name] ?? 'none'] as const),
    ),
  };
}

const isSame = (a: Limit | undefined, b: Limit | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const changeOf = (now: readonly string[], then: readonly string[]): Change => ({
  added: then.filter(each => !now.includes(each)),
  removed: now.filter(each => !then.includes(each)),
});

const changesAnything = ({ materials, steps, permits, results, fees, modes, ...figures }: Follows) =>
  [materials, steps, permits, results, fees, modes].some(({ added, removed }) => added.length + removed.length > 0) ||
  figures.promised !== undefined ||
  figures.statutory !== undefined ||
  Object.keys(figures.within).length + Object.keys(figures.amounts).length > 0;
