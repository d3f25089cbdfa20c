import { UnfitForGraphql } from '../form/shape.ts';

/** `inReview`, `window-clerk`, `4+N` → `IN_REVIEW`, `WINDOW_CLERK`, `V4_N`: how GraphQL writes a name. */
export function enumName(value: string): string {
  const words = value
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  return /^\d/.test(words) ? `V${words}` : words;
}

/**
 * The values by their GraphQL names.
 * @throws UnfitForGraphql for a value that has no name, or two that would have the same
 */
export function nameEnumValues<const V extends string>(at: string, values: readonly V[]): ReadonlyMap<string, V> {
  const named = new Map<string, V>();
  for (const value of values) {
    const name = enumName(value);
    const other = named.get(name);
    if (name === '')
      throw new UnfitForGraphql(
        at,
        `found the value "${value}", which has no name in GraphQL; write one of ASCII letters and digits, ` +
          "and its title beside it: choice({ noodles: '面馆' })",
      );
    if (other !== undefined && other !== value)
      throw new UnfitForGraphql(
        at,
        `found "${value}" and "${other}", which would both be called ${name} in GraphQL; use letters and digits ` +
          'that differ',
      );
    named.set(name, value);
  }
  return named;
}
