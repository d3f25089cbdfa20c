import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { currentCalendar, readCalendars, shipCalendar } from '../../db/calendars/calendars.ts';
import { openCases, readCase, readCaseByNumber, readCaseForPublic, readCases } from '../../db/cases/cases.ts';
import { applicantsOf } from '../../db/directory/delegations.ts';
import { isKnown, readDirectory } from '../../db/directory/directory.ts';
import { removePerson, writeDirectory } from '../../db/directory/write.ts';
import { verifyChain } from '../../db/log/read.ts';
import { delivered, messagesOf, undelivered } from '../../db/outbox/outbox.ts';
import { directoryVersion, readUnits, readUnitsAt } from '../../db/directory/units.ts';
import { keepPersonal, readPersonal } from '../../db/commands/personal.ts';
import { erase } from '../../db/erasures/erase.ts';
import { readErasure, reachErasureStragglers } from '../../db/erasures/erasure-commands.ts';
import { project } from '../../db/log/append.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { accepted, begin, chain, day, start, view } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

test('a shipped calendar is registered where it has no version, and takes back nothing published since', async () => {
  const file = (version: string, day: string): CalendarFile => ({
    calendar: 'shipped',
    version,
    title: '测试日历',
    years: { 2027: { notices: ['通知'], off: { 节: [day] }, work: [] } },
  });
  await shipCalendar(database.db, file('shipped.1', '2027-05-03'));
  await Promise.all([
    shipCalendar(database.db, file('shipped.2', '2027-05-04')),
    shipCalendar(database.db, file('shipped.1', '2027-05-03')),
  ]);
  expect(await currentCalendar(database.db, 'shipped')).toBe('shipped.1');
  expect(await readCalendars(database.db, ['shipped.1', 'shipped.2'])).toMatchObject([
    {
      id: 'shipped',
      version: 'shipped.1',
      overrides: [{ day: '2027-05-03', working: false, name: '节', notice: '通知' }],
    },
  ]);
  expect(await currentCalendar(database.db, 'none')).toBeUndefined();
});

test('the directory is read as it was written, again and again, and without those who were removed', async () => {
  const directory: Directory = {
    units: [
      { id: 'a', title: '市场监管局', kind: 'department', calendar: 'own' },
      { id: 'b', title: '窗口', kind: 'window', parent: 'a' },
    ],
    people: [
      { id: 'p1', name: '张三', unit: 'b' },
      { id: 'p2', name: '李四' },
    ],
    holdings: [
      { person: 'p1', unit: 'a', post: 'principal', from: 20_000 },
      { person: 'p2', unit: 'b', post: 'handler', from: 20_000, to: 20_100 },
    ],
    absences: [{ person: 'p1', from: start, to: start + day, deputy: 'p2' }],
  };
  await writeDirectory(database.db, directory);
  await writeDirectory(database.db, directory);
  expect(await readDirectory(database.db)).toEqual(directory);
  expect([await isKnown(database.db, 'p2'), await isKnown(database.db, 'p3')]).toEqual([true, false]);
  await removePerson(database.db, 'p2');
  expect(await isKnown(database.db, 'p2')).toBe(false);
  expect(await readDirectory(database.db)).toMatchObject({ people: [{ id: 'p1' }], holdings: [{ person: 'p1' }] });
});

test('an agent acts for an applicant from the first to the last instant, until it is revoked', async () => {
  const people = ['x', 'y'].map(person => ({ id: person, name: person }));
  const bare = { units: [], people, holdings: [], absences: [] };
  const first = { id: 'd1', agent: 'g', applicant: 'x', from: start, to: start + 10 * day };
  const second = { id: 'd2', agent: 'g', applicant: 'y', from: start };
  await writeDirectory(database.db, { ...bare, delegations: [first, second] });
  const at = (instant: number) => applicantsOf(database.db, 'g', instant);
  expect(await at(start - 1)).toEqual([]);
  expect(await at(start)).toEqual(['x', 'y']);
  expect(await at(start + 10 * day)).toEqual(['y']);
  await writeDirectory(database.db, { ...bare, delegations: [first, { ...second, revokedAt: start + day }] });
  expect([await at(start + day - 1), await at(start + day)]).toEqual([['x', 'y'], ['x']]);
});

