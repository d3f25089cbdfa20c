import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '../../db/client.ts';
import { type FeedEvent, numberCommitted, readFeed } from '../../db/feed/feed.ts';
import { beginWithin, projectWithin } from '../../db/log/append.ts';
import { startDelivery } from '../../delivery/delivery.ts';
import type { Running } from '../../delivery/loop.ts';
import { accepted, begin, chain, received, start, view } from '../db/sample.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ max: 40 });
});
afterAll(async () => {
  await database.close();
});
const lastPosition = async (db: Db): Promise<number> =>
  (await sql<{ last: number }>`select coalesce(max(position), 0) as last from feed`.execute(db)).rows[0]!.last;
const numberAll = async (db: Db): Promise<void> => {
  while ((await numberCommitted(db, 500)) > 0);
};
let before = 0;
beforeEach(async () => {
  await numberAll(database.db);
  before = await lastPosition(database.db);
});

/** Writes a case in one transaction that stays open for a while after its last event. */
const writeSlowly = (db: Db, id: string, openForMs: number): Promise<void> =>
  db.transaction().execute(async tx => {
    const first = chain(id, [received(id)]);
    await beginWithin(tx, id, { entries: first, view: view(id), queryCode: 'q' });
    await projectWithin(tx, id, { entries: chain(id, [accepted(start), accepted(start)], first), view: view(id) });
    await pause(openForMs);
  });

/** Reads by position until it has so many events, as a subscriber does. */
async function follow(db: Db, count: number): Promise<readonly FeedEvent[]> {
  const events: FeedEvent[] = [];
  while (events.length < count) {
    events.push(...(await readFeed(db, events.at(-1)?.position ?? before, 7)));
    await pause(5);
  }
  return events;
}

test('readers by position miss no event, however transactions overlap and relays compete', async () => {
  const { db } = database;
  const cases = Array.from({ length: 60 }, (_, index) => `slow-${index}`);
  const relays: Running[] = [1, 2, 3].map(() => startDelivery({ db, onError: () => {}, relayIntervalMs: 3 }));
  const readers = [1, 2, 3].map(() => follow(db, cases.length * 3));
  const write = async (lane: number): Promise<void> => {
    for (const [index, id] of cases.entries()) if (index % 12 === lane) await writeSlowly(db, id, (index * 37) % 150);
  };
  await Promise.all(Array.from({ length: 12 }, (_, lane) => write(lane)));
  const seen = await Promise.all(readers);
  await Promise.all(relays.map(relay => relay.stop()));
  for (const events of seen) {
    expect(events.map(each => each.position)).toEqual(events.map((_, index) => before + index + 1));
    for (const id of cases) expect(events.filter(each => each.caseId === id).map(each => each.seq)).toEqual([1, 2, 3]);
  }
});

test('an event of an open transaction gets no position, and holds up no later one', async () => {
  const { db } = database;
  const committing = Promise.withResolvers<undefined>();
  const written = Promise.withResolvers<undefined>();
  const open = db.transaction().execute(async tx => {
    await beginWithin(tx, 'open', { entries: chain('open', [received('open')]), view: view('open'), queryCode: 'q' });
    written.resolve(undefined);
    await committing.promise;
  });
  await written.promise;
  await begin(db, 'quick');
  await numberAll(db);
  expect((await readFeed(db, before)).map(each => each.caseId)).toEqual(['quick']);
  committing.resolve(undefined);
  await open;
  await numberAll(db);
  expect((await readFeed(db, before)).map(each => each.caseId)).toEqual(['quick', 'open']);
});

test('a relay finds the lock held while another numbers, and does nothing', async () => {
  const { db } = database;
  await begin(db, 'held');
  await db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(7344, hashtext(''))`.execute(tx);
    expect(await numberCommitted(db, 500)).toBe(0);
  });
  expect(await numberCommitted(db, 500)).toBe(1);
});

test('stopping a relay waits for the batch that it is numbering', async () => {
  const { db } = database;
  const errors: unknown[] = [];
  const relay = startDelivery({ db, onError: error => errors.push(error), relayIntervalMs: 1 });
  for (let index = 0; index < 20; index += 1) await begin(db, `stop-${index}`);
  await relay.stop();
  const last = await lastPosition(db);
  await pause(50);
  expect([await lastPosition(db), errors]).toEqual([last, []]);
});
