import { defined } from '../../domain/defined.ts';
import {
  coerceInputValue,
  getNamedType,
  getNullableType,
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/**
 * Finds what does not fit in the variables of an operation, at most `maxFaults` places. Each error names the path and
 * the expected type, never the value: values are people's data, and graphql-js repeats all of them in its errors.
 */
export function faultsOfVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  given: Readonly<Record<string, unknown>>,
  maxFaults: number,
): GraphQLError[] {
  const operation = document.definitions.find(
    each => each.kind === Kind.OPERATION_DEFINITION && (operationName == null || each.name?.value === operationName),
  );
  const faults: GraphQLError[] = [];
  for (const definition of operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    // What is left out is told without a value by the executor, which also knows the defaults.
    if (!isInputType(type) || !Object.hasOwn(given, name)) continue;
    try {
      coerceInputValue(
        given[name],
        type,
        (path, value, error) => {
          faults.push(
            new GraphQLError(
              `Variable "$${name}" does not fit${path.length === 0 ? '' : ` at "${placeOf(name, path)}"`}: ` +
                reasonOf(type, path, value, error),
              { nodes: definition, extensions: ruleOf(error) },
            ),
          );
          if (faults.length >= maxFaults) throw new Enough();
        },
        true,
      );
    } catch (error) {
      if (error instanceof Enough) return faults;
      throw error;
    }
  }
  return faults;
}

/** The rule of the domain by which a date or an instant is none. */
const ruleOf = ({ extensions: { reason, basis } }: GraphQLError): Readonly<Record<string, unknown>> =>
  reason === undefined ? {} : { reason, ...defined({ basis }) };

/** Thrown to end the search: there may be as many faults as the body has room for. */
class Enough extends Error {}

const placeOf = (name: string, path: readonly (string | number)[]): string =>
  path.reduce<string>((place, key) => (typeof key === 'number' ? `${place}[${key}]` : `${place}.${key}`), name);

/**
 * Says why a value does not fit. Of an object's fields graphql-js says it by name; of a value only its kind is said.
 */
function reasonOf(
  root: GraphQLInputType,
  path: readonly (string | number)[],
  value: unknown,
  { message }: GraphQLError,
): string {
  const type = typeAt(root, path);
  const named = getNullableType(type);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null || Array.isArray(value))
    return `found ${kindOf(value)}, expected ${expectedOf(type)}.`;
  return plainField.test(message) ? message : `it has a field that ${named.name} lacks.`;
}

/** Messages with a plain name in them. A name that a caller made up may be anything, and as long as the body. */
const plainField = /^Field "[_A-Za-z][_0-9A-Za-z]{0,59}" |^Exactly one key/;

function expectedOf(type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (isEnumType(named))
    return `${String(type)}, one of ${named
      .getValues()
      .map(value => value.name)
      .join(', ')}`;
  if (named.name === 'Int') return `${String(type)}, a whole number from -2147483648 to 2147483647`;
  return isScalarType(named) && !isSpecifiedScalarType(named) && named.description
    ? `${String(type)}: ${named.description.replace(/\.$/, '')}`
    : String(type);
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  let at: GraphQLInputType = type;
  for (const key of path) {
    at = getNullableType(at);
    if (isListType(at) && typeof key === 'number') at = at.ofType as GraphQLInputType;
    else if (isInputObjectType(at)) at = at.getFields()[key]?.type ?? at;
  }
  return at;
}

const kindOf = (value: unknown): string =>
  value === null || value === undefined
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : typeof value === 'string'
          ? 'a text'
          : `a ${typeof value}`;
