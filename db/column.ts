import type { ColumnType } from 'kysely';

/** A column as PostgreSQL names it, with the TypeScript types it is read and written as. */
export interface Column<T, Written, Null extends boolean, Given extends boolean> {
  readonly type: string;
  readonly nullable: Null;
  /** The database fills it in when nothing is given (a default, an identity or a generated column). */
  readonly given: Given;
  readonly as?: { readonly read: T; readonly written: Written };
}
type Required<T, Written = T> = Column<T, Written, false, false>;

export const text: Required<string> = { type: 'text', nullable: false, given: false };
/** Text of which only some values occur. The database does not check it: the domain's types do. */
export const textOf = <T extends string>(): Required<T> => ({ type: 'text', nullable: false, given: false });
export const texts: Required<string[]> = { type: 'text[]', nullable: false, given: false };
export const integer: Required<number> = { type: 'integer', nullable: false, given: false };
export const bigint: Required<number> = { type: 'bigint', nullable: false, given: false };
export const boolean: Required<boolean> = { type: 'boolean', nullable: false, given: false };
/** Read as integer milliseconds since the epoch, written as ISO text (`iso`). */
export const instant: Required<number, string> = { type: 'timestamp(3) with time zone', nullable: false, given: false };
/** Read as whole days since 1970-01-01, written as `YYYY-MM-DD`. */
export const day: Required<number, string> = { type: 'date', nullable: false, given: false };
/** Read as a value, written as JSON text. Its key order is not kept: never for what is hashed. */
export const json = <T>(): Required<T, string> => ({ type: 'jsonb', nullable: false, given: false });

export const nullable = <T, W, G extends boolean>(column: Column<T, W, false, G>): Column<T, W, true, G> =>
  ({ ...column, nullable: true }) as Column<T, W, true, G>;
export const given = <T, W, N extends boolean>(column: Column<T, W, N, false>): Column<T, W, N, true> =>
  ({ ...column, given: true }) as Column<T, W, N, true>;

type Kysely<C> =
  C extends Column<infer T, infer W, infer N, infer G>
    ? ColumnType<
        N extends true ? T | null : T,
        (N extends true ? W | null : W) | (true extends G | N ? undefined : never),
        N extends true ? W | null : W
      >
    : never;
/** The table as Kysely sees it. */
export type TableOf<Columns> = { [Name in keyof Columns]: Kysely<Columns[Name]> };
