import { getNamedType, isInterfaceType, isLeafType, isObjectType, type GraphQLNamedType } from 'graphql';
import { fieldArguments } from './ways.ts';

export interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** What is asked of an object, marked by `here` so that it is found wherever it lies in the answer. */
export const selection = (type: GraphQLNamedType, fields: readonly string[]): string => {
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${type.name} has no fields.`);
  const known = type.getFields();
  const asked = fields.map(field => {
    const inside = isLeafType(getNamedType(known[field]!.type)) ? '' : '{ __typename }';
    return `f_${field}: ${field}${fieldArguments[`${type.name}.${field}`] ?? ''} ${inside}`;
  });
  return `here: __typename ${asked.join(' ')}`;
};
export const foundIn = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  return [...('here' in value ? [value as Record<string, unknown>] : []), ...Object.values(value).flatMap(foundIn)];
};
export function markOf(objects: readonly Record<string, unknown>[], field: string): string {
  const told = objects
    .map(object => object[`f_${field}`])
    .filter(value => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));
  if (told.length === 0) return '0';
  return told.some(value => typeof value === 'string' && value.includes('**')) ? 'm' : '+';
}
export const refuses = ({ errors }: Answered, coordinate: string): boolean =>
  errors?.some(
    ({ message, extensions }) =>
      message.includes(`“${coordinate}”`) && ['NOT_PERMITTED', 'UNAUTHENTICATED'].includes(extensions.code),
  ) ?? false;
