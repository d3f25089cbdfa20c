import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDirectory } from '../../db/directory/write.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { Office } from '../api/office.ts';
import { blocksOf, root, textOf } from './blocks.ts';

let office: Office;
let folder: string;
beforeAll(async () => {
  office = await Office.open();
  folder = await mkdtemp(join(tmpdir(), 'shixian-calendars-'));
});
afterAll(async () => {
  await office.product.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}
/** The command line in a folder of its own, on the product's database. */
const calendar = (...options: readonly string[]): Promise<Ended> =>
  new Promise(done => {
    const env = { ...process.env, DATABASE_URL: office.product.shell.database.url };
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('bin/shixian.ts', root)), 'calendar', ...options],
      { cwd: folder, env },
      (error, out, err) => {
        done({ code: error ? Number(error.code) : 0, out, error: err });
      },
    );
  });
const lines = (text: string): readonly string[] => text.split('\n').filter(line => line !== '');

test('every example of the calendars document runs in order and prints what is shown', async () => {
  const units = demonstrationDirectory.units.map(unit =>
    unit.id === 'district-government' ? { ...unit, calendar: 'district' } : unit,
  );
  let id = '';
  let out = '';
  let answer: object = {};
  const commands: Ended[] = [];
  const printed: { readonly shown: readonly string[]; readonly found: readonly string[] }[] = [];
  const answers: { readonly shown: object; readonly found: object }[] = [];
  for (const { info, text } of await blocksOf('docs/calendars.md')) {
    if (info.startsWith('json calendar ')) await writeFile(join(folder, info.slice('json calendar '.length)), text);
    else if (info === 'sh') {
      const ended = await calendar(.../^npm run -s shixian -- calendar (.+)\n$/.exec(text)![1]!.split(' '));
      commands.push(ended);
      out = ended.out;
      if (id === '') {
        // What the document says next: a case runs on the district's calendar.
        await writeDirectory(office.product.shell.database.owner, { ...demonstrationDirectory, units });
        ({ id } = await office.receive({ developmentTime: '2027-03-24T10:00:00+08:00' }));
        await office.accept(id);
      }
    } else if (info === 'text')
      printed.push({ shown: lines(text), found: lines(out).filter(line => lines(text).includes(line)) });
    else if (info === 'graphql') {
      const [, as] = /^# ([\w-]+)\n/.exec(text)!;
      answer = await office.ask(
        as === 'nobody' ? undefined : { as: as! },
        text,
        text.includes('$case:') ? { case: id } : {},
      );
    } else if (info === 'json answer') answers.push({ shown: JSON.parse(text) as object, found: answer });
  }
  expect(commands).toEqual(
    Array.from({ length: 3 }, () => ({ code: 0, out: expect.any(String) as string, error: '' })),
  );
  expect(printed).toHaveLength(3);
  for (const { shown, found } of printed) expect(found).toEqual(shown);
  expect(answers).toHaveLength(1);
  for (const { shown, found } of answers) expect(found).toMatchObject(shown);
  const { case: found } = await office.ask<{
    case: {
      timeline: { edges: { node: { type: string; calendar: string | null; recomputed: readonly unknown[] } }[] };
    };
  }>(
    { as: 'administrator' },
    `query T($case: ID!) {
      case(id: $case) { timeline(first: 20) { edges { node { type calendar recomputed { clock } } } } }
    }`,
    { case: id },
  );
  expect(found.timeline.edges.map(edge => edge.node).filter(node => node.type === 'RECOMPUTED')).toMatchObject([
    { calendar: 'district-2', recomputed: [{ clock: 'promise' }, { clock: 'statutory' }, { clock: 'step:licence' }] },
  ]);
}, 60_000);

