import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWholeDirectory } from '../../db/directory/directory.ts';
import { changeDirectory, readDirectoryVersions } from '../../db/directory/versions.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { Holding } from '../../domain/directory/directory.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await writeDirectory(database.owner, demonstrationDirectory);
});
afterAll(async () => {
  await database.close();
});

const act = { by: 'p-administrator', reason: '机构改革' };
const post: Holding = { person: 'p-observer', unit: 'tobacco', post: 'contact', from: 20_600 };

test('every change is a version with who, why and what it did to each record, and names stay out of it', async () => {
  const { db } = database;
  const first = await changeDirectory(db, act, () => [
    { kind: 'person', after: { id: 'p-new', name: '张三丰', unit: 'tobacco' } },
    { kind: 'post', after: { ...post, person: 'p-new' } },
  ]);
  const second = await changeDirectory(db, { ...act, reason: '更正' }, ({ people }) => {
    const before = people.find(each => each.id === 'p-new')!;
    return [{ kind: 'person', before, after: { ...before, name: '张三' } }];
  });
  expect(second.version).toBe(first.version + 1);
  expect(await readDirectoryVersions(db, { subject: 'p-new' })).toEqual([
    {
      ...second,
      reason: '更正',
      changes: [
        {
          kind: 'person',
          subjects: ['p-new'],
          before: { id: 'p-new', unit: 'tobacco' },
          after: { id: 'p-new', unit: 'tobacco' },
        },
      ],
    },
    {
      ...first,
      by: 'p-administrator',
      reason: '机构改革',
      changes: [
        { kind: 'person', subjects: ['p-new'], after: { id: 'p-new', unit: 'tobacco' } },
        { kind: 'post', subjects: ['p-new', 'tobacco'], after: { ...post, person: 'p-new' } },
      ],
    },
  ]);
  const { rows } = await sql`select from directory_change c where c::text like '%张三%'`.execute(db);
  expect(rows).toEqual([]);
  expect((await readWholeDirectory(db)).people).toContainEqual({ id: 'p-new', name: '张三', unit: 'tobacco' });
});

test('the same key is the same change, another content under it is refused, and no change is no version', async () => {
  const { db } = database;
  const once = { ...act, key: 'p-administrator:1', asked: { post } };
  const give = () => changeDirectory(db, once, () => [{ kind: 'post', after: post }]);
  const [one, again] = [await give(), await give()];
  expect(again).toEqual(one);
  await expect(changeDirectory(db, { ...once, asked: {} }, () => [])).rejects.toMatchObject({
    code: 'command.differs',
  });
  await expect(changeDirectory(db, act, () => [])).rejects.toMatchObject({ code: 'directory.same' });
  expect(await readDirectoryVersions(db, { limit: 1 })).toEqual([one]);
});

test('what does not fit changes nothing', async () => {
  const { db } = database;
  const before = await readWholeDirectory(db);
  await expect(
    changeDirectory(db, act, () => [{ kind: 'post', after: { ...post, unit: 'nowhere' } }]),
  ).rejects.toMatchObject({
    code: 'directory.unfit',
    params: { faults: [{ code: 'unknownUnit', at: 'post.unit', found: 'nowhere' }] },
  });
  expect(await readWholeDirectory(db)).toEqual(before);
});

test('of changes at once each stands on the one before it, and what was written is never changed', async () => {
  const { db } = database;
  const { version } = (await readDirectoryVersions(db, { limit: 1 }))[0]!;
  const days = [1, 2, 3, 4, 5];
  await Promise.all(
    days.map(day =>
      changeDirectory(db, act, () => [
        { kind: 'absence', after: { person: 'p-observer', from: day * 86_400_000, to: day * 86_400_000 + 1 } },
      ]),
    ),
  );
  const latest = await readDirectoryVersions(db, { subject: 'p-observer' });
  expect(latest.slice(0, 5).map(each => each.version)).toEqual(days.map(day => version + 6 - day));
  await expect(sql`update directory_version set reason = ''`.execute(database.owner)).rejects.toThrow(/append/);
  await expect(sql`delete from directory_change`.execute(database.owner)).rejects.toThrow(/append/);
});
