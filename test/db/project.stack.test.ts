import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Entry } from '../../domain/log/chain.ts';
import { changeOver } from '../../domain/case/case.ts';
import { readCase } from '../../db/cases/cases.ts';
import { ask } from '../../db/commands/ask.ts';
import { readCommand, refuse } from '../../db/commands/commands.ts';
import { readLog, verifyChain } from '../../db/log/read.ts';
import { messagesOf } from '../../db/outbox/outbox.ts';
import { answerFromLog, refuseUnlessLogged } from '../../db/log/answers.ts';
import { beginCase, project } from '../../db/log/append.ts';
import { Forged, Fork } from '../../db/log/fork.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import {
  acceptPayload,
  accepted,
  begin,
  chain,
  clock,
  day,
  instrument,
  logged,
  officer,
  received,
  start,
  step,
  view,
} from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const asking = (caseId: string, key: string) => ({ key, actor: officer, payload: acceptPayload, caseId });

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
  await project(db, 'again', projection);
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

const other = 'p-officer:forked';
const forks: Record<string, (caseId: string, entries: Entry[], next: Entry[]) => Entry[]> = {
  'another event where the log has one': (id, entries) =>
    chain(id, [accepted(start + 9, other), accepted(start + 10)], entries),
  'an event that follows another past': (id, entries) =>
    chain(id, [accepted(start + 9), accepted(start + 10, other)], entries).slice(1),
  'a gap': (id, _, next) => chain(id, [accepted(start + 5), accepted(start + 6, other)], next).slice(1),
  'a text that its hash is not of': (id, _, next) =>
    chain(id, [accepted(start + 5, other)], next).map(entry => ({
      ...entry,
      text: entry.text.replace('accepted', 'closed'),
    })),
};

test.for(Object.entries(forks))('%s is a Fork and nothing is written', async ([name, forked]) => {
  const { db } = database;
  const { entries } = await begin(db, name);
  const next = chain(name, [accepted(start)], entries);
  await project(db, name, { entries: next, view: view(name) });
  const wrong = { entries: forked(name, entries, next), view: view(name, { status: 'closed' }) };
  await expect(project(db, name, wrong)).rejects.toThrow(Fork);
  expect(await readLog(db, name)).toEqual(logged([...entries, ...next]));
  expect((await readCase(db, name))?.view.status).toBe('received');
  expect(await messagesOf(db, name)).toHaveLength(2);
});

test('events of a case that does not exist are a Fork', async () => {
  await expect(
    project(database.db, 'nowhere', { entries: chain('nowhere', [received('nowhere')]), view: view('nowhere') }),
  ).rejects.toThrow(Fork);
});

test('ten callers that project the same events at once write them once', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'race');
  const next = chain(
    'race',
    Array.from({ length: 5 }, (_, index) => accepted(start + index, `p:${index}`)),
    entries,
  );
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      project(db, 'race', {
        entries: next.slice(0, 1 + (index % 5)),
        view: view('race', { asOf: start + (index % 5) }),
      }).catch((error: unknown) => error),
    ),
  );
  expect(results.filter(result => result instanceof Error)).toEqual([]);
  expect(results.reduce<number>((sum, result) => sum + (result as { written: number }).written, 0)).toBe(5);
  expect(await verifyChain(db, 'race')).toMatchObject({ whole: true, revision: 6 });
  expect((await readCase(db, 'race'))?.view.asOf).toBe(start + 4);
});

// (P21)
test('of two pasts that race for the same event one is written and the other is a Fork', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'pasts');
  const results = await Promise.allSettled(
    [1, 2].map(each =>
      project(db, 'pasts', { entries: chain('pasts', [accepted(start + each)], entries), view: view('pasts') }),
    ),
  );
  expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await verifyChain(db, 'pasts')).toMatchObject({ whole: true, revision: 2 });
});

test('a case begins once, however many begin it, and another beginning of it is a Fork', async () => {
  const { db } = database;
  for (let round = 0; round < 20; round += 1) {
    const id = `born-${round}`;
    const beginning = { entries: chain(id, [received(id)]), view: view(id), queryCode: 'q' };
    const both = await Promise.all(Array.from({ length: 6 }, () => beginCase(db, id, beginning)));
    expect(both.filter(each => each.written === 1)).toHaveLength(1);
  }
  const entries = chain('born', [received('born')]);
  const all = await Promise.all(
    Array.from({ length: 6 }, () =>
      beginCase(db, 'born', { entries, view: view('born'), queryCode: 'q', timeOffset: day }),
    ),
  );
  expect(all.filter(each => each.written === 1)).toHaveLength(1);
  expect(await readCase(db, 'born')).toMatchObject({ revision: 1, timeOffset: day, queryCode: 'q' });
  await expect(
    beginCase(db, 'born', {
      entries: chain('born', [received('born', undefined, start + 1)]),
      view: view('born'),
      queryCode: 'q',
    }),
  ).rejects.toThrow(Fork);
});

