import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refused } from '../../domain/refusal.ts';
import { listCases } from '../../db/cases/list-cases.ts';
import { listOwnCases } from '../../db/cases/list-own-cases.ts';
import { dueSoon, overdue } from '../../db/cases/list-clocks.ts';
import { inbox } from '../../db/cases/list-steps.ts';
import { listInstruments } from '../../db/instruments/list.ts';
import type { Page, PageRequest } from '../../db/page.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { begin, clock, day, instrument, start, step } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

/** All items of a list, page after page, with something happening between the pages. */
async function walk<T>(
  list: (request: PageRequest) => Promise<Page<T>>,
  size: number,
  between: (page: number) => Promise<unknown> = async () => {},
): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let number = 0; ; number += 1) {
    const page = await list({ first: size, after });
    items.push(...page.items.map(each => each.item));
    if (!page.hasNext) return items;
    after = page.items.at(-1)?.cursor;
    await between(number);
  }
}

test('pages lose and repeat nothing while cases come in, though many share one instant', async () => {
  const { db } = database;
  const ids = Array.from({ length: 30 }, (_, index) => `p-${index}`);
  for (const [index, id] of ids.entries()) await begin(db, id, { applicant: 'pages', receivedAt: start + (index % 3) });
  const list = (request: PageRequest) => listOwnCases(db, ['pages'], {}, request);
  const walked = await walk(list, 4, page =>
    begin(db, `new-${page}`, { applicant: 'pages', receivedAt: start + (page % 4) }),
  );
  const found = walked.map(each => each.id);
  expect(new Set(found).size).toBe(found.length);
  expect(found.filter(id => id.startsWith('p-')).toSorted()).toEqual(ids.toSorted());
  expect(walked.map(each => each.receivedAt)).toEqual(walked.map(each => each.receivedAt).toSorted((a, b) => b - a));
});

test('a list can be read backwards and says where it ends', async () => {
  const { db } = database;
  for (let index = 0; index < 7; index += 1)
    await begin(db, `b-${index}`, { applicant: 'back', receivedAt: start + index });
  const list = (request: PageRequest) => listOwnCases(db, ['back'], {}, request);
  const ids = (page: Page<{ id: string }>) => page.items.map(each => each.item.id);
  const end = await list({ last: 3 });
  expect([ids(end), end.hasPrevious, end.hasNext]).toEqual([['b-2', 'b-1', 'b-0'], true, false]);
  const middle = await list({ last: 3, before: end.items[0]?.cursor });
  expect([ids(middle), middle.hasPrevious, middle.hasNext]).toEqual([['b-5', 'b-4', 'b-3'], true, true]);
  expect(ids(await list({ first: 10, after: middle.items[0]?.cursor, before: end.items[2]?.cursor }))).toEqual([
    'b-4',
    'b-3',
    'b-2',
    'b-1',
  ]);
});

test.for<PageRequest>([
  { first: 0 },
  { first: 101 },
  { first: 1.5 },
  { last: -1 },
  { first: 1, last: 1 },
  { after: 'nonsense' },
  { after: '' },
  { after: Buffer.from('["applicants",1,"a"]').toString('base64url') },
  { after: Buffer.from('["cases",1e300,"a"]').toString('base64url') },
  { after: Buffer.from('["cases",9007199254740991,"a"]').toString('base64url') },
])('%o is refused', async request => {
  await expect(listCases(database.db, {}, request)).rejects.toThrow(Refused);
});

test('the inbox shows the open steps of the unit alone, longest waiting first, with their clocks', async () => {
  const { db } = database;
  await begin(db, 'i-1', {
    steps: [
      step('late', { unit: 'u', openedAt: start + 2, colour: 'yellow' }),
      step('done', { unit: 'u', state: 'done', endedAt: start }),
      step('other', { unit: 'w' }),
    ],
    clocks: [clock('step:late', { kind: 'step', unit: 'u', step: 'late', colour: 'yellow' })],
  });
  await begin(db, 'i-2', {
    procedure: 'other.v1',
    steps: [step('early', { unit: 'u', openedAt: start + 1, state: 'claimed', claimedBy: 'me' })],
  });
  const names = async (filter: Parameters<typeof inbox>[2]) =>
    (await inbox(db, 'u', filter, {})).items.map(each => each.item.step.step);
  expect(await names({})).toEqual(['early', 'late']);
  expect([
    await names({ colours: ['yellow'] }),
    await names({ claimedBy: 'me' }),
    await names({ states: ['ready'] }),
    await names({ procedure: 'other.v1' }),
  ]).toEqual([['late'], ['early'], ['late'], ['early']]);
  expect((await inbox(db, 'u', {}, {})).items[1]?.item).toMatchObject({
    case: { id: 'i-1', units: ['market-regulation', 'u', 'w'] },
    clock: { clock: 'step:late' },
  });
});

test('due soon shows running clocks before their breach, overdue those after it', async () => {
  const { db } = database;
  await begin(db, 'd-1', {
    clocks: [
      clock('promise', { unit: 'v', due: start + 3 }),
      clock('statutory', { kind: 'statutory', unit: 'v', due: start + 2 }),
      clock('paused', { unit: 'v', due: start + 1, state: 'paused' }),
      clock('far', { unit: 'v', due: start + day }),
      clock('red', { unit: 'v', due: start, breachedAt: start, colour: 'red' }),
      clock('over', { unit: 'v', state: 'stopped', breachedAt: start, due: start }),
    ],
  });
  const names = (page: Awaited<ReturnType<typeof overdue>>) => page.items.map(each => each.item.clock.clock);
  expect(names(await dueSoon(db, start + day, { unit: 'v' }, {}))).toEqual(['statutory', 'promise']);
  expect(names(await dueSoon(db, start + day, { unit: 'v', kinds: ['promise'] }, {}))).toEqual(['promise']);
  expect(names(await overdue(db, { unit: 'v' }, {}))).toEqual(['red']);
});

test('cases are found by unit, status and colour, and records by authority, level and state', async () => {
  const { db } = database;
  await begin(db, 'c-1', {
    lead: 'x',
    colour: 'red',
    instruments: [
      instrument('L1', { authority: 'x' }),
      instrument('L2', { authority: 'x', level: 'L2', state: 'closed' }),
    ],
  });
  await begin(db, 'c-2', { lead: 'y', steps: [step('s', { unit: 'x' })], status: 'inReview', receivedAt: start + 1 });
  await begin(db, 'c-3', { lead: 'x', colour: 'darkRed', closed: true, receivedAt: start + 2 });
  const ids = async (filter: Parameters<typeof listCases>[1]) =>
    (await listCases(db, { desk: 'x', ...filter }, {})).items.map(each => each.item.id);
  expect([
    await ids({}),
    await ids({ colours: ['red', 'darkRed'] }),
    await ids({ statuses: ['inReview', 'granted'] }),
    await ids({ closed: true }),
  ]).toEqual([['c-3', 'c-2', 'c-1'], ['c-1'], ['c-2'], ['c-3']]);
  const instruments = async (filter: Parameters<typeof listInstruments>[1]) =>
    (await listInstruments(db, { authority: 'x', ...filter }, {})).items.map(each => each.item.instrument.instrument);
  expect([
    await instruments({}),
    await instruments({ open: true }),
    await instruments({ levels: ['L2'] }),
    await instruments({ states: ['served'] }),
    await instruments({ unit: 'nobody' }),
  ]).toEqual([['L2', 'L1'], ['L1'], ['L2'], ['L1'], []]);
});
