import {
  getNullableType,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLList,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import { defined } from '../../domain/defined.ts';
import type { Language } from '../../domain/language.ts';
import type { JsonSchema } from '../form/json-schema.ts';
import { titlesOf } from '../schema/describe-schema.ts';

const scalars: Readonly<Record<string, JsonSchema>> = {
  ID: { type: 'string' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Fen: { type: 'integer' },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
};
/** What JSON Schema of a command says beside the type: these hold for the same field of the API. */
const bounds = ['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'];

/**
 * An input type as JSON Schema (2020-12), in the spelling in which it is sent; the titles of an enumeration are in
 * `x-titles`.
 * @param command JSON Schema of what it becomes: its bounds hold too
 */
export function schemaOfInput(given: GraphQLInputType, language: Language, command: JsonSchema = {}): JsonSchema {
  const type = getNullableType(given);
  const own = Object.fromEntries(bounds.flatMap(key => (key in command ? [[key, command[key]]] : [])));
  if (type instanceof GraphQLList)
    return {
      type: 'array',
      ...own,
      items: schemaOfInput(type.ofType as GraphQLInputType, language, inside(command, 'items')),
    };
  if (type instanceof GraphQLEnumType) {
    const values = type.getValues();
    const titles = values.map(value => [value.name, titlesOf(value)[language]]);
    return { type: 'string', enum: values.map(({ name }) => name), 'x-titles': Object.fromEntries(titles) };
  }
  if (!(type instanceof GraphQLInputObjectType)) return { ...scalars[type.name], ...own };
  const fields = Object.values(type.getFields());
  const required = fields.filter(field => isNonNullType(field.type) && field.defaultValue === undefined);
  const places = inside(command, 'properties');
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map(({ name, description, type: of }) => [
        name,
        { ...schemaOfInput(of, language, inside(places, name)), ...defined({ description: description ?? undefined }) },
      ]),
    ),
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
    ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
    additionalProperties: false,
  };
}

function inside(schema: JsonSchema, key: string): JsonSchema {
  const found = Object.hasOwn(schema, key) ? schema[key] : undefined;
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as JsonSchema) : {};
}
