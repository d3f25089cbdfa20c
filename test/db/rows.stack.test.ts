import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigint, instant, integer, nullable, text } from '../../db/column.ts';
import { rowOf, rowsOf, type Shape } from '../../db/rows.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const statement = sql`select 'a' as name, 1 as count, null::timestamptz(3) as at from generate_series(1, ${2}::int)`;
const shape = { name: text, count: integer, at: nullable(instant) };

test('rows of raw SQL are those of their shape', async () => {
  const row = { name: 'a', count: 1, at: null };
  expect(await rowsOf(database.db, shape, statement)).toEqual([row, row]);
  expect(await rowOf(database.db, shape, statement)).toEqual(row);
  await database.db.transaction().execute(async tx => {
    expect(await rowOf(tx, shape, statement)).toEqual(row);
  });
});

const wrong: Record<string, readonly [Shape, RegExp]> = {
  'a column of another name': [{ title: text, count: integer, at: nullable(instant) }, /gives the columns at, count/],
  'a column too few': [{ ...shape, more: text }, /its shape says at, count, more, name/],
  'a column too many': [{ name: text, count: integer }, /its shape says count, name/],
  'a column of another type': [{ ...shape, count: bigint }, /column count as the type 23; its shape says bigint/],
  'a null': [{ ...shape, at: instant }, /a null in the column at/],
};
test.for(Object.entries(wrong))('rows with %s are refused', async ([, [other, refusal]]) => {
  await expect(rowsOf(database.db, other, statement)).rejects.toThrow(refusal);
});

test('names and types are compared also where no row comes', async () => {
  const none = sql`select 1 as count where ${false}::boolean`;
  expect(await rowsOf(database.db, { count: integer }, none)).toEqual([]);
  await expect(rowsOf(database.db, { count: text }, none)).rejects.toThrow(/its shape says text/);
});
