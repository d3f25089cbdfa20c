import { defined } from '../../domain/defined.ts';
import type { z } from 'zod';
import { choiceTitlesOf } from '../../domain/procedure/language/choice.ts';
import { isMoney } from '../../domain/procedure/procedure.ts';
import { isPersonal } from '../../domain/procedure/language/personal.ts';

/** What the public reads of the values of an enumeration. */
export type Titles = Readonly<Record<string, string>>;

/** What a zod schema takes in, as far as GraphQL can say it. */
export type Shape =
  | { readonly is: 'text' | 'integer' | 'number' | 'boolean' | 'money' }
  | { readonly is: 'enum'; readonly values: readonly string[]; readonly titles?: Titles }
  | { readonly is: 'list'; readonly of: Field }
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Field>> };
export interface Field {
  readonly shape: Shape;
  readonly optional: boolean;
  /** Personal data: goes in, comes out masked or not at all. */
  readonly personal: boolean;
  readonly description?: string;
}

/** A schema that GraphQL cannot say: `at` is the place in the definition, `message` what to write instead. */
export class UnfitForGraphql extends Error {
  readonly at: string;
  constructor(at: string, message: string) {
    super(message);
    this.at = at;
  }
}

/** zod's own definition of a schema, as far as it is read here; `z.core.$ZodTypes` lists them all. */
interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly options?: readonly z.ZodType[];
}
const definitionOf = (schema: z.ZodType): Definition => schema.def as Definition;

const supported =
  'text, whole numbers, numbers, booleans, enumerations and literals, objects with fields, arrays; ' +
  'optional, nullable or with a default';
/** What to write instead of a schema that no input can say. */
const instead: Readonly<Record<string, string>> = {
  record: 'write an array of objects with a field for the key and one for the value',
  map: 'write an array of objects with a field for the key and one for the value',
  set: 'write an array',
  tuple: 'write an object with a named field for each place',
  union: 'write one object with the fields of all, each optional, and a field that says which it is',
  date: 'write z.iso.date() or z.iso.datetime()',
  any: 'write the schema of what is asked',
  unknown: 'write the schema of what is asked',
};
const unfit = (at: string, found: string, type = found): UnfitForGraphql =>
  new UnfitForGraphql(at, `found ${found}, expected ${supported}${instead[type] ? `; ${instead[type]}` : ''}`);

/**
 * Reads a schema as a field of an input.
 * @throws UnfitForGraphql for what GraphQL cannot say, with its place; so a procedure that no API could take does not
 * load
 */
export function fieldOf(schema: z.ZodType, path: string): Field {
  const definition = definitionOf(schema);
  const description = schema.description === undefined ? {} : { description: schema.description };
  const own = { personal: isPersonal(schema), ...description };
  const inner = (of: z.ZodType | undefined, optional: boolean): Field => {
    const field = fieldOf(of!, path);
    return { ...field, ...description, optional: optional || field.optional, personal: own.personal || field.personal };
  };
  switch (definition.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
      return inner(definition.innerType, true);
    case 'nonoptional':
      return { ...inner(definition.innerType, false), optional: false };
    case 'readonly':
      return inner(definition.innerType, false);
    case 'pipe':
      return inner(definition.in, false);
    default:
      return {
        ...own,
        optional: false,
        // Whole numbers of GraphQL end at 21 million yuan.
        shape: isMoney(schema) ? { is: 'money' } : withTitles(shapeOf(definition, path), schema),
      };
  }
}

const withTitles = (shape: Shape, schema: z.ZodType): Shape =>
  shape.is === 'enum' ? { ...shape, ...defined({ titles: choiceTitlesOf(schema) }) } : shape;

function shapeOf(definition: Definition, path: string): Shape {
  switch (definition.type) {
    case 'string':
      return { is: 'text' };
    case 'boolean':
      return { is: 'boolean' };
    case 'int':
      return { is: 'integer' };
    case 'number':
      return { is: definition.format?.includes('int') ? 'integer' : 'number' };
    case 'enum':
      return shapeOfValues(Object.values(definition.entries ?? {}), path);
    case 'literal':
      return shapeOfValues(definition.values ?? [], path);
    case 'array':
      return { is: 'list', of: elementOf(definition.element!, path) };
    case 'object':
      return {
        is: 'object',
        fields: Object.fromEntries(
          Object.entries(definition.shape ?? {}).map(([name, field]) => [name, fieldOf(field, `${path}.${name}`)]),
        ),
      };
    case 'union':
      return shapeOfUnion(definition, path);
    default:
      throw unfit(path, `"${definition.type}"`, definition.type);
  }
}

function elementOf(element: z.ZodType, path: string): Field {
  const field = fieldOf(element, `${path}[]`);
  if (field.shape.is === 'list')
    throw new UnfitForGraphql(`${path}[]`, 'found a list in a list; put the inner one into an object');
  return field;
}

/** Alternatives are said only where they come to one type: all texts, all numbers or all enumerations of text. */
function shapeOfUnion({ options = [] }: Definition, path: string): Shape {
  const shapes = options.map(option => shapeOf(definitionOf(option), path));
  if (shapes.every(shape => shape.is === 'enum'))
    return { is: 'enum', values: [...new Set(shapes.flatMap(shape => shape.values))] };
  const [first, ...others] = shapes;
  if (first && ['text', 'integer', 'number', 'boolean'].includes(first.is) && others.every(({ is }) => is === first.is))
    return first;
  throw unfit(path, 'a union', 'union');
}

/**
 * Literals of text are an enumeration; of true, false or numbers their type, of which the schema then takes its own.
 */
function shapeOfValues(values: readonly unknown[], path: string): Shape {
  const texts = values.filter(value => typeof value === 'string');
  if (texts.length > 0 && texts.length === values.length) return { is: 'enum', values: texts };
  if (values.length > 0 && values.every(value => typeof value === 'boolean')) return { is: 'boolean' };
  if (values.length > 0 && values.every(value => Number.isInteger(value))) return { is: 'integer' };
  if (values.length > 0 && values.every(value => typeof value === 'number')) return { is: 'number' };
  throw new UnfitForGraphql(path, `found an enumeration with values of several kinds, expected ${supported}`);
}

/** What GraphQL calls the plain shapes, in forms and in answers alike. */
export const scalarNames = {
  text: 'String',
  integer: 'Int',
  number: 'Float',
  boolean: 'Boolean',
  money: 'Fen',
} as const;
