import { z } from 'zod';
import { formatDay, parseDay } from '../../calendar/day.ts';
import { samplesOf } from '../check/walk/sample.ts';
import {
  above,
  atLeast,
  atMost,
  before,
  below,
  both,
  fieldsIn,
  holds,
  is,
  isPlain,
  not,
  thresholdOf,
  type Condition,
} from '../language/condition.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { isPersonal } from '../language/personal.ts';
import { shapeOf } from '../language/schema.ts';

/** One way to answer a field: what is said of it, and a value of which that holds. */
export interface Answer {
  readonly condition: Condition;
  readonly value: unknown;
}

type Finite = string | number | boolean;
const isFinite = (value: unknown): value is Finite =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Every condition of a procedure: of its steps and fees, materials and modes. */
const conditionsOf = ({ steps, materials, modes }: AnyProcedure): readonly (Condition | undefined)[] => [
  ...Object.values(steps).flatMap(({ when, fee }) => [when, ...(fee?.charges ?? []).map(charge => charge.when)]),
  ...Object.values(materials).map(({ when }) => when),
  ...(modes.commitment?.excludes ?? []),
  modes.fastLane?.keyProject,
];

/** The fields by which limits are chosen. */
const fieldsOfLimits = ({ limits, steps }: AnyProcedure): readonly string[] =>
  [limits.promised, limits.statutory, ...Object.values(steps).map(({ withinBy }) => withinBy)].flatMap(limit =>
    limit !== undefined && !isPlain(limit) && 'per' in limit ? [limit.per] : [],
  );

/**
 * The fields of the form on which something may hang, each with the ways to answer it that may make a difference: the
 * values of a finite field, and what lies between the thresholds of a number or a date.
 */
export function answersOf(procedure: AnyProcedure): ReadonlyMap<string, readonly Answer[]> {
  const { form } = procedure;
  if (!(form instanceof z.ZodObject)) return new Map();
  const named = Map.groupBy(conditionsOf(procedure).flatMap(fieldsIn), ({ field }) => field);
  const byLimits = new Set(fieldsOfLimits(procedure));
  return new Map(
    Object.entries(form.shape as Readonly<Record<string, z.ZodType>>)
      .filter(
        ([field, schema]) => !isPersonal(schema) && (isFiniteField(schema) || named.has(field) || byLimits.has(field)),
      )
      .map(([field, schema]) => {
        const answers = isFiniteField(schema)
          ? valuesOf(schema).map(value => ({ condition: is(field, value), value }))
          : rangesOf(field, named.get(field) ?? []).flatMap(({ condition, values }) => {
              const value = values.find(each => schema.safeParse(each).success && holds(condition, { [field]: each }));
              return value === undefined ? [] : [{ condition, value }];
            });
        return [field, answers] as const;
      }),
  );
}

/** A schema without what makes it optional, nullable or gives it a default. */
function innermost(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType } = shapeOf(schema);
  return innerType === undefined ? schema : innermost(innerType);
}

function isFiniteField(schema: z.core.$ZodType): boolean {
  const { type, options } = shapeOf(innermost(schema));
  return (
    type === 'boolean' || type === 'enum' || type === 'literal' || (type === 'union' && options!.every(isFiniteField))
  );
}

const valuesOf = (schema: z.core.$ZodType): readonly Finite[] => samplesOf(innermost(schema)).filter(isFinite);

interface Range {
  readonly condition: Condition;
  /** Values that may lie in it, of which the form may allow some. */
  readonly values: readonly unknown[];
}

/** What lies below the first threshold of a field, between two of them, and from the last one on. */
function rangesOf(field: string, conditions: ReturnType<typeof fieldsIn>): readonly Range[] {
  const days = conditions.flatMap(each => ('before' in each ? [each.before] : []));
  if (days.length > 0)
    return between([...new Set(days)].toSorted(), {
      under: day => before(field, day),
      from: day => not(before(field, day)),
      valuesUnder: day => [formatDay(parseDay(day) - 1)],
      valuesFrom: day => [day],
    });
  const cuts = conditions.flatMap(each => ('values' in each || 'before' in each ? [] : [thresholdOf(each)]));
  const inOrder = cuts.toSorted((a, b) => a.at - b.at || Number(a.isAfter) - Number(b.isAfter));
  return between(
    inOrder.filter(
      ({ at, isAfter }, index) => inOrder[index - 1]?.at !== at || inOrder[index - 1]?.isAfter !== isAfter,
    ),
    {
      under: ({ at, isAfter }) => (isAfter ? atMost(field, at) : below(field, at)),
      from: ({ at, isAfter }) => (isAfter ? above(field, at) : atLeast(field, at)),
      valuesUnder: ({ at, isAfter }) => (isAfter ? [at] : [at - 1, at - 0.01]),
      valuesFrom: ({ at, isAfter }) => (isAfter ? [at + 1, at + 0.01] : [at]),
    },
  );
}

/** What holds on either side of a threshold, and values that may lie there. */
interface Sides<T> {
  readonly under: (threshold: T) => Condition;
  readonly from: (threshold: T) => Condition;
  readonly valuesUnder: (threshold: T) => readonly unknown[];
  readonly valuesFrom: (threshold: T) => readonly unknown[];
}

function between<T>(thresholds: readonly T[], { under, from, valuesUnder, valuesFrom }: Sides<T>): readonly Range[] {
  const last = thresholds.at(-1);
  if (last === undefined) return [];
  return [
    ...thresholds.map((threshold, index) => {
      const least = thresholds[index - 1];
      return least === undefined
        ? { condition: under(threshold), values: valuesUnder(threshold) }
        : { condition: both(from(least), under(threshold)), values: valuesFrom(least) };
    }),
    { condition: from(last), values: valuesFrom(last) },
  ];
}
