import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExplainedDatabase } from '../../bench/reads/explain.ts';
import { findLargest, type Largest } from '../../bench/reads/people.ts';
import { type Read, readsOf } from '../../bench/reads/reads.ts';
import { writeCity } from '../../bin/compose/city/write-city.ts';
import { connect } from '../../db/client.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

/** Enough that a list of all, of the window or of the largest unit passes the bound where no index gives its order. */
const city = { closed: 2_000, open: 1_400, distinct: 40, seed: 1, now: Date.now(), tell: () => {} };
const size = 5;
const bound = 10 * size + 1_000;

let database: TestDatabase;
let explained: ExplainedDatabase | undefined;
let largest: Largest;
beforeAll(async () => {
  database = await createDatabase();
  const patient = connect(database.url, { max: 1, queryTimeout: 300_000 });
  await writeCity(patient, city);
  await sql.raw('vacuum analyze').execute(patient);
  await patient.destroy();
  explained = new ExplainedDatabase(database.url);
  largest = await findLargest(explained.db);
}, 600_000);
afterAll(async () => {
  await explained?.close();
  await database.close();
});

/** The reads that go through more rows than they may, on their first page and on one further on. */
async function beyondBound(reads: readonly Read[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, run] of reads) {
    let after: string | undefined;
    const { rows } = await explained!.read(async db => {
      const page = (await run(db, { first: size })) as Paged;
      after = page.items?.at(-1)?.cursor;
    });
    const next = after === undefined ? { rows: 0 } : await explained!.read(db => run(db, { first: size, after }));
    if (Math.max(rows, next.rows) > bound) found.push(`${name}: ${rows}, then ${next.rows}`);
  }
  return found;
}
interface Paged {
  readonly items?: readonly { readonly cursor: string }[];
}

test('every list, filter and order reads at most ten times its page and a thousand rows', async () => {
  expect(await beyondBound(readsOf(largest, city.now))).toEqual([]);
}, 600_000);

test('a list whose index is gone reads more than it may', async () => {
  await sql`drop index case_desk_due, case_desk_received`.execute(database.owner);
  const lists = readsOf(largest, city.now).filter(([name]) => name === 'all by due: ' || name === 'all by received: ');
  expect(await beyondBound(lists)).toHaveLength(2);
}, 600_000);
