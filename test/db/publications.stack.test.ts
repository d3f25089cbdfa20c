import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { affectedCases } from '../../db/calendars/cases-touched.ts';
import { currentCalendar, readVersion, readVersions, shipCalendar } from '../../db/calendars/calendars.ts';
import { ask } from '../../db/commands/ask.ts';
import { project } from '../../db/log/append.ts';
import { checkedVersions } from '../../db/calendars/publication-checks.ts';
import { reachStragglers } from '../../db/calendars/publication-commands.ts';
import { takeTurn } from '../../db/commands/turns.ts';
import { publishVersion, readPublication } from '../../db/calendars/publications.ts';
import { claimUnanswered, deadLetter } from '../../db/commands/recovery.ts';
import { sendAgain } from '../../db/operations/dead-letters.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import { namedDigestOf } from '../../domain/log/chain.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import type { Actor } from '../../domain/values.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { begin, chain, clock, view } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const actor: Actor = { person: 'p-administrator', role: 'administrator' };
const file = (
  calendar: string,
  n: number,
  off: readonly string[] = [],
  more: Partial<CalendarFile> = {},
): CalendarFile => ({
  calendar,
  version: `${calendar}-${n}`,
  title: '测试日历',
  years: { 2027: { notices: ['通知'], off: off.length > 0 ? { 节: off } : { 元旦: ['2027-01-01'] }, work: [] } },
  ...more,
});
const publish = (what: CalendarFile, key = `key-${what.version}`, rate = 20) =>
  publishVersion(database.db, { file: what, actor, key, rate });
const refusal = (code: string, params?: object) =>
  expect.objectContaining({ code, ...(params && { params: expect.objectContaining(params) as object }) }) as Error;
const commandsOf = (version: string) =>
  database.db.selectFrom('command').selectAll().where('publication', '=', version).orderBy('key').execute();
