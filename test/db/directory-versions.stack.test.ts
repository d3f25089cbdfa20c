import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { command } from '../../cli/directory/index.ts';
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

/** What `shixian directory` says to these words, as the lines that it prints. */
async function directory(...words: readonly string[]): Promise<string> {
  vi.stubEnv('DATABASE_URL', database.url);
  const lines: string[] = [];
  const printed = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
  try {
    await command.parseAsync([...words, '--yes', '--reason', '改制'], { from: 'user' });
    return lines.join('\n');
  } finally {
    printed.mockRestore();
    vi.unstubAllEnvs();
  }
}

test('units, people, posts, absences, relations and delegations are changed one by one in the terminal', async () => {
  const { db } = database;
  const of = async () => {
    const { units, people, holdings, absences, relations, delegations } = await readWholeDirectory(db);
    const theirs = (each: { readonly person: string }) => each.person === 'p-t';
    return {
      unit: units.find(each => each.id === 'archive')?.title,
      person: people.find(each => each.id === 'p-t')?.name,
      posts: holdings.filter(theirs).map(each => `${each.unit} ${each.post}`),
      absences: absences.filter(theirs).map(each => each.deputy),
      relations: relations.filter(theirs).map(each => `${each.subject} ${each.to === undefined}`),
      delegations: delegations.map(each => `${each.agent} ${each.revokedAt === undefined}`),
    };
  };
  expect(await directory('set-unit', 'archive', '--title', '档案馆', '--kind', 'department')).toMatch(
    /units: 1\n {4}\+ id archive.*\nversion \d+ .* terminal: 改制$/s,
  );
  await directory('set-person', 'p-t', '--name', '唐', '--unit', 'archive');
  await directory('give-post', 'p-t', 'archive', 'handler', '--from', '2026-01-05');
  await directory('enter-absence', 'p-t', '--to', '2099-01-01T00:00', '--deputy', 'p-tobacco-officer');
  await directory('declare-relation', 'p-t', 'p-applicant', 'kin');
  await directory('give-delegation', 'p-applicant', 'p-agent');
  expect(await of()).toEqual({
    unit: '档案馆',
    person: '唐',
    posts: ['archive handler'],
    absences: ['p-tobacco-officer'],
    relations: ['p-applicant true'],
    delegations: ['p-agent true'],
  });
  await directory('end-absence', 'p-t');
  await directory('end-relation', 'p-t', 'p-applicant', 'kin', '--by', 'p-administrator');
  await directory('transfer', 'p-t', 'archive', 'tobacco', 'contact');
  const [delegation] = (await readWholeDirectory(db)).delegations;
  await directory('revoke-delegation', delegation!.id);
  expect(await of()).toMatchObject({
    posts: ['archive handler', 'tobacco contact'],
    relations: ['p-applicant false'],
    delegations: ['p-agent false'],
  });
  await directory('end-post', 'p-t', 'tobacco', 'contact');
  await directory('remove-person', 'p-t');
  expect(await of()).toMatchObject({ posts: [], absences: [], relations: [], person: undefined });
  const [version] = await readDirectoryVersions(db, { subject: 'p-t' });
  expect(version).toMatchObject({ by: 'terminal', reason: '改制' });
});

test('in the terminal what does not fit is refused in words, and nobody named there gains by it', async () => {
  const before = await readWholeDirectory(database.db);
  const absence = ['enter-absence', 'p-tobacco-officer', '--to', '2099-01-01T00:00', '--deputy'];
  for (const [words, why] of [
    [['give-post', 'p-nobody', 'tobacco', 'handler'], /p-nobody/],
    [['end-post', 'p-tobacco-officer', 'tobacco', 'observer'], /Found no post/],
    [[...absence, 'p-administrator', '--by', 'p-administrator'], /makes themselves the deputy/],
    [['revoke-delegation', 'none'], /Found no delegation/],
    [[...absence, 'p-agent'], /p-agent/],
  ] as const)
    await expect(directory(...words), words.join(' ')).rejects.toThrow(why);
  expect(await readWholeDirectory(database.db)).toEqual(before);
});
