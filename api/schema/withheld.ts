import type { GraphQLResolveInfo } from 'graphql';
import type { ApiError } from '../error/errors.ts';

/** A part of an answer that is null because the caller may not read it, and why. */
export interface Withheld {
  readonly path: readonly (string | number)[];
  readonly error: ApiError;
}

/** Where a field stands in the answer. */
export function pathOf({ path }: Pick<GraphQLResolveInfo, 'path'>): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: typeof path | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
}
