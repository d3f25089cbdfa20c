import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Entry } from '../../domain/log/chain.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readLog, verifyChain } from '../../db/log/read.ts';
import { messagesOf } from '../../db/outbox/outbox.ts';
import { ask } from '../../db/commands/ask.ts';
import { beginCase, project } from '../../db/log/append.ts';
import { Fork } from '../../db/log/fork.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { accepted, asking, begin, chain, day, logged, received, start, view } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
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
  for (let index = 0; index < 5; index += 1) await ask(db, asking('race', `p:${index}`));
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
