import { z } from 'zod';
import { fieldsIn, isPlain, type AnyLimit, type Condition } from '../language/condition.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { shapeOf } from '../language/schema.ts';
import type { DefinitionIssue } from './issue.ts';
import { choiceOf } from './references.ts';

type OfField = ReturnType<typeof fieldsIn>[number];
type Field = z.core.$ZodType;

/** Conditions and limits that go by the form go by fields that it has, of a kind that they can look at. */
export function issuesInConditions(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const { form } = procedure;
  if (!(form instanceof z.ZodObject)) return [];
  const fields = form.shape as Readonly<Record<string, Field>>;
  return [
    ...conditionsOf(procedure).flatMap(([at, condition]) =>
      fieldsIn(condition).flatMap(each => faultOf(at, each, fields)),
    ),
    ...limitsOf(procedure).flatMap(([at, limit]) => faultOfLimit(at, limit, fields)),
  ];
}

const said = (at: string, message: string): readonly DefinitionIssue[] => [{ rule: 'condition', at, message }];

function conditionsOf({ steps, materials, modes }: AnyProcedure): readonly (readonly [string, Condition])[] {
  const { commitment, fastLane } = modes;
  const asked = Object.entries({ steps, materials }).flatMap(([part, all]) =>
    Object.entries(all).flatMap(([name, { when }]) => (when ? [[`${part}.${name}.when`, when] as const] : [])),
  );
  return [
    ...asked,
    ...(commitment?.excludes ?? []).map(each => ['modes.commitment.excludes', each] as const),
    ...(fastLane?.keyProject ? [['modes.fastLane.keyProject', fastLane.keyProject] as const] : []),
  ];
}

function faultOf(at: string, condition: OfField, fields: Readonly<Record<string, Field>>): readonly DefinitionIssue[] {
  const field = fields[condition.field];
  if (!field) return said(at, `${condition.field} is no field of the form; ${choiceOf(Object.keys(fields))}`);
  if ('values' in condition) {
    const other = condition.values.filter(value => !z.safeParse(field, value).success);
    if (other.length === 0) return [];
    return said(at, `form.${condition.field} is never ${other.map(each => JSON.stringify(each)).join(', ')}`);
  }
  const [type, compared] =
    'before' in condition
      ? ['string', 'date, and before compares dates']
      : ['number', 'number, and numbers are compared'];
  return innermost(field).type === type ? [] : said(at, `form.${condition.field} holds no ${compared}`);
}

/** What a field holds where it is filled in. */
function innermost(schema: Field): ReturnType<typeof shapeOf> {
  const shape = shapeOf(schema);
  return shape.innerType ? innermost(shape.innerType) : shape;
}

function limitsOf({ limits, permits, steps }: AnyProcedure): readonly (readonly [string, AnyLimit])[] {
  const all: readonly (readonly [string, AnyLimit | undefined])[] = [
    ['limits.statutory', limits.statutory],
    ['limits.promised', limits.promised],
    ...Object.entries(steps).map(([name, { withinBy }]) => [`steps.${name}.within`, withinBy] as const),
    ...Object.entries(permits).map(([name, { until }]) => [`permits.${name}.until`, until] as const),
  ];
  return all.flatMap(([at, limit]) => (limit === undefined || isPlain(limit) ? [] : [[at, limit] as const]));
}

function faultOfLimit(
  at: string,
  limit: AnyLimit,
  fields: Readonly<Record<string, Field>>,
): readonly DefinitionIssue[] {
  if (isPlain(limit)) return [];
  const name = 'per' in limit ? limit.per : limit.onDate;
  const field = fields[name];
  if (!field) return said(at, `goes by ${name}, which is no field of the form; ${choiceOf(Object.keys(fields))}`);
  if (z.safeParse(field, undefined).success)
    return said(
      at,
      `goes by form.${name}, which may be left out, and there would be no limit then; ask it of everybody`,
    );
  if (!('per' in limit)) return [];
  const values = valuesOf(field);
  if (values === undefined) return said(at, `per('${name}') needs a field with few values; ask an enum or a boolean`);
  const lacking = values.filter(value => limit.table[value] === undefined);
  return lacking.length === 0
    ? []
    : said(at, `per('${name}') has no limit for ${lacking.join(', ')}; write one for each`);
}

/** All values of a finite field, as the keys of a table; undefined where there are too many. */
function valuesOf(field: Field): readonly string[] | undefined {
  const { type, entries, values } = innermost(field);
  if (type === 'boolean') return ['true', 'false'];
  if (type === 'enum') return Object.values(entries ?? {}).map(String);
  return type === 'literal' ? values?.map(String) : undefined;
}
