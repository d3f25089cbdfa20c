import type { RawBuilder } from 'kysely';
import { type AnyColumn, oidsOf, type ReadType } from './column.ts';
import type { Db } from './client.ts';

/** The columns that a statement of raw SQL gives, by the names that it gives them. */
export type Shape = Readonly<Record<string, AnyColumn>>;
export type RowOf<S extends Shape> = { readonly [Name in keyof S]: ReadType<S[Name]> };

/** What PostgreSQL says of a column of a result. */
interface ResultField {
  readonly name: string;
  readonly dataTypeID: number;
}

/** The fields of results, by the list of their rows; undefined while rows are not checked. */
let fieldsOfRows: WeakMap<readonly unknown[], readonly ResultField[]> | undefined;

/** From now on each result of raw SQL is compared with its shape. For tests: it costs time and finds faults of ours. */
export function checkRows(): void {
  fieldsOfRows ??= new WeakMap();
}

interface Result {
  readonly rows?: readonly unknown[];
  readonly fields?: readonly ResultField[];
}

/** The same result; what PostgreSQL says of its fields is remembered, where rows are checked. */
export function notingFields<R>(result: Promise<R>): Promise<R> {
  const noted = fieldsOfRows;
  if (!noted) return result;
  return result.then(found => {
    const { rows, fields } = found as Result;
    if (rows && fields) noted.set(rows, fields);
    return found;
  });
}

/**
 * Runs a statement of raw SQL that gives rows of this shape. TypeScript takes the rows' type from the shape, and the
 * tests compare the shape with what PostgreSQL gives: names, types, and no null where none is expected.
 */
export async function rowsOf<S extends Shape>(
  db: Db,
  shape: S,
  statement: RawBuilder<unknown>,
): Promise<readonly RowOf<S>[]> {
  const { rows } = await statement.execute(db);
  const fields = fieldsOfRows?.get(rows);
  if (fields) assertShape(shape, rows as readonly Record<string, unknown>[], fields);
  return rows as readonly RowOf<S>[];
}

/** The first of `rowsOf`, or undefined. */
export const rowOf = async <S extends Shape>(
  db: Db,
  shape: S,
  statement: RawBuilder<unknown>,
): Promise<RowOf<S> | undefined> => (await rowsOf(db, shape, statement))[0];

function assertShape(shape: Shape, rows: readonly Record<string, unknown>[], fields: readonly ResultField[]): void {
  const names = fields.map(field => field.name);
  const found = names.toSorted().join(', ');
  const expected = Object.keys(shape).toSorted().join(', ');
  if (found !== expected) throw new Error(`Raw SQL gives the columns ${found}; its shape says ${expected}.`);
  for (const { name, dataTypeID } of fields) {
    const { type, nullable } = shape[name]!;
    if (!oidsOf(type).includes(dataTypeID))
      throw new Error(`Raw SQL gives the column ${name} as the type ${dataTypeID}; its shape says ${type}.`);
    if (!nullable && rows.some(row => row[name] === null))
      throw new Error(`Raw SQL gives a null in the column ${name}; its shape says that there is none.`);
  }
}
