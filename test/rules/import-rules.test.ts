import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environment, root, scratch } from './scratch.ts';
import { rows } from './table.ts';

interface Message {
  readonly filename: string;
  readonly code: string;
}

/** One file for each line, so that each is refused on its own account. */
const cases = rows.flatMap(({ room, at, allowed, refused }) => [
  ...allowed.map((source, index) => ({ room, source, file: `${at}/allowed${index}.ts`, rule: undefined })),
  ...refused.map(([source, rule], index) => ({ room, source, file: `${at}/refused${index}.ts`, rule })),
]);

/** The rules that refused each file: all files are linted in one run over a folder laid out like the project. */
const verdicts = new Map<string, string[]>();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shixian-rules-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, source } of cases) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${source}\n`);
  }
  const { stdout, stderr } = spawnSync('oxlint', ['--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  });
  if (!stdout.startsWith('{')) throw new Error(`oxlint gave no report: ${stderr || stdout}`);
  const { diagnostics, number_of_files: linted } = JSON.parse(stdout) as {
    diagnostics: Message[];
    number_of_files: number;
  };
  if (linted !== cases.length) throw new Error(`oxlint looked at ${linted} of ${cases.length} files`);
  for (const { filename, code } of diagnostics)
    verdicts.set(filename, [...(verdicts.get(filename) ?? []), code.replace(/^.*\((.*)\)$/, '$1')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const own = (room: string) => cases.filter(each => each.room === room);

test.each(rows)('$room may say what its row of the table allows', ({ room }) => {
  const wronged = own(room).filter(({ rule, file }) => rule === undefined && verdicts.has(file));
  expect(wronged.map(({ source, file }) => [source, verdicts.get(file)])).toEqual([]);
});

test.each(rows.filter(({ refused }) => refused.length > 0))('$room is refused what its row forbids', ({ room }) => {
  const missed = own(room).filter(({ rule, file }) => rule !== undefined && !verdicts.get(file)?.includes(rule));
  expect(missed.map(({ source, rule }) => [source, rule])).toEqual([]);
});

test('a circle at run time is refused, one of types is not', () => {
  const of = (folder: string, imports: (from: string) => string) => ({
    [`${folder}/one.ts`]: `${imports('./two.ts')}\nexport const it = 1;\nexport type It = 1;\n`,
    [`${folder}/two.ts`]: `${imports('./one.ts')}\nexport const it = 2;\nexport type It = 2;\n`,
  });
  const place = scratch({
    '.oxlintrc.json': readFileSync(join(root, '.oxlintrc.json'), 'utf8'),
    ...of('domain/circle', from => `import { it as other } from '${from}'; export const mine = other;`),
    ...of('domain/types', from => `import type { It as Other } from '${from}'; export type Mine = Other;`),
  });
  const { stdout } = spawnSync('oxlint', ['--format', 'json'], { cwd: place, encoding: 'utf8', env: environment });
  const refused = (JSON.parse(stdout) as { diagnostics: Message[] }).diagnostics.filter(({ code }) =>
    code.includes('no-cycle'),
  );
  expect(refused.map(({ filename }) => filename).toSorted()).toEqual(['domain/circle/one.ts', 'domain/circle/two.ts']);
});
