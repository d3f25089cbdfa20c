import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A number below `most`, by chance that a seed fixes. */
export type Draw = (most: number) => number;

/** A generator with a seed (mulberry32): the same seed draws the same documents. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return most => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * most);
  };
}

/** What arguments are given, by their names: ids of what there is. */
export type Values = Readonly<Record<string, readonly unknown[]>>;

const pick = <T>(draw: Draw, all: readonly T[]): T => all[draw(all.length)]!;

/** A valid query of some fields of the schema, with arguments that name what there is. */
export function randomQuery(schema: GraphQLSchema, draw: Draw, values: Values): string {
  const fields = Object.values(schema.getQueryType()!.getFields());
  const roots = Array.from({ length: 1 + draw(3) }, () => pick(draw, fields));
  const depth = 3 + draw(6);
  return `{ ${roots.map((field, index) => `r${index}: ${fieldOf(schema, field, draw, values, depth)}`).join(' ')} }`;
}

function fieldOf(
  schema: GraphQLSchema,
  { name, args, type }: GraphQLField<unknown, unknown>,
  draw: Draw,
  values: Values,
  depth: number,
): string {
  const given = args.flatMap(arg => {
    const value = argumentOf(arg, draw, values);
    return value === undefined ? [] : [`${arg.name}: ${value}`];
  });
  const selection = selectionOf(schema, getNamedType(type), draw, values, depth - 1);
  return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${selection}`;
}

function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, draw: Draw, values: Values, depth: number): string {
  if (isLeafType(type)) return '';
  if (isUnionType(type) || isInterfaceType(type)) {
    const possible = schema.getPossibleTypes(type);
    const chosen = [...new Set(Array.from({ length: 3 }, () => pick(draw, possible)))];
    // Fields of one name and other types conflict: each fragment names its own.
    const parts = chosen.map(each => `... on ${each.name} ${objectOf(schema, each, draw, values, depth, each.name)}`);
    return ` { __typename ${parts.join(' ')} }`;
  }
  return isObjectType(type) ? ` ${objectOf(schema, type, draw, values, depth)}` : ' { __typename }';
}

function objectOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  draw: Draw,
  values: Values,
  depth: number,
  alias = '',
): string {
  const fields = Object.values(type.getFields());
  const fitting = depth > 0 ? fields : fields.filter(field => isLeafType(getNamedType(field.type)));
  const chosen = [...new Set(Array.from({ length: 1 + draw(6) }, () => pick(draw, fitting)))].filter(Boolean);
  if (chosen.length === 0) return '{ __typename }';
  const named = chosen.map(field => {
    const text = fieldOf(schema, field, draw, values, depth);
    return alias === '' ? text : `${alias}_${field.name}: ${text}`;
  });
  return `{ ${named.join(' ')} }`;
}

function argumentOf({ name, type, defaultValue }: GraphQLArgument, draw: Draw, values: Values): string | undefined {
  const isNeeded = isNonNullType(type) && defaultValue === undefined;
  if (!isNeeded && draw(3) > 0) return undefined;
  // A page is asked for from one side.
  if (name === 'last' || name === 'before' || name === 'after') return undefined;
  return literalOf(name, type, draw, values);
}

function literalOf(name: string, given: GraphQLInputType, draw: Draw, values: Values): string {
  if (isNonNullType(given)) return literalOf(name, given.ofType as GraphQLInputType, draw, values);
  if (isListType(given)) return `[${literalOf(name, given.ofType as GraphQLInputType, draw, values)}]`;
  if (isEnumType(given)) return pick(draw, given.getValues()).name;
  if (isInputObjectType(given)) {
    const fields = Object.values(given.getFields()).filter(field => isNonNullType(field.type) || draw(4) === 0);
    const chosen = given.isOneOf ? fields.slice(0, 1) : fields;
    return `{ ${chosen.map(field => `${field.name}: ${literalOf(field.name, field.type, draw, values)}`).join(', ')} }`;
  }
  const known = values[name] ?? values[given.toString()] ?? ['x'];
  return JSON.stringify(pick(draw, known));
}