/** The turn comes again at once instead of in a second. */
const turn = async () => {
  await sql`update publication set taken_until = null`.execute(database.owner);
  return takeTurn(database.db, 'publication');
};
/** What a run does with the command of a publication, written down. */
async function answer(caseId: string, key: string, calendar: string): Promise<void> {
  const entries = await database.db
    .selectFrom('event')
    .select(['seq', 'data as text', 'hash'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
  const command = await database.db
    .selectFrom('command')
    .select('payload')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  const event: CaseEvent = {
    v: 1,
    type: 'recomputed',
    at: parseInstant('2027-03-02T09:00'),
    actor,
    key,
    digest: namedDigestOf(command.payload),
    data: { reason: 'CALENDAR', calendar, clocks: [] },
  };
  await project(database.db, caseId, { entries: chain(caseId, [event], entries), view: view(caseId, { calendar }) });
}
async function finish(version: string): Promise<void> {
  for (const { key, case_id: id, payload } of await commandsOf(version))
    await answer(id, key, (JSON.parse(payload) as { calendar: string }).calendar);
  await reachStragglers(database.db);
}

describe('a publication', () => {
  test('puts the version in force and writes one command for each open case on the calendar', async () => {
    await shipCalendar(database.owner, file('one', 1));
    await shipCalendar(database.owner, file('other', 1));
    for (const id of ['a', 'b', 'c']) await begin(database.db, `one-${id}`, { calendar: 'one-1', closed: id === 'c' });
    await begin(database.db, 'one-d', { calendar: 'other-1' });
    const publication = await publish(file('one', 2, ['2027-05-04']));
    expect(publication).toMatchObject({
      version: 'one-2',
      versions: ['one-2'],
      cases: 2,
      open: 2,
      recomputed: 0,
      actor,
    });
    expect(publication).not.toHaveProperty('finishedAt');
    expect(await currentCalendar(database.db, 'one')).toBe('one-2');
    const commands = await commandsOf('one-2');
    expect(commands.map(each => [each.key, each.case_id, each.payload, each.asked_at, each.actor])).toEqual(
      ['one-a', 'one-b'].map(id => [
        `calendar:one-2:${id}`,
        id,
        '{"calendar":"one-2","type":"recompute"}',
        publication.publishedAt,
        actor,
      ]),
    );
    expect(await claimUnanswered(database.db, { after: 0 }), 'they wait for their own turn').toEqual([]);
  });

  // (T3)
  test('published again is the same publication; with other content, or the id of another, it is refused', async () => {
    expect(await publish(file('one', 2, ['2027-05-04']), 'another')).toMatchObject({ version: 'one-2', open: 2 });
    expect(await commandsOf('one-2')).toHaveLength(2);
    await expect(publish(file('one', 2, ['2027-05-05']))).rejects.toEqual(refusal('calendar.versionExists'));
    await expect(publish(file('other', 1))).rejects.toEqual(refusal('calendar.inForce'));
    await expect(publish(file('one', 3))).rejects.toEqual(refusal('calendar.publishing', { found: 'one-2' }));
    await finish('one-2');
    await expect(publish(file('one', 3), 'key-one-2')).rejects.toEqual(refusal('command.differs'));
  });

  test('ends when every case has answered, and tells what became of them', async () => {
    expect(await readPublication(database.db, 'one-2')).toMatchObject({
      cases: 2,
      recomputed: 2,
      open: 0,
      finishedAt: expect.any(Number) as number,
    });
  });

  test('superseded cannot be published again', async () => {
    await publish(file('one', 4));
    await finish('one-4');
    await expect(publish(file('one', 2, ['2027-05-04']))).rejects.toEqual(refusal('calendar.superseded'));
  });

  test('brings new versions of the calendars that lie on it, and their cases with them', async () => {
    await publish(file('city', 1, ['2027-06-01'], { on: 'other' }));
    await begin(database.db, 'city-case', { calendar: 'city-1' });
    const publication = await publish(file('other', 2, ['2027-06-03']));
    expect(publication.versions).toEqual(['other-2', 'city-1@other-2']);
    expect((await commandsOf('other-2')).map(each => [each.case_id, each.payload])).toEqual([
      ['city-case', '{"calendar":"city-1@other-2","type":"recompute"}'],
      ['one-d', '{"calendar":"other-2","type":"recompute"}'],
    ]);
    const city = await readVersion(database.db, 'city-1@other-2');
    expect(city).toMatchObject({ base: 'other-2', current: true });
    expect(city?.data.overrides.map(each => each.day)).toEqual(['2027-06-03', '2027-06-01']);
    await finish('other-2');
    expect(
      (await readVersions(database.db))
        .filter(each => each.data.id === 'city')
        .map(each => [each.data.version, each.current]),
    ).toEqual([
      ['city-1@other-2', true],
      ['city-1', false],
    ]);
  });

  test('on a calendar that nobody published, or contradicting itself, is refused and leaves nothing', async () => {
    const before = (await readVersions(database.db)).length;
    await expect(publish(file('lost', 1, [], { on: 'nowhere' }))).rejects.toEqual(refusal('calendar.unknownBase'));
    await expect(publish(file('wrong', 1, ['2027-02-30', '2027-05-04', '2027-05-04']))).rejects.toEqual(
      refusal('calendar.contradiction', {
        faults: [
          { code: 'notADate', span: '2027-02-30', year: '2027' },
          { code: 'namedTwice', day: '2027-05-04' },
        ],
      }),
    );
    expect(await readVersions(database.db)).toHaveLength(before);
  });

  test('that takes away a year in which running clocks count is refused with the year', async () => {
    const years = {
      2027: file('x', 1).years['2027']!,
      2028: file('x', 1).years['2027']!,
      2029: file('x', 1).years['2027']!,
    };
    const empty = Object.fromEntries(
      Object.keys(years).map(year => [year, { notices: ['通知'], off: { 元旦: [`${year}-01-01`] }, work: [] }]),
    );
    await shipCalendar(database.owner, file('long', 1, [], { years: empty }));
    await begin(database.db, 'long-case', {
      calendar: 'long-1',
      clocks: [
        clock('promise', {
          calendar: 'long-1',
          anchor: parseInstant('2027-12-20T10:00'),
          due: parseInstant('2028-01-04T17:30'),
        }),
        clock('publicity', { state: 'stopped', due: parseInstant('2029-01-04T17:30') }),
      ],
    });
    const without = (year: number) =>
      file('long', 2, [], {
        years: Object.fromEntries(Object.entries(empty).filter(([each]) => each !== String(year))),
      });
    await expect(publish(without(2028))).rejects.toEqual(refusal('calendar.takesYears', { found: [2028], clocks: 1 }));
    await expect(checkedVersions(database.db, without(2027))).rejects.toEqual(
      refusal('calendar.takesYears', { found: [2027], clocks: 1 }),
    );
    const { due: _, ...suspended } = clock('promise', {
      calendar: 'long-1',
      state: 'paused',
      anchor: parseInstant('2027-12-20T10:00'),
    });
    await begin(database.db, 'suspended-case', { calendar: 'long-1', clocks: [suspended] });
    await expect(
      checkedVersions(database.db, without(2027)),
      'of one that is suspended the years of its anchor',
    ).rejects.toEqual(refusal('calendar.takesYears', { found: [2027], clocks: 2 }));
    expect(await publish(without(2029))).toMatchObject({ cases: 2 });
    await finish('long-2');
  });
});

describe('the turns of a publication', () => {
  test('come once a second for all processes together, each with as many cases as the rate allows', async () => {
    await shipCalendar(database.owner, file('many', 1));
    for (let index = 0; index < 7; index += 1) await begin(database.db, `many-${index}`, { calendar: 'many-1' });
    await publish(file('many', 2), 'many', 3);
    const turns = await Promise.all(Array.from({ length: 8 }, () => takeTurn(database.db, 'publication')));
    expect(turns.map(each => each?.commands.length ?? 0).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 0, 0, 3]);
    expect(await takeTurn(database.db, 'publication')).toBeUndefined();
    const second = await turn();
    expect(second?.commands.map(each => [each.caseId, each.attempt]).toSorted()).toEqual([
      ['many-3', 1],
      ['many-4', 1],
      ['many-5', 1],
    ]);
    expect(
      (await turn())?.commands.map(each => each.caseId),
      'those that were taken are left to whoever took them',
    ).toEqual(['many-6']);
    expect((await turn())?.commands).toEqual([]);
    await sql`update command set taken_at = taken_at - interval '1 minute' where publication = 'many-2'`.execute(
      database.owner,
    );
    expect(
      (await turn())?.commands.map(each => [each.caseId, each.attempt]).toSorted(),
      'who died with them loses them',
    ).toEqual([
      ['many-0', 2],
      ['many-1', 2],
      ['many-2', 2],
    ]);
  });

  test('end when all have answered; a case that was being received meanwhile is reached too', async () => {
    const received = {
      key: 'p-applicant:late',
      actor: { person: 'p-applicant', role: 'applicant' } as const,
      caseId: 'many-late',
      payload: '{"calendar":"many-1"}',
      begins: { procedure: 'p.v1', prefix: 'SX2027-', queryCode: 'q' },
    };
    await ask(database.db, received);
    for (const { key, case_id: id } of await commandsOf('many-2')) await answer(id, key, 'many-2');
    await reachStragglers(database.db);
    expect(await readPublication(database.db, 'many-2'), 'its beginning is not answered yet').not.toHaveProperty(
      'finishedAt',
    );
    await begin(database.db, 'many-late', { calendar: 'many-1' });
    await sql`update command set answer = '{}', answered_at = now() where key = 'p-applicant:late'`.execute(
      database.owner,
    );
    await Promise.all([reachStragglers(database.db), reachStragglers(database.db)]);
    expect(await commandsOf('many-2')).toHaveLength(8);
    await answer('many-late', 'calendar:many-2:many-late', 'many-2');
    await reachStragglers(database.db);
    expect(await readPublication(database.db, 'many-2')).toMatchObject({
      cases: 8,
      recomputed: 8,
      finishedAt: expect.any(Number) as number,
    });
  });

  test('leave out what is given up; sent again it is reached, unless a later version was published', async () => {
    await publish(file('many', 3), 'many-3', 20);
    const commands = (await turn())!.commands;
    const [first, ...rest] = commands;
    for (const each of rest) await answer(each.caseId, each.key, 'many-3');
    await deadLetter(database.db, first!.key, first!.attempt, 'no answer');
    await reachStragglers(database.db);
    expect(await readPublication(database.db, 'many-3')).toMatchObject({
      recomputed: 7,
      failed: 1,
      open: 0,
      finishedAt: expect.any(Number) as number,
    });
    await sendAgain(database.db, first!.key, { by: 'p-administrator', reason: 'the fault is mended' });
    await reachStragglers(database.db);
    expect((await turn())?.commands.map(each => each.key)).toEqual([first!.key]);
    await deadLetter(database.db, first!.key, first!.attempt + 1, 'no answer');
    await reachStragglers(database.db);
    await publish(file('many', 4), 'many-4', 20);
    expect((await commandsOf('many-3')).find(each => each.key === first!.key)?.answer).toMatchObject({
      accepted: false,
      refused: { code: 'calendar.superseded' },
    });
    expect(await commandsOf('many-4'), 'the later version reaches that case too').toHaveLength(8);
    await finish('many-4');
  });
});

test('a preview computes only cases with a clock on a day that differs, the earliest due first', async () => {
  await shipCalendar(database.owner, file('wide', 1));
  const at = (text: string) => parseInstant(`${text}T17:30`);
  const clocks = {
    before: ['2027-03-01', '2027-03-10'],
    touching: ['2027-03-01', '2027-05-04'],
    over: ['2027-05-01', '2027-06-20'],
    after: ['2027-05-07', '2027-06-20'],
    stopped: ['2027-03-01', '2027-05-10'],
  } as const;
  for (const [id, [anchor, due]] of Object.entries(clocks))
    await begin(database.db, `wide-${id}`, {
      calendar: 'wide-1',
      clocks: [
        clock('promise', {
          calendar: 'wide-1',
          anchor: at(anchor),
          due: at(due),
          ...(id === 'stopped' && { state: 'stopped' }),
        }),
      ],
    });
  const { due: _, ...undated } = clock('promise', { calendar: 'wide-1' });
  await begin(database.db, 'wide-undated', { calendar: 'wide-1', clocks: [undated] });
  const found = await affectedCases(database.db, [
    calendarOf(file('wide', 2, ['2027-01-01', '2027-05-04', '2027-05-06'])),
  ]);
  expect(found.cases).toBe(6);
  expect(found.touched.map(each => each.id)).toEqual(['wide-undated', 'wide-touching', 'wide-over']);
  expect(found.touched[0]).toMatchObject({
    calendars: { calendar: 'wide-2' },
    procedure: 'restaurant-opening.v1',
    timeOffset: 0,
  });
});
