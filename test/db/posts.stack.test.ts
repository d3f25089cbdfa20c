import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readWholeDirectory } from '../../db/directory/directory.ts';
import { writeDirectory, removePerson } from '../../db/directory/write.ts';
import { readPersonNow, signOut } from '../../db/directory/posts.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { heldAt } from '../../domain/directory/acting.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { interestsAt } from '../../domain/directory/interests.ts';
import { anyDirectory } from '../directory/any-directory.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const hourMs = 3_600_000;
const now = Date.now();
const today = dayOf(now);
const hour = (n: number): number => now + n * hourMs;
const fire = { unit: 'fire', kind: 'department', post: 'handler' } as const;

const directory: Directory = {
  units: [
    { id: 'fire', title: '消防', kind: 'department' },
    { id: 'window', title: '窗口', kind: 'window' },
  ],
  people: ['a', 'b', 'c', 'd'].map(id => ({ id, name: id })),
  holdings: [
    { person: 'a', unit: 'fire', post: 'handler', from: today - 10 },
    { person: 'a', unit: 'window', post: 'handler', from: today - 10, to: today - 1 },
    { person: 'b', unit: 'window', post: 'handler', from: today + 1 },
    { person: 'c', unit: 'fire', post: 'principal', from: today, to: today },
  ],
  absences: [],
};
const write = (absences: Directory['absences']): Promise<void> =>
  writeDirectory(database.owner, { ...directory, absences });
const heldBy = async (person: string) => (await readPersonNow(database.db, person))?.held;

beforeEach(async () => {
  await write([]);
});

test('posts are those of today: the first and the last day count, the days around them do not', async () => {
  expect(await heldBy('a')).toEqual([fire]);
  expect(await heldBy('b')).toEqual([]);
  expect(await heldBy('c')).toEqual([{ ...fire, post: 'principal' }]);
  expect(await heldBy('nobody')).toBeUndefined();
});

test('who is away has no post, and the deputy has it, until the absence is over', async () => {
  await write([{ person: 'a', from: hour(-1), to: hour(1), deputy: 'b' }]);
  expect(await readPersonNow(database.db, 'a')).toEqual({ held: [], isAway: true });
  expect(await heldBy('b')).toEqual([{ ...fire, standsInFor: 'a' }]);
  await write([{ person: 'a', from: hour(-2), to: hour(-1), deputy: 'b' }]);
  expect([await heldBy('a'), await heldBy('b')]).toEqual([[fire], []]);
  await write([{ person: 'a', from: hour(1), to: hour(2), deputy: 'b' }]);
  expect([await heldBy('a'), await heldBy('b')]).toEqual([[fire], []]);
});

test('a deputy who is away passes the post on, and a ring of deputies ends', async () => {
  await write([
    { person: 'a', from: hour(-1), to: hour(1), deputy: 'b' },
    { person: 'b', from: hour(-1), to: hour(1), deputy: 'd' },
  ]);
  expect([await heldBy('b'), await heldBy('d')]).toEqual([[], [{ ...fire, standsInFor: 'a' }]]);
  await write([
    { person: 'a', from: hour(-1), to: hour(1), deputy: 'b' },
    { person: 'b', from: hour(-1), to: hour(1), deputy: 'a' },
  ]);
  expect([await heldBy('a'), await heldBy('b')]).toEqual([[], []]);
});

test('of overlapping absences each names a deputy, and one that names none takes nothing away from them', async () => {
  await write([
    { person: 'a', from: hour(-2), to: hour(1) },
    { person: 'a', from: hour(-1), to: hour(1), deputy: 'b' },
  ]);
  expect(await heldBy('b')).toEqual([{ ...fire, standsInFor: 'a' }]);
});

test('who was removed has nothing, also for a deputy, and who was signed out has the instant of it', async () => {
  await write([{ person: 'a', from: hour(-1), to: hour(1), deputy: 'b' }]);
  await removePerson(database.db, 'a');
  expect([await heldBy('a'), await heldBy('b')]).toEqual([undefined, []]);
  expect([await signOut(database.db, 'c'), await signOut(database.db, 'nobody')]).toEqual([true, false]);
  expect((await readPersonNow(database.db, 'c'))!.signedOutAt).toBeGreaterThan(now - 60_000);
});

test('the database and the domain say the same of what anybody holds and keeps out of', async () => {
  const other = await createDatabase();
  await fc.assert(
    fc.asyncProperty(anyDirectory(now), async found => {
      await other.owner.deleteFrom('absence').execute();
      await other.owner.deleteFrom('holding').execute();
      await other.owner.deleteFrom('relation').execute();
      await other.owner.deleteFrom('delegation').execute();
      await writeDirectory(other.owner, found);
      // The units and people of the directories before stay; nothing is asked of those.
      const whole = await readWholeDirectory(other.db);
      const sorted = (list: readonly object[]) => list.map(each => canonicalJson(each)).toSorted();
      for (const { id } of whole.people) {
        const { held, interests = [] } = (await readPersonNow(other.db, id))!;
        const at = Date.now();
        expect(sorted(held), id).toEqual(sorted(heldAt(whole, id, at)));
        expect(sorted(interests), id).toEqual(sorted(interestsAt(whole, id, at)));
      }
    }),
    { numRuns: 60 },
  );
  await other.close();
});
