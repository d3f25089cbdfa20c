import { defined } from '../../domain/defined.ts';
import { nameEnumValues } from './enum-names.ts';
import type { Builder } from './types.ts';

/**
 * The values of an enumeration by their GraphQL names, with their titles.
 * @throws UnfitForGraphql for a value that has no name, or two that would have the same
 */
export function enumValues<const V extends string>(
  type: string,
  values: readonly V[],
  titles: Partial<Record<V, string>> = {},
): Record<string, { value: V; description?: string }> {
  return Object.fromEntries(
    Array.from(nameEnumValues(type, values), ([name, value]) => [
      name,
      { value, ...defined({ description: titles[value] }) },
    ]),
  );
}

/** Defines an enumeration from a list of the domain, with a title for each value. */
export const enumDefiner =
  (builder: Builder) =>
  <const V extends string>(
    name: string,
    description: string,
    values: readonly V[],
    titles: Readonly<Record<V, string>>,
  ) =>
    builder.enumType(name, { description, values: enumValues(name, values, titles) });
export type DefineEnum = ReturnType<typeof enumDefiner>;
