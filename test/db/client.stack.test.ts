import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const read = async (expression: string) =>
  (await sql.raw<{ value: unknown }>(`select ${expression} as value`).execute(database.db)).rows[0]?.value;

test('instants are whole milliseconds, days are days since 1970, bigints are exact numbers', async () => {
  expect(await read(`timestamptz '2027-03-01 09:00:00.5+08'`)).toBe(Date.UTC(2027, 2, 1, 1, 0, 0, 500));
  expect(await read(`timestamptz '9999-12-31 23:59:59.999Z'`)).toBe(253_402_300_799_999);
  expect(await read(`timestamptz '1900-01-01Z'`)).toBe(-2_208_988_800_000);
  expect(await read(`date '2027-03-01'`)).toBe(Date.UTC(2027, 2, 1) / 86_400_000);
  expect(await read(`9007199254740991::bigint`)).toBe(Number.MAX_SAFE_INTEGER);
});

test.for([
  [`timestamptz '2027-03-01 09:00:00.000001Z'`, /expected whole milliseconds/],
  [`timestamptz 'infinity'`, /expected whole milliseconds/],
  [`9007199254740993::bigint`, /holds exactly/],
  [`date 'infinity'`, /expected YYYY-MM-DD/],
] as const)('%s is refused rather than rounded', async ([expression, message]) => {
  await expect(read(expression)).rejects.toThrow(message);
});

test('a query without an answer is given up and its connection is not handed on', async () => {
  const db = connect(database.url, { max: 1, queryTimeout: 1_000 });
  const connection = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]!.pid;
  try {
    const before = await connection();
    await expect(sql`select pg_sleep(${60})`.execute(db)).rejects.toThrow('Query read timeout');
    expect(await connection()).not.toBe(before);
  } finally {
    await db.destroy();
  }
});

test('an idle connection that breaks is told and replaced', async () => {
  const errors: Error[] = [];
  const db = connect(database.url, { max: 1, onIdleError: error => errors.push(error) });
  try {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(database.owner);
    await expect.poll(() => errors.length).toBeGreaterThan(0);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  } finally {
    await db.destroy();
  }
});

test('a statement with parameters is prepared once a connection', async () => {
  const db = connect(database.url, { max: 1 });
  try {
    for (let index = 0; index < 3; index += 1) await sql`select ${index}::int as prepared_once`.execute(db);
    const { rows } =
      await sql`select count(*) as count from pg_prepared_statements where statement like '%prepared_once%'
        and statement not like '%count%'`.execute(db);
    expect(rows).toEqual([{ count: 1 }]);
  } finally {
    await db.destroy();
  }
});
