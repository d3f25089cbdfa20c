import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Entry } from '../../domain/log/chain.ts';
import { changeOver } from '../../domain/case/case.ts';
import { readCase } from '../../db/cases/cases.ts';
import { ask } from '../../db/commands/ask.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { readLog, verifyChain } from '../../db/log/read.ts';
import { messagesOf } from '../../db/outbox/outbox.ts';
import { project } from '../../db/log/append.ts';
import { dropAsked } from '../support/asked-rows.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { accepted, begin, chain, clock, instrument, logged, start, step, view, asking } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

test('a change writes the rows that it names, removes those that are gone, and leaves the others', async () => {
  const { db } = database;
  const before = view('changed', {
    clocks: [clock('promise'), clock('step:fire', { kind: 'step', step: 'fire' })],
    steps: [step('fire'), step('licence')],
    instruments: [instrument('L1:promise')],
  });
  const { entries } = await begin(db, 'changed', before);
  const written = await rowVersions('changed');
  const after = view('changed', {
    ...before,
    status: 'inReview',
    clocks: [clock('promise', { colour: 'yellow' }), before.clocks[1]!],
    steps: [before.steps[0]!, step('tobacco', { unit: 'tobacco' })],
  });
  const next = chain('changed', [accepted(start + 1)], entries);
  await project(db, 'changed', { entries: next, change: changeOver([before, after]) });
  const record = await readCase(db, 'changed');
  expect(record?.view).toEqual(after);
  expect(record?.units).toEqual(['market-regulation', 'fire-rescue', 'tobacco']);
  const rewritten = await rowVersions('changed');
  const same = [...written].filter(([row, version]) => rewritten.get(row) === version).map(([row]) => row);
  expect(same.toSorted()).toEqual(['clock step:fire', 'instrument L1:promise', 'step fire']);
});

/** The version of each row beside the case: PostgreSQL gives a row that is written another one. */
async function rowVersions(caseId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; version: string }>`
    select 'clock ' || clock as name, xmin::text as version from case_clock where case_id = ${caseId}
    union all select 'step ' || step, xmin::text from case_step where case_id = ${caseId}
    union all select 'instrument ' || instrument, xmin::text from instrument where case_id = ${caseId}`.execute(
    database.owner,
  );
  return new Map(rows.map(({ name, version }) => [name, version]));
}

// (P20)
test('a projection writes log, read model, messages and the answer together', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'whole');
  await ask(db, asking('whole', 'p-officer:1'));
  const next = chain('whole', [accepted(start + 1, 'p-officer:1'), accepted(start + 2)], entries);
  const after = view('whole', {
    status: 'inReview',
    acceptance: 'accepted',
    acceptedAt: start + 1,
    clocks: [clock('promise'), clock('step:fire', { kind: 'step', step: 'fire' })],
    steps: [step('fire')],
    instruments: [instrument('L1:promise')],
    documents: [{ document: 'd1', kind: 'acceptanceNotice', number: 'd-1', at: start }],
    permits: [{ permit: 'food', title: '食品经营许可', state: 'granted', reasons: [] }],
  });
  const done = await project(db, 'whole', { entries: next, view: after });
  expect(done).toEqual({ revision: 3, head: next[1]?.hash, written: 2 });
  const record = await readCase(db, 'whole');
  expect(record?.view).toEqual(after);
  expect(record?.units).toEqual(['market-regulation', 'fire-rescue']);
  expect(await readLog(db, 'whole')).toEqual(logged([...entries, ...next]));
  expect(await verifyChain(db, 'whole')).toEqual({ whole: true, revision: 3, head: next[1]?.hash });
  expect((await readCommand(db, 'p-officer:1'))?.command.answer).toEqual({ accepted: true, seq: 2, revision: 3 });
  expect(await messagesOf(db, 'whole')).toMatchObject([
    { seq: 1, to: 'p-applicant', kind: 'received' },
    { seq: 2, to: 'p-applicant', kind: 'accepted' },
    { seq: 3 },
  ]);
});

test('a later view removes the rows that it no longer has and leaves unchanged ones untouched', async () => {
  const { db, owner } = database;
  const { entries } = await begin(db, 'rows', {
    clocks: [clock('acceptance'), clock('promise')],
    steps: [step('a'), step('b')],
  });
  const xmin = async () =>
    (
      await sql<{
        xmin: string;
      }>`select xmin::text from case_clock where case_id = 'rows' and clock = 'acceptance'`.execute(owner)
    ).rows;
  const before = await xmin();
  await project(db, 'rows', {
    entries: chain('rows', [accepted(start)], entries),
    view: view('rows', { clocks: [clock('acceptance')], steps: [step('b')] }),
  });
  expect((await readCase(db, 'rows'))?.view).toMatchObject({
    clocks: [{ clock: 'acceptance' }],
    steps: [{ step: 'b' }],
  });
  expect(await xmin()).toEqual(before);
});

test('a repeated projection changes nothing but still answers the command', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'again');
  const next = chain('again', [accepted(start, 'p-officer:late')], entries);
  const projection = { entries: next, view: view('again') };
  await ask(db, asking('again', 'p-officer:late'));
  await project(db, 'again', projection);
  await dropAsked(database.owner, 'again');
  await ask(db, asking('again', 'p-officer:late'));
  expect(await project(db, 'again', { ...projection, view: view('again', { status: 'closed' }) })).toMatchObject({
    revision: 2,
    written: 0,
  });
  expect((await readCase(db, 'again'))?.view.status).toBe('received');
  expect(await messagesOf(db, 'again'), 'received, accepted: told once each').toHaveLength(2);
  expect((await readCommand(db, 'p-officer:late'))?.command.answer).toEqual({ accepted: true, seq: 2, revision: 2 });
});

test('a view older than the log overwrites nothing, and its events still count as known', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'older');
  const [second, third] = chain('older', [accepted(start), accepted(start)], entries) as [Entry, Entry];
  await project(db, 'older', { entries: [second, third], view: view('older', { status: 'granted' }) });
  expect(await project(db, 'older', { entries: [second], view: view('older', { status: 'inReview' }) })).toEqual({
    revision: 3,
    head: third.hash,
    written: 0,
  });
  expect((await readCase(db, 'older'))?.view.status).toBe('granted');
});

test('a projection that overlaps the log writes only what is new', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'overlap');
  const next = chain('overlap', [accepted(start), accepted(start + 1)], entries);
  await project(db, 'overlap', { entries: next.slice(0, 1), view: view('overlap') });
  expect(await project(db, 'overlap', { entries: [...entries, ...next], view: view('overlap') })).toMatchObject({
    revision: 3,
    written: 1,
  });
  expect(await readLog(db, 'overlap')).toEqual(logged([...entries, ...next]));
});
