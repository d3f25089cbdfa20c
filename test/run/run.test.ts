import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment, root, scratch } from '../rules/scratch.ts';
import { closingOf } from './closing.ts';
import { slowest } from './slowest.ts';
import type { Counts } from './tests.ts';

const good = "import { expect, test } from 'vitest'; test('good', () => expect(1).toBe(1));";

type Numbers = Omit<Counts, 'durations'>;

/** What the real runner, on real files, is counted as. */
function count(
  files: Readonly<Record<string, string>>,
  filters: readonly string[] = [],
): { readonly counts: Numbers; readonly titles: readonly string[]; readonly said: string } {
  const program = [
    `import { runTests } from ${JSON.stringify(join(root, 'test/run/tests.ts'))};`,
    `const filters = ${JSON.stringify(filters)};`,
    'console.log(JSON.stringify(await runTests(process.argv[1], { filters })));',
  ].join('\n');
  const { stdout, stderr } = spawnSync('node', ['--input-type=module', '-e', program, scratch(files)], {
    encoding: 'utf8',
    env: environment,
  });
  const lines = stdout.trim().split('\n');
  try {
    const { durations, ...counts } = JSON.parse(lines.at(-1) ?? '') as Counts;
    return { counts, titles: durations.map(({ title }) => title), said: lines.slice(0, -1).join('\n') };
  } catch (cause) {
    throw new Error(`no counts came back: ${stdout}${stderr}`, { cause });
  }
}

test('passed, failed and skipped tests are counted, and the output of a failed run is shown', () => {
  const { counts, titles, said } = count({
    'a.test.ts': `${good} test('bad', () => expect(1).toBe(2)); test.skip('later', () => undefined);`,
  });
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
  expect(said).toContain('expected 1 to be 2');
  expect(titles).toEqual(['good', 'bad']);
});

test('a run without failures counts none and says one line', () => {
  const { counts, said } = count({ 'a.test.ts': good });
  expect(counts).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(said).toMatch(/^✓ tests, [\d.]+ s$/);
});

test('no test at all is a failure', () => {
  expect(count({}).counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('nothing but skipped tests is a failure', () => {
  const { counts, said } = count({
    'a.test.ts': "import { test } from 'vitest'; test.skip('later', () => undefined);",
  });
  expect(counts).toEqual({ passed: 0, failed: 1, skipped: 1 });
  expect(said).toContain('no test ran');
});

test('a test file that cannot be loaded counts as one failure', () => {
  expect(
    count({ 'a.test.ts': good, 'b.test.ts': "throw new Error('broken');", 'c.test.ts': "import './missing.ts';" })
      .counts,
  ).toEqual({ passed: 1, failed: 2, skipped: 0 });
});

test('an error that nobody handled counts as one failure although all tests passed', () => {
  const stray = [
    good,
    "test('stray', async () => {",
    "  void Promise.reject(new Error('stray'));",
    '  await new Promise(done => setTimeout(done, 20));',
    '});',
  ].join('\n');
  expect(count({ 'a.test.ts': stray }).counts).toEqual({ passed: 2, failed: 1, skipped: 0 });
});

test('files that no test matches fail nothing by themselves, because another project may have them', () => {
  expect(count({ 'a.test.ts': good }, ['elsewhere']).counts).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

const none: Counts = { passed: 0, failed: 0, skipped: 0, durations: [] };

test('the last line sums all runs, and each failed check is one failure more', () => {
  const { lines, failed } = closingOf(
    [
      { ...none, passed: 3, failed: 1 },
      { ...none, passed: 4 },
    ],
    2,
    true,
  );
  expect({ lines, failed }).toEqual({ lines: ['7 passed, 3 failed'], failed: 3 });
});

test('a run in which nothing passed or failed is a failure, whatever it skipped', () => {
  expect(closingOf([none, none], 0, false)).toEqual({ lines: ['no test ran', '0 passed, 1 failed'], failed: 1 });
  expect(closingOf([{ ...none, skipped: 2 }], 0, false).failed).toBe(1);
});

test('what was skipped is told, and fails in CI alone', () => {
  const counts = [{ ...none, passed: 5, skipped: 2 }];
  expect(closingOf(counts, 0, false)).toEqual({ lines: ['2 skipped', '5 passed, 0 failed'], failed: 0 });
  expect(closingOf(counts, 0, true).lines.at(-1)).toBe('5 passed, 1 failed');
});

test('the ten slowest tests are told with their files, the slowest first', () => {
  const durations = Array.from({ length: 12 }, (_, n) => ({
    file: `/project/test/${n}.test.ts`,
    title: `does ${n}`,
    milliseconds: n * 1000,
  }));
  const [head, first, ...others] = slowest(durations, '/project').split('\n');
  expect(head).toBe('The slowest of 12 tests, which took 66.0 s together:');
  expect(first).toBe('   11.0 s  test/11.test.ts  does 11');
  expect(others.map(line => line.trim().split(' ')[0])).toEqual([
    '10.0',
    '9.0',
    '8.0',
    '7.0',
    '6.0',
    '5.0',
    '4.0',
    '3.0',
    '2.0',
  ]);
});

test('a promise that nobody waits for is refused by the linter', () => {
  const configuration = readFileSync(join(root, '.oxlintrc.json'), 'utf8');
  const lint = (line: string) =>
    spawnSync('oxlint', ['--type-aware', '--format=unix'], {
      encoding: 'utf8',
      env: environment,
      cwd: scratch({
        '.oxlintrc.json': configuration,
        'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
        'commands/submit.ts': `const later = async () => 1;\n${line}\nexport {};\n`,
      }),
    });
  expect(lint('await later();')).toMatchObject({ status: 0 });
  expect(lint('later();')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('no-floating-promises') as string,
  });
});
