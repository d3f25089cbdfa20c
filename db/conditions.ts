import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../domain/calendar/day.ts';
import { iso } from './values.ts';

/** `column = any (values)`; one value is compared by `=`, so that an index on it keeps its order. */
export const among = (column: string, values: readonly string[] | undefined): RawBuilder<unknown>[] =>
  values === undefined
    ? []
    : [
        values.length === 1
          ? sql`${sql.raw(column)} = ${values[0]}`
          : sql`${sql.raw(column)} = any(${[...values]}::text[])`,
      ];
export const one = (column: string, value: string | undefined): RawBuilder<unknown>[] =>
  among(column, value === undefined ? undefined : [value]);

/**
 * `column` begins so. Plans are made without values, where `like` finds no index: a range over the index with
 * `text_pattern_ops` does.
 */
export const beginsWith = (column: string, beginning: string): RawBuilder<unknown> =>
  sql`${sql.raw(column)} ~>=~ ${beginning}::text and ${sql.raw(column)} ~<~ ${`${beginning}\u{10ffff}`}::text`;

/** One list of conditions for each value: lists that an index gives in order, to be merged. */
export const branchesOf = (
  column: string,
  values: readonly string[],
  shared: readonly RawBuilder<unknown>[],
): readonly (readonly RawBuilder<unknown>[])[] => [...new Set(values)].map(value => [...shared, ...one(column, value)]);

/** From an instant on, and before another. */
export interface Span {
  readonly from?: Instant | undefined;
  readonly before?: Instant | undefined;
}

export const within = (column: string, { from, before }: Span = {}): readonly RawBuilder<unknown>[] => [
  ...(from === undefined ? [] : [sql`${sql.raw(column)} >= ${iso(from)}::timestamptz`]),
  ...(before === undefined ? [] : [sql`${sql.raw(column)} < ${iso(before)}::timestamptz`]),
];
