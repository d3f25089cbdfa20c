import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodes } from '../../cli/exit-codes.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { program } from '../support/program.ts';
import { long } from '../support/tags.ts';

const check = (...words: readonly string[]) =>
  program('bin/shixian.ts', ['check', ...words], { PATH: process.env['PATH'] });

test('a sound procedure is said to be so, by its name or its version', long, async () => {
  const said = { code: exitCodes.done, out: expect.stringMatching(/✓ restaurant-opening\.v1: nothing is wrong\n$/) };
  expect(await check('restaurant-opening')).toMatchObject(said);
});

test('a unit that the directory lacks is named, with those that it knows', long, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-check-'));
  const file = join(folder, 'directory.json');
  const units = demonstrationDirectory.units.filter(({ id, role }) => id !== 'tobacco' && role !== 'tobacco');
  await writeFile(file, JSON.stringify({ units, people: [], holdings: [] }));
  const { code, out } = await check('restaurant-opening.v1', '--directory', file);
  await rm(folder, { recursive: true });
  expect(code).toBe(exitCodes.found);
  expect(out).toMatch(/✗ .*\n- steps\.tobacco\.by: found "tobacco", which is no unit of the directory/);
  expect(out).toMatch(/The directory knows .*market-regulation/);
});

test('a procedure that is not there is a wrong request', long, async () => {
  expect(await check('no-such-procedure')).toMatchObject({
    code: exitCodes.usage,
    err: 'Found no procedure no-such-procedure in workflows/procedures/.\n',
  });
});
