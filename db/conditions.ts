import { type RawBuilder, sql } from 'kysely';

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