test('the document names every refusal of a publication', async () => {
  const code = (
    await Promise.all(
      [
        'db/calendars/publications.ts',
        'domain/calendar/versions.ts',
        'domain/calendar/file.ts',
        'domain/calendar/arrangement.ts',
        'domain/calendar/reading.ts',
      ].map(textOf),
    )
  ).join('\n');
  const raised = new Set([...code.matchAll(/new Refused\('(calendar\.\w+)'/g)].map(match => match[1]!));
  raised.delete('calendar.notAmended');
  const named = new Set(
    [...(await textOf('docs/calendars.md')).matchAll(/^\| `(calendar\.\w+)`/gm)].map(match => match[1]!),
  );
  expect([...raised].filter(each => !named.has(each))).toEqual([]);
});

describe('the command', () => {
  test('lists the versions, shows one, and prints it as the file that it was', async () => {
    const { out } = await calendar('list');
    expect(lines(out).map(line => line.slice(0, 26).trim())).toEqual([
      '* cn-2026',
      '* demonstration-2032',
      '* district-2',
      'district-1',
    ]);
    expect((await calendar('show', 'district-2')).out).toContain('2027-03-30  放假  防汛停工');
    const printed = await calendar('show', 'district-2', '--json');
    expect(JSON.parse(printed.out)).toEqual(JSON.parse(await readFile(join(folder, 'district-flood.json'), 'utf8')));
    expect(lines((await calendar('status')).out)).toEqual([
      'district-2: 1 of 1 case, 1 recomputed, 0 closed meanwhile, finished',
      'district-1: 0 of 0 cases, 0 recomputed, 0 closed meanwhile, finished',
    ]);
  });

  test("published again tells how far it is, and takes the State Council's file under a given name", async () => {
    expect(await calendar('publish', 'district-flood.json')).toMatchObject({
      code: 0,
      out: 'district-2 is published already.\ndistrict-2: 1 of 1 case, 1 recomputed, 0 closed meanwhile, finished\n',
    });
    const file = fileURLToPath(new URL('domain/calendar/arrangements/cn.json', root));
    expect(
      await calendar(
        'publish',
        file,
        '--calendar',
        'cn',
        '--version',
        'cn-again',
        '--title',
        '国务院办公厅节假日安排',
        '--yes',
        '--by',
        'p-administrator',
      ),
    ).toMatchObject({ code: 0, out: expect.stringContaining('cn-again: 0 of 0 cases') as string });
  });

  test('ends with 2 for a wrong request or file, with 4 for a refusal, and says what to do', async () => {
    await writeFile(join(folder, 'broken.json'), '{ "calendar": ');
    await writeFile(
      join(folder, 'year.ics'),
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:元旦假期\nDTSTART;VALUE=DATE:20270101\nEND:VEVENT\nEND:VCALENDAR\n',
    );
    await writeFile(
      join(folder, 'year.json'),
      '{ "year": 2027, "papers": ["n"], "days": [{ "name": "元旦", "date": "2027-01-01", "isOffDay": true }] }',
    );
    await writeFile(
      join(folder, 'wrong.json'),
      JSON.stringify({
        calendar: 'x',
        version: 'x-1',
        title: 'x',
        2027: { notices: ['n'], off: { 节: ['2027-02-30'] }, work: ['2027-03-03'] },
      }),
    );
    await writeFile(
      join(folder, 'other.json'),
      JSON.stringify({
        calendar: 'district',
        version: 'district-2',
        title: '另一个',
        on: 'demonstration',
        2027: { notices: ['n'], off: { 节: ['2027-05-04'] }, work: [] },
      }),
    );
    const cases: readonly (readonly [readonly string[], number, string])[] = [
      [['publish', 'year.ics'], 2, 'is an iCalendar file, not a calendar file'],
      [['publish', 'year.json'], 2, 'is a year of holiday-cn, not a calendar file'],
      [['import', 'year.ics', '--into', 'cn', '--version', 'cn-2027'], 4, 'it names no notice'],
      [['import', 'year.json', '--version', 'cn-2027'], 2, 'Found no --into'],
      [['import', 'year.json', '--into', 'mars', '--version', 'cn-2027'], 2, 'Found no calendar mars'],
      [['import', 'nowhere.json', '--into', 'cn', '--version', 'cn-2027'], 2, 'nowhere.json cannot be read: ENOENT'],
      [['import', 'year.json', '--into', 'cn'], 2, "Required option '--version <version>'"],
      [['publish', 'nowhere.json'], 2, 'nowhere.json cannot be read: ENOENT'],
      [['publish', 'broken.json'], 2, 'broken.json is not JSON'],
      [['publish'], 2, "Missing required argument 'file'"],
      [['publish', fileURLToPath(new URL('package.json', root))], 2, 'This is not a calendar file'],
      [
        ['publish', 'wrong.json', '--yes'],
        4,
        '"2027-02-30" of 2027 is not a date that exists; 2027-03-03 is a make-up day but is a working day anyway',
      ],
      [['publish', 'other.json', '--yes'], 4, 'The version district-2 is published with other content'],
      [['publish', 'district.json', '--yes'], 4, 'was superseded'],
      [['publish', 'district.json', '--version', 'district-3'], 2, 'add --yes'],
      [['publish', 'district.json', '--rate', '0'], 2, 'expected 1 to 200'],
      [['publish', 'district.json', '--version', 'district-3', '--by', 'nobody'], 2, 'no person nobody'],
      [['show', 'nowhere-1'], 2, 'there are cn-again, cn-2026'],
      [['remove'], 2, 'Expected list, show, import, publish or status'],
    ];
    const ended = await Promise.all(cases.map(([options]) => calendar(...options)));
    for (const [index, [options, code, message]] of cases.entries())
      expect([options, ended[index]!.code, ended[index]!.error]).toEqual([
        options,
        code,
        expect.stringContaining(message),
      ]);
    expect((await calendar('--help')).out).toContain('calendar publish district.json');
  }, 60_000);
});
