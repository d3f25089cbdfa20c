import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEntries, readTimeline, verifyChain } from '../../db/log/read.ts';
import { project } from '../../db/log/append.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { accepted, begin, chain, logged, start, view } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

async function six(caseId: string) {
  const { entries } = await begin(database.db, caseId);
  const next = chain(
    caseId,
    Array.from({ length: 5 }, (_, index) => accepted(start + index)),
    entries,
  );
  await project(database.db, caseId, { entries: next, view: view(caseId) });
  return logged([...entries, ...next]);
}
/** As nobody but a superuser can: with the guard switched off. */
async function tamper(statement: string) {
  await sql
    .raw(`alter table event disable trigger append_only; ${statement}; alter table event enable trigger append_only`)
    .execute(database.owner);
}

test.for([
  'update event set data = data',
  'delete from event',
  'truncate event',
  'alter table event disable trigger append_only',
  'drop trigger append_only on event',
  'delete from "case"',
  'truncate "case" cascade',
  'delete from command',
  'set local role none; delete from event',
  'delete from instrument_number',
])('the application may not: %s', async statement => {
  await six(`kept ${statement.length}`);
  const count = async () =>
    (await sql<{ count: number }>`select count(*) from event`.execute(database.owner)).rows[0]?.count;
  const before = await count();
  await expect(database.db.transaction().execute(tx => sql.raw(statement).execute(tx))).rejects.toThrow(
    /permission denied|must be owner|append-only/,
  );
  expect(await count()).toBe(before);
});

test('the application has no privilege on the log but to read and to append', async () => {
  const { rows } = await sql`
    select string_agg(privilege_type, ' ' order by privilege_type) as privileges
      from information_schema.role_table_grants
    where grantee = 'shixian_app' and table_name = 'event'`.execute(database.owner);
  expect(rows).toEqual([{ privileges: 'INSERT SELECT' }]);
});

test.for(['update event set data = data', 'delete from event', 'truncate event'])(
  'even the owner is stopped from: %s',
  async statement => {
    await expect(sql.raw(statement).execute(database.owner)).rejects.toThrow(/append-only: .* is refused/);
  },
);

test('the log is read in pages and from either end', async () => {
  const all = await six('pages');
  const pages = [
    await readEntries(database.db, 'pages', { limit: 4 }),
    await readEntries(database.db, 'pages', { after: 4, limit: 4 }),
  ];
  expect(pages.flat()).toEqual(all);
  expect((await readTimeline(database.db, 'pages', { limit: 2, newestFirst: true })).map(each => each.seq)).toEqual([
    6, 5,
  ]);
  expect(await readTimeline(database.db, 'pages', { after: 1, before: 4 })).toMatchObject([
    { seq: 2, event: { type: 'accepted' } },
    { seq: 3 },
  ]);
});

test('a changed event, a changed column, a cut tail and a missing middle are found at their place', async () => {
  for (const caseId of ['text', 'column', 'envelope', 'tail', 'middle']) await six(caseId);
  await tamper(`update event set data = replace(data, 'accepted', 'closed') where case_id = 'text' and seq = 4`);
  await tamper(`update event set type = 'closed' where case_id = 'column' and seq = 5`);
  await tamper(`update event set cause = 'other/1/1' where case_id = 'envelope' and seq = 2`);
  await tamper(`delete from event where case_id = 'tail' and seq = 6`);
  await tamper(`delete from event where case_id = 'middle' and seq = 3`);
  const report = (caseId: string) => verifyChain(database.db, caseId);
  expect(await report('text')).toMatchObject({ whole: false, at: 4 });
  expect(await report('column')).toMatchObject({ whole: false, at: 5 });
  expect(await report('envelope')).toMatchObject({ whole: false, at: 2 });
  expect(await report('tail')).toMatchObject({ whole: false, at: 6 });
  expect(await report('middle')).toMatchObject({ whole: false, at: 3 });
  expect(await report('nowhere')).toMatchObject({ whole: false, at: 1 });
});

test('a log moved whole to another case is not whole there', async () => {
  await six('from');
  await sql`insert into "case" select (jsonb_populate_record(c, '{"id":"moved","number":"N-moved"}')).* from "case" c
    where id = 'from'`.execute(database.owner);
  await sql`insert into event select (jsonb_populate_record(e, '{"case_id":"moved"}')).* from event e where case_id =
    'from'`.execute(database.owner);
  expect(await verifyChain(database.db, 'moved')).toMatchObject({ whole: false, at: 1 });
});
