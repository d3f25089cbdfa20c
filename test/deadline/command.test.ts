import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import arrangements from '../../domain/calendar/arrangements/cn.json' with { type: 'json' };
import rulings from './ruling-vectors.json' with { type: 'json' };
import file from './vectors.json' with { type: 'json' };

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const run = (args: readonly string[], { input = '', zone = 'UTC' } = {}) =>
  spawnSync(process.execPath, [path('../../bin/shixian.ts'), 'deadline', ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, TZ: zone, NODE_NO_WARNINGS: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shixian-deadline-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const inFolder = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('a limit is told with its due date and every day, aligned', () => {
  const { status, stdout, stderr } = run([
    '2026-02-13',
    '20WD',
    '--pause',
    '2026-02-26/2026-03-03',
    '--pause',
    '2026-03-02/2026-03-04',
    '--extend',
    '2',
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n')[0]).toBe('到期  2026-03-30 周一 17:30');
  expect(stdout).toContain('期限：20 个工作日，延期 2 个工作日，共 22 个工作日。');
  expect(stdout).toContain(
    '  2026-02-14 周六                     计入  1 个工作日  累计 1 个工作日   调休上班，按工作日 [1]\n',
  );
  expect(stdout).toContain('  2026-02-27 周五 至 2026-03-04 周三  暂停                                暂停，不计\n');
  expect(stdout).toMatch(/\n {2}\[1\] https:\/\/www\.gov\.cn\/\S+\n$/);
});

test('an applicant has until 24:00, a file may be the calendar, JSON says the same', () => {
  const calendar = inFolder('own.json', JSON.stringify({ '2026': { ...arrangements['2026'], work: [] } }));
  const { stdout } = run(['2026-02-13', '5WD', '--party', 'applicant', '--calendar', calendar, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    due: '2026-03-03T00:00:00+08:00',
    dueOn: '2026-03-02',
    party: 'APPLICANT',
    measure: 'WORKING_DAY',
    total: 5,
    calendar: { version: 'own' },
    lines: expect.arrayContaining([
      expect.objectContaining({ effect: 'OFF', kind: 'HOLIDAY', firstDay: '2026-02-15', lastDay: '2026-02-23' }),
    ]),
  });
  expect(run(['2026-02-13', '1WD', '--calendar', calendar, '--party', 'applicant']).stdout).toContain(
    '到期  2026-02-24 周二 24:00',
  );
});

test('the calendar of a region is a file too, on a shipped one; on another one it is refused', () => {
  const district = {
    calendar: 'district',
    version: 'district-1',
    title: '本区',
    on: 'cn',
    2026: { notices: ['区府办〔2026〕31号'], off: { 区庆: ['2026-06-15'] }, work: [] },
  };
  const { status, stdout } = run([
    '2026-06-12',
    '2WD',
    '--calendar',
    inFolder('district.json', JSON.stringify(district)),
  ]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^到期 {2}2026-06-17 周三 17:30\n/);
  expect(stdout).toContain('区庆放假，不计 [1]');
  expect(stdout).toContain('（版本 district-1）');
  const elsewhere = run([
    '2026-06-12',
    '2WD',
    '--calendar',
    inFolder('elsewhere.json', JSON.stringify({ ...district, on: 'province' })),
  ]);
  expect(elsewhere).toMatchObject({
    status: 4,
    stdout: '',
    stderr: expect.stringContaining('calendar.unknownBase') as string,
  });
});

test('a pause of a fixed date is told to change nothing, and why', () => {
  expect(run(['2026-03-02', '2026-05-05', '--pause', '2026-03-05/2026-03-10']).stdout).toContain(
    '暂停 2026-03-05 09:00 至 2026-03-10 09:00 不影响到期日（固定日期不暂停）',
  );
  expect(run(['2026-03-02', '2WD', '--pause', '2026-03-05/2026-03-10']).stdout).toContain(
    '不影响到期日（到期之后启动）',
  );
  expect(run(['2026-03-02', '2WD', '--pause', '2026-03-03T10:00/2026-03-03T15:00']).stdout).toContain(
    '暂停 2026-03-03 10:00 至 2026-03-03 15:00 不影响到期日（其间没有应计的时间）',
  );
});

test('a long explanation is shortened unless all of it is asked', () => {
  const [short, long] = [run(['2020-03-02', '1000WD']).stdout, run(['2020-03-02', '1000WD', '--all']).stdout];
  expect(short.split('\n').length).toBeLessThan(110);
  expect(/略去 (\d+) 行/.exec(short)?.[1]).toBe(String(long.split('\n').length - short.split('\n').length + 1));
  expect(short).toContain('累计 1000 个工作日');
});

test('a file of vectors is answered in its order, days and instants alike, in any zone of the process', () => {
  const answers = (vectors: readonly { readonly id: string; readonly dueOn?: string; readonly dueAt?: string }[]) =>
    vectors.map(({ id, dueOn, dueAt }) => (dueOn === undefined ? { id, dueAt } : { id, dueOn }));
  for (const zone of ['UTC', 'America/New_York'])
    for (const [name, { vectors }] of [
      ['vectors.json', file],
      ['ruling-vectors.json', rulings],
    ] as const) {
      const { status, stdout, stderr } = run(['--file', path(name)], { zone });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual(answers(vectors));
    }
});

test('fractions of hours, fixed dates, clock hours and remarks are vectors too', () => {
  const vectors = [
    { id: 'a', anchor: '2026-03-04T09:00', limit: { unit: 'WH', n: 1.5 }, note: '一个半小时' },
    { id: 'b', calendar: 'cn', anchor: '2026-03-04', limit: { unit: 'DATE', date: '2026-03-22' }, extension: 3 },
    { id: 3, anchor: '2026-03-04T20:00', limit: { unit: 'NH', n: 4 } },
    { id: 'd', anchor: '2026-03-04', limit: { unit: 'ND', n: 1 }, party: 'applicant', pauses: null },
  ];
  const { status, stdout } = run(['--file', '-'], { input: `\uFEFF${JSON.stringify({ vectors })}` });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual([
    { id: 'a', dueAt: '2026-03-04T10:30' },
    { id: 'b', dueOn: '2026-03-22' },
    { id: 3, dueAt: '2026-03-05T00:00' },
    { id: 'd', dueOn: '2026-03-05' },
  ]);
});

test('what of a file cannot be computed says why in its place, the rest is computed', () => {
  const good = { id: 'good', calendar: 'cn', anchor: '2026-03-02', limit: { unit: 'WD', n: 1 } };
  const bad: readonly (readonly [unknown, string])[] = [
    [{ ...good, anchor: '10000-01-01' }, 'day.invalid'],
    [{ ...good, anchor: '2026-02-30' }, 'day.invalid'],
    [{ ...good, anchor: '2026-03-02T25:00' }, 'instant.invalid'],
    [{ ...good, anchor: 5 }, 'vector.invalid'],
    [{ ...good, limit: { unit: 'WD', n: 0 } }, 'limit.notPositive'],
    [{ ...good, limit: { unit: 'WD', n: -1 } }, 'limit.notPositive'],
    [{ ...good, limit: { unit: 'HALF_DAY', n: 0.5 } }, 'limit.notPositive'],
    [{ ...good, limit: { unit: 'days', n: 1 } }, 'vector.invalid'],
    [{ ...good, limit: 'x' }, 'vector.invalid'],
    [{ ...good, calendar: 'mars' }, 'calendar.unknown'],
    [{ ...good, calendar: path('vectors.json') }, 'calendar.unknown'],
    [{ ...good, limit: { unit: 'WD', n: 7500 } }, 'calendar.unpublished'],
    [{ ...good, anchor: '2045-01-01' }, 'calendar.unpublished'],
    [{ ...good, pauses: [{ from: '2026-03-05', to: '2026-03-03' }] }, 'pause.endsBeforeStart'],
    [
      { ...good, limit: { unit: 'DATE', date: '2026-03-22' }, pauses: [{ from: '2026-03-05', to: '2026-03-03' }] },
      'pause.endsBeforeStart',
    ],
    [{ ...good, pauses: {} }, 'vector.invalid'],
    [{ ...good, pauses: [{ from: '2026-03-05' }] }, 'vector.invalid'],
    [{ ...good, extension: -1 }, 'limit.notPositive'],
    [{ ...good, extension: { unit: 'ND', n: 1 } }, 'extension.unit'],
    [{ ...good, extention: 1 }, 'vector.invalid'],
    [{ ...good, party: 'court' }, 'party.invalid'],
    [7, 'vector.invalid'],
    [null, 'vector.invalid'],
  ];
  const { status, stdout, stderr } = run(['--file', '-'], {
    input: JSON.stringify({ vectors: [good, ...bad.map(([vector]) => vector), good] }),
  });
  const answers = JSON.parse(stdout) as { readonly dueOn?: string; readonly error?: string }[];
  expect(status).toBe(3);
  expect(stderr).toContain(`${bad.length} of ${bad.length + 2}`);
  expect(answers.map(({ dueOn, error }) => dueOn ?? error?.split(':')[0])).toEqual([
    '2026-03-03',
    ...bad.map(([, code]) => code),
    '2026-03-03',
  ]);
});

test.each([
  [['--file', '/does/not/exist'], ''],
  [['--file', '-'], 'not JSON'],
  [['--file', '-'], '[]'],
  [['--file', '-'], '{"vectors": {}}'],
])('a file that cannot be read ends with 2 and prints nothing: %j %j', (args, input) => {
  const { status, stdout, stderr } = run(args, { input });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('cannot be read');
});

test.each([
  [['2026-03-02', '20'], 4, 'limit.invalid'],
  [['2026-03-02', '1WD', '--calendar', path('vectors.json')], 4, 'calendar.unreadable'],
  [['2026-03-02', '5WD', '--pause', '2026-03-05'], 4, 'pause.invalid'],
  [['2026-03-02', '5WD', '--pause', '2026-03-05/'], 4, 'pause.invalid'],
  [['2026-03-02', '5WD', '--pause', '/2026-03-05'], 4, 'pause.invalid'],
  [['2026-03-02', '2026-03-22', '--pause', '2026-03-05/2026-03-03'], 4, 'pause.endsBeforeStart'],
  [['2026-03-02', '2026-03-22', '--extend', '1'], 4, 'extension.unit'],
  [['2026-03-02', '5WD', '--party', 'court'], 4, '民法典 203'],
  [['2026-03-02'], 2, 'expected an anchor and a limit'],
  [['2026-03-02', '5WD', 'x'], 2, 'Too many arguments'],
  [['--what'], 2, "Unknown option '--what'"],
  [['--file', 'x', '--pause', 'y'], 2, '--pause'],
] as const)('%j is refused: %i, %s', (args, code, said) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toContain(said);
});
