import type { z } from 'zod';
import { isPersonal } from '../../domain/procedure/language/personal.ts';

/** What a zod schema takes in, as far as GraphQL can say it. */
export type Shape =
  | { readonly is: 'text' | 'integer' | 'number' | 'boolean' }
  | { readonly is: 'enum'; readonly values: readonly string[] }
  | { readonly is: 'list'; readonly of: Field }
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Field>> };
export interface Field {
  readonly shape: Shape;
  readonly optional: boolean;
  /** Personal data: goes in, comes out masked or not at all. */
  readonly personal: boolean;
  readonly description?: string;
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
const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

const supported =
  'text, whole numbers, numbers, booleans, enumerations and literals of text, objects, arrays; optional, nullable or with a default';

/**
 * Reads a schema as a field of an input.
 * @throws Error for what GraphQL cannot say, with the path; so a procedure that no API could take does not load
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
      return { ...own, optional: false, shape: shapeOf(definition, path) };
  }
}

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
      return texts(Object.values(definition.entries ?? {}), path);
    case 'literal':
      return texts(definition.values ?? [], path);
    case 'array':
      return { is: 'list', of: fieldOf(definition.element!, `${path}[]`) };
    case 'object':
      return {
        is: 'object',
        fields: Object.fromEntries(
          Object.entries(definition.shape ?? {}).map(([name, field]) => [name, fieldOf(field, `${path}.${name}`)]),
        ),
      };
    case 'union': {
      const options = (definition.options ?? []).map(option => shapeOf(definitionOf(option), path));
      if (options.every(option => option.is === 'enum'))
        return { is: 'enum', values: [...new Set(options.flatMap(option => option.values))] };
      throw new Error(`${path}: found a union, which no GraphQL input can say; expected ${supported}.`);
    }
    default:
      throw new Error(`${path}: found "${definition.type}", expected ${supported}.`);
  }
}

function texts(values: readonly unknown[], path: string): Shape {
  const found = values.filter(value => typeof value === 'string');
  if (found.length === values.length && found.length > 0) return { is: 'enum', values: found };
  throw new Error(`${path}: found an enumeration with values that are no text; expected ${supported}.`);
}
