import { z } from 'zod';
import { minutesText } from '../../language/answers.ts';
import { listKeys } from '../../language/list.ts';
import { isNameSchema } from '../../language/personal.ts';
import { shapeOf } from '../../language/schema.ts';
import { isOfficialField, isUnit } from '../../language/texts.ts';

const texts = [
  '样例',
  'a1',
  '2026-06-01',
  '1',
  '2026-06-01T10:00:00Z',
  'a@example.com',
  'https://example.com',
  '41070020260001',
  '13800000000',
  '样'.repeat(40),
];
/** What a field that names a unit holds while walking: no text that a flow could have made up. */
const sampleUnit = 'sample-unit';
/** Texts at the ends of what a schema without bounds takes: nothing at all, and more than a reason may have. */
const extremes = ['', '样'.repeat(2001)] as const;
const numbers = [1, 0, 10, 100, 1000, -1, 0.5];

const isValid = (schema: z.core.$ZodType, value: unknown): boolean => z.safeParse(schema, value).success;

/**
 * The values that decide what a flow does: all of a finite schema, both presences, lengths 0 and 2; otherwise one that
 * fits. The first is the good way.
 */
export function samplesOf(schema: z.core.$ZodType): readonly unknown[] {
  return candidates(schema).filter(value => isValid(schema, value));
}

function candidates(schema: z.core.$ZodType): readonly unknown[] {
  if (isNameSchema(schema)) return [{ personal: 'sample' }];
  const { type, shape, options, entries, values, element, innerType, items, ...rest } = shapeOf(schema);
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'enum':
      return Object.values(entries!);
    case 'literal':
      return values!;
    case 'null':
      return [null];
    case 'object':
      return objects(shape!);
    case 'union':
      return options!.flatMap(option => samplesOf(option));
    case 'array':
      return lists(schema, element!);
    case 'tuple':
      return [items!.map(item => samplesOf(item)[0])];
    case 'record':
      return [{}];
    case 'optional':
      // Whether the chair recorded minutes decides nothing.
      return isMinutes(schema) ? samplesOf(innerType!) : [undefined, ...samplesOf(innerType!)];
    case 'pipe':
      return candidates(rest.in!);
    case 'string':
      if (isUnit(schema)) return [sampleUnit];
      if (isOfficialField(schema)) return ['p-official'];
      return texts.filter(value => isValid(schema, value)).slice(0, 1);
    case 'number':
    case 'int':
      return numbers.filter(value => isValid(schema, value)).slice(0, 1);
    default:
      return innerType ? samplesOf(innerType) : ['样例'];
  }
}

/** The good way of every field, then one field off it at a time. */
function objects(shape: Readonly<Record<string, z.core.$ZodType>>): readonly unknown[] {
  const fields = Object.entries(shape).map(([name, schema]) => [name, samplesOf(schema)] as const);
  const made = (changed?: string, to?: unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      fields.map(([name, [first]]) => [name, name === changed ? to : first]).filter(([, value]) => value !== undefined),
    );
  const variants = [made(), ...fields.flatMap(([name, all]) => all.slice(1).map(value => made(name, value)))];
  return [...variants, ...variants.flatMap(each => textsAtTheirEnds(shape, each))];
}

/** The same object with every text that its schema does not bound empty, and with every such text too long to keep. */
export const textsAtTheirEnds = (
  shape: Readonly<Record<string, z.core.$ZodType>>,
  object: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] =>
  extremes.flatMap(extreme => {
    const unbound = Object.entries(shape).filter(
      ([, schema]) => !isMinutes(schema) && isText(schema) && isValid(schema, extreme),
    );
    return unbound.length === 0 ? [] : [{ ...object, ...Object.fromEntries(unbound.map(([name]) => [name, extreme])) }];
  });

const isMinutes = (schema: z.core.$ZodType): boolean =>
  schema === minutesText || shapeOf(schema).innerType === minutesText;

function isText(schema: z.core.$ZodType): boolean {
  const { type, innerType } = shapeOf(schema);
  return type === 'string' || (innerType !== undefined && isText(innerType));
}

function lists(schema: z.core.$ZodType, element: z.core.$ZodType): readonly unknown[] {
  const all = samplesOf(element);
  const { type } = shapeOf(element);
  if (type === 'enum' || type === 'literal') return [all, ...all.map(one => [one]), []];
  const key = listKeys.get(schema)?.key;
  const two = [1, 2].map(nth => (key === undefined ? all[0] : { ...(all[0] as object), [key]: `k${nth}` }));
  return [[], [two[0]], two].sort((a, b) => Number(isValid(schema, b)) - Number(isValid(schema, a)));
}