test('a refusal that came too late does not undo the answer', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'refused');
  await ask(db, asking('refused', 'p-officer:r'));
  await project(db, 'refused', {
    entries: chain('refused', [accepted(start, 'p-officer:r')], entries),
    view: view('refused'),
  });
  expect(await refuse(db, 'p-officer:r', 1, { accepted: false, refused: { code: 'x', params: {} } })).toBe(false);
  expect((await readCommand(db, 'p-officer:r'))?.command.answer).toMatchObject({ accepted: true });
});

// (P22)
test('an event whose command was refused is a Fork: whoever was told no was told the truth', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'told no');
  await ask(db, asking('told no', 'p-officer:no'));
  await refuse(db, 'p-officer:no', 1, { accepted: false, refused: { code: 'x', params: {} } });
  const late = {
    entries: chain('told no', [accepted(start, 'p-officer:other'), accepted(start, 'p-officer:no')], entries),
    view: view('told no', { status: 'closed' }),
  };
  await expect(project(db, 'told no', late)).rejects.toThrow(/command was refused/);
  expect(await readLog(db, 'told no')).toEqual(logged(entries));
  expect((await readCase(db, 'told no'))?.view.status).toBe('received');
});

// (P22)
test.for([
  ['another person', { ...officer, person: 'p-other' }, acceptPayload],
  ['another role', { ...officer, role: 'supervisor' }, acceptPayload],
  ['other content', officer, '{"type":"withdraw"}'],
] as const)('an event with the key of a command of %s is not written', async ([name, actor, payload]) => {
  const { db } = database;
  const [id, key] = [`forged by ${name}`, `p-officer:${name}`];
  const { entries } = await begin(db, id);
  await ask(db, { key, actor, payload, caseId: id });
  const next = chain(id, [accepted(start), accepted(start + 1, key)], entries);
  const writing = project(db, id, { entries: next, view: view(id, { status: 'closed' }) });
  await expect(writing).rejects.toThrow(new Forged(id, 3));
  expect(await readLog(db, id)).toEqual(logged(entries));
  expect((await readCase(db, id))?.view.status).toBe('received');
  expect((await readCommand(db, key))?.command.answer).toBeUndefined();
});

// (P22, P23)
test('an event in the log answers no command of another person that was asked anew with its key', async () => {
  const { db } = database;
  const [id, key] = ['asked anew by another', 'p-officer:anew by another'];
  const { entries } = await begin(db, id);
  const projection = { entries: chain(id, [accepted(start, key)], entries), view: view(id) };
  await project(db, id, projection);
  await ask(db, { key, actor: { ...officer, unit: 'tobacco' }, payload: acceptPayload, caseId: id });
  await expect(answerFromLog(db, id, key)).rejects.toThrow(Forged);
  expect(await project(db, id, projection)).toMatchObject({ written: 0 });
  const late = refuseUnlessLogged(db, { caseId: id, key, attempt: 1 }, { code: 'x', params: {} });
  await expect(late).rejects.toThrow(Forged);
  expect((await readCommand(db, key))?.command.answer).toBeUndefined();
});

// (P5)
test('a refusal and an acceptance of the same command that race: one of them holds, never both', async () => {
  const { db } = database;
  for (let round = 0; round < 30; round += 1) {
    const [id, key] = [`both-${round}`, `p-officer:both-${round}`];
    const { entries } = await begin(db, id);
    await ask(db, asking(id, key));
    const [written, refused] = await Promise.all([
      project(db, id, { entries: chain(id, [accepted(start, key)], entries), view: view(id) }).then(
        () => true,
        () => false,
      ),
      refuse(db, key, 1, { accepted: false, refused: { code: 'x', params: {} } }),
    ]);
    expect(written).toBe(!refused);
    expect((await readCommand(db, key))?.command.answer).toMatchObject({ accepted: written });
  }
});

// (P23)
test('an act whose row is newer than its event is answered from the log, also during its writing', async () => {
  const { db } = database;
  for (let round = 0; round < 30; round += 1) {
    const [id, key] = [`anew-${round}`, `p-officer:anew-${round}`];
    const { entries } = await begin(db, id);
    const writing = project(db, id, { entries: chain(id, [accepted(start, key)], entries), view: view(id) });
    const isBefore = round % 2 === 0;
    if (isBefore) await writing;
    await ask(db, asking(id, key));
    const outcome = await refuseUnlessLogged(db, { caseId: id, key, attempt: 1 }, { code: 'x', params: {} });
    const written = await writing.then(
      () => true,
      () => false,
    );
    expect(written).toBe(outcome !== 'refused');
    expect((await readCommand(db, key))?.command.answer).toMatchObject({ accepted: written });
    expect(isBefore && outcome !== 'logged').toBe(false);
  }
});