test('a number that is there is looked for by the same one statement as one that is not', async () => {
  await begin(database.db, 'public');
  const { queryCode: code } = (await readCaseByNumber(database.db, 'N-public'))!;
  const statements: string[] = [];
  const db = database.db.withPlugin({
    transformQuery({ node }) {
      statements.push(JSON.stringify(node));
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  expect(await readCaseForPublic(db, 'N-public', code)).toMatchObject({ queryCode: code });
  expect(await readCaseForPublic(db, 'N-public', 'wrong')).toBeUndefined();
  expect(await readCaseForPublic(db, 'N-nobody', code)).toBeUndefined();
  const [first, ...others] = statements.map(each => each.replaceAll(/"value":"[^"]*"/g, ''));
  expect(others).toEqual([first, first]);
  expect(first).toContain('sha256');
});

test('personal fields are kept once, erased wherever they are read, and never brought back', async () => {
  const { db, owner } = database;
  await begin(db, 'personal');
  const fields = { reference: 'r1', caseId: 'personal', fields: { name: '王五' }, digest: 'a'.repeat(64) };
  expect(await keepPersonal(db, fields)).toBe(true);
  expect(await keepPersonal(db, fields)).toBe(true);
  expect(await keepPersonal(db, { ...fields, digest: 'b'.repeat(64) })).toBe(false);
  expect(await readPersonal(db, ['r1', 'r2'])).toEqual([fields]);
  // Another case reads them, and a third one reads others.
  await begin(db, 'e-reader');
  await begin(db, 'e-stranger');
  await db.insertInto('personal_use').values({ reference: 'r1', case_id: 'e-reader' }).execute();
  await keepPersonal(db, { ...fields, reference: 'r3', caseId: 'e-stranger' });
  const actor = { person: 'p-administrator', role: 'administrator' } as const;
  const erasing = { subject: { caseId: 'e-reader' }, ground: 'otherLaw', actor, key: 'k1' } as const;
  await expect(erase(db, { ...erasing, isOnlyWhenClosed: true })).rejects.toMatchObject({
    refusal: { code: 'erasure.caseOpen', params: { found: 2 } },
  });
  expect(await readPersonal(db, ['r1'])).toEqual([fields]);
  const id = await erase(db, { ...erasing, isOnlyWhenClosed: false });
  expect(await erase(db, { ...erasing, isOnlyWhenClosed: false }), 'a repeat').toBe(id);
  await expect(erase(db, { ...erasing, ground: 'unlawful', isOnlyWhenClosed: false })).rejects.toMatchObject({
    refusal: { code: 'command.differs' },
  });
  expect((await readPersonal(db, ['r1', 'r3'])).map(each => each.reference)).toEqual(['r3']);
  const commands = await db
    .selectFrom('command')
    .select('case_id')
    .where('erasure', '=', id)
    .orderBy('case_id')
    .execute();
  expect(commands.map(each => each.case_id)).toEqual(['e-reader', 'personal']);
  expect(await keepPersonal(db, fields), 'a late repeat').toBe(true);
  expect(await readPersonal(db, ['r1'])).toEqual([]);
  expect(await verifyChain(db, 'personal')).toMatchObject({ whole: true });
  // A case that is begun with them while they are erased gets its command too, and then the erasure is at its end.
  await owner.insertInto('personal_use').values({ reference: 'r1', case_id: 'e-late' }).execute();
  await begin(db, 'e-late');
  await reachErasureStragglers(db);
  expect(await readErasure(db, id)).toMatchObject({ cases: 3, recorded: 0, caseId: 'e-reader' });
});

test('the tree of units has a version for each writing that changes a unit, and each can be read', async () => {
  const { db } = database;
  const before = await directoryVersion(db);
  const tree = (title: string): Directory => ({
    units: [
      { id: 'v-1', title, kind: 'department', role: 'fire-safety', region: '330106', level: 'district' },
      { id: 'v-2', title: '街道', kind: 'department', parent: 'v-1', level: 'township' },
    ],
    people: [],
    holdings: [],
    absences: [],
  });
  await writeDirectory(db, tree('消防'));
  await writeDirectory(db, tree('消防'));
  expect(await directoryVersion(db)).toBe(before + 1);
  await Promise.all([writeDirectory(db, tree('消防一')), writeDirectory(db, tree('消防二'))]);
  expect(await directoryVersion(db)).toBe(before + 3);
  const at = async (version: number) => (await readUnitsAt(db, version)).filter(each => each.id.startsWith('v-'));
  expect(await at(before)).toEqual([]);
  expect(await at(before + 1)).toEqual(tree('消防').units);
  expect(await at(before + 3)).toEqual((await readUnits(db)).filter(each => each.id.startsWith('v-')));
});

test('a message waits until it is delivered, once', async () => {
  const { entries } = await begin(database.db, 'told');
  await project(database.db, 'told', { entries: chain('told', [accepted(start)], entries), view: view('told') });
  const first = (await undelivered(database.db)).find(each => each.caseId === 'told');
  expect(first).toMatchObject({ to: 'p-applicant', kind: 'received' });
  expect(await delivered(database.db, first?.id ?? 0, start)).toBe(true);
  expect(await delivered(database.db, first?.id ?? 0, start)).toBe(false);
  expect((await undelivered(database.db)).map(each => each.id)).not.toContain(first?.id);
  expect((await messagesOf(database.db, 'told', 'p-applicant'))[0]).toMatchObject({ deliveredAt: start });
});

test('cases are read by id, by number, many at once, and those still open in pages', async () => {
  for (const id of ['r-1', 'r-2', 'r-3']) await begin(database.db, id, { closed: id === 'r-2' });
  expect((await readCases(database.db, ['r-3', 'r-1', 'nowhere'])).map(each => each.view.case).toSorted()).toEqual([
    'r-1',
    'r-3',
  ]);
  expect((await readCaseByNumber(database.db, 'N-r-2'))?.view).toEqual(view('r-2', { closed: true }));
  expect(await readCase(database.db, 'nowhere')).toBeUndefined();
  expect(await openCases(database.db, { after: 'r', limit: 1 })).toEqual(['r-1']);
  expect(await openCases(database.db, { after: 'r-1' })).toEqual(['r-3', 'told']);
});
