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
export const integers: Required<number[]> = { type: 'integer[]', nullable: false, given: false };
export const float: Required<number> = { type: 'double precision', nullable: false, given: false };
export const boolean: Required<boolean> = { type: 'boolean', nullable: false, given: false };
/** Read as integer milliseconds since the epoch, written as ISO text (`iso`). */
export const instant: Required<number, string> = { type: 'timestamp(3) with time zone', nullable: false, given: false };
/** Read as whole days since 1970-01-01, written as `YYYY-MM-DD`. */
export const day: Required<number, string> = { type: 'date', nullable: false, given: false };
/** Read as a value, written as JSON text. Its key order is not kept: never for what is hashed. */
export const json = <T>(): Required<T, string> => ({ type: 'jsonb', nullable: false, given: false });

export const nullable = <T, W, G extends boolean>(column: Column<T, W, false, G>): Column<T, W, true, G> =>
  ({ ...column, nullable: true }) as Column<T, W, true, G>;
type OrNull<C> = C extends Column<infer T, infer W, boolean, infer G> ? Column<T, W, true, G> : never;
/** The same columns of a row that may not be there, as of an outer join. */
export const orNull = <S extends Readonly<Record<string, AnyColumn>>>(
  shape: S,
): { [Name in keyof S]: OrNull<S[Name]> } =>
  Object.fromEntries(Object.entries(shape).map(([name, column]) => [name, { ...column, nullable: true }])) as {
    [Name in keyof S]: OrNull<S[Name]>;
  };
export const given = <T, W, N extends boolean>(column: Column<T, W, N, false>): Column<T, W, N, true> =>
  ({ ...column, given: true }) as Column<T, W, N, true>;

/** Any column, whatever it holds. */
export type AnyColumn = Column<unknown, unknown, boolean, boolean>;
/** What is read from a column. */
export type ReadType<C> =
  C extends Column<infer T, unknown, infer N, boolean> ? (N extends true ? T | null : T) : never;

/** PostgreSQL's own numbers of the types by which a result gives a column. Texts also come as names. */
const oids: Readonly<Record<string, readonly number[]>> = {
  text: [25, 1043, 19],
  'text[]': [1009, 1003],
  integer: [23],
  'integer[]': [1007],
  bigint: [20],
  'double precision': [701],
  boolean: [16],
  'timestamp(3) with time zone': [1184],
  date: [1082],
  jsonb: [3802],
};
export const oidsOf = (type: string): readonly number[] => oids[type] ?? [];

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

/** Some columns of a table, as the shape of rows that hold no others. */
export const pick = <T extends object, K extends keyof T>(columns: T, ...names: readonly K[]): Pick<T, K> =>
  Object.fromEntries(names.map(name => [name, columns[name]])) as Pick<T, K>;
