import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Counts } from '../../bin/verify/tests.ts';
import { environment, root, scratch } from './scratch.ts';

const good = "import { expect, test } from 'vitest'; test('good', () => expect(1).toBe(1));";

/** What the real runner, on real files, is counted as. */
function count(files: Readonly<Record<string, string>>): { readonly counts: Counts; readonly said: string } {
  const program = `import { runTests } from ${JSON.stringify(join(root, 'bin/verify/tests.ts'))}; console.log(JSON.stringify(await runTests(process.argv[1], [])));`;
  const { stdout, stderr } = spawnSync('node', ['--input-type=module', '-e', program, scratch(files)], {
    encoding: 'utf8',
    env: environment,
  });
  const lines = stdout.trim().split('\n');
  try {
    return { counts: JSON.parse(lines.at(-1) ?? '') as Counts, said: lines.slice(0, -1).join('\n') };
  } catch (cause) {
    throw new Error(`no counts came back: ${stdout}${stderr}`, { cause });
  }
}

test('passed, failed and skipped tests are counted, and the output of a failed run is shown', () => {
  const { counts, said } = count({
    'a.test.ts': `${good} test('bad', () => expect(1).toBe(2)); test.skip('later', () => undefined);`,
  });
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
  expect(said).toContain('expected 1 to be 2');
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
  const stray = `${good} test('stray', async () => { void Promise.reject(new Error('stray')); await new Promise((done) => setTimeout(done, 20)); });`;
  expect(count({ 'a.test.ts': stray }).counts).toEqual({ passed: 2, failed: 1, skipped: 0 });
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
