import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { long } from '../support/tags.ts';

let folder: URL;
beforeEach(async () => {
  folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'shixian-procedures-'))}/`);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const at = (path: string): string => new URL(`../../${path}`, import.meta.url).href;
const write = (file: string, text: string): Promise<void> => writeFile(new URL(file, folder), text);
/** A licence by one approval; `limits` and `permits` as text. */
const licence = (name: string, limits: string, permits = `{ licence: '许可证' }`): string => `
  import { z } from '${at('node_modules/zod/index.js')}';
  import { approval, procedure, workingDays } from '${at('domain/procedure.ts')}';
  export const it = procedure({
    name: '${name}', version: 1, title: '许可', lead: 'tobacco', form: z.object({}), example: {},
    limits: ${limits}, permits: ${permits},
    steps: { look: approval('审查', { by: 'tobacco', within: workingDays(1) }) },
    *run({ steps, grant }) { yield* steps.look(); return grant('licence'); },
  });`;

test('all files of the folder are told with all that is wrong, also those that would not be found', long, async () => {
  await write('well.v1.ts', licence('well', '{ statutory: workingDays(5) }'));
  await write('data.v1.ts', licence('data', '{ statutory: workingDays(5), promised: workingDays(6) }'));
  await write('other.v1.ts', licence('other', '{ statutory: workingDays(30), promised: workingDays(30) }'));
  await write('walk.v1.ts', licence('walk', '{ statutory: workingDays(5) }', `{ licence: '许可证', never: '从不' }`));
  await write('renamed.v1.ts', licence('named', '{ statutory: workingDays(5) }'));
  await write('throws.v1.ts', `throw new Error('not ready');`);
  await write('unversioned.ts', licence('unversioned', '{ statutory: workingDays(5) }'));
  const told = await loadProcedures(undefined, folder).then(
    () => 'loaded',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  expect(told.split('\n')).toEqual([
    'The procedures cannot be loaded:',
    '- renamed.v1.ts: found the procedure named.v1, expected renamed.v1: file and procedure have the same name and ' +
      'version.',
    '- unversioned.ts: found a file of another name than <name>.v<version>.ts, such as street-stall.v1.ts: it would ' +
      'be no procedure.',
    'The procedure data.v1 breaks a rule:',
    expect.stringMatching(/^- limits.promised: found 6WD, longer than the statutory limit/),
    'throws.v1.ts: Error: not ready',
    'The procedure walk.v1 breaks a rule:',
    '- permits.never: is never granted; grant it, or leave it out',
  ]);
});

test('a procedure loads only beside the one whose cases it opens', async () => {
  const part = licence('part', '{ statutory: workingDays(5) }');
  await write('part.v1.ts', part);
  await write(
    'whole.v1.ts',
    `${licence('whole', '{ statutory: workingDays(5) }')
      .replace(
        "look: approval('审查', { by: 'tobacco', within: workingDays(1) })",
        "look: child(part, { opens: 'received' })",
      )
      .replace('yield* steps.look()', 'yield* steps.look({ form: {} })')
      .replace('import { approval,', "import { it as part } from './part.v1.ts'; import { child,")}`,
  );
  expect([...(await loadProcedures(undefined, folder)).keys()]).toEqual(['part.v1', 'whole.v1']);
  await write('parted.ts', part);
  await write(
    'whole.v1.ts',
    (await readFile(new URL('whole.v1.ts', folder), 'utf8')).replace('./part.v1.ts', './parted.ts'),
  );
  await rm(new URL('part.v1.ts', folder));
  await expect(loadProcedures(undefined, folder)).rejects.toThrow(
    'whole.v1: opens cases of part.v1, which is no file of this folder: nobody could receive them.',
  );
});

test('a procedure shares parts with others, whose files carry their version', long, async () => {
  const base = new URL('parts/', folder);
  await mkdir(base, { recursive: true });
  await writeFile(
    new URL('limits.v1.ts', base),
    `
    import { workingDays } from '${at('domain/procedure.ts')}';
    export const usual = { statutory: workingDays(5) };`,
  );
  await write('shared.v1.ts', `import { usual } from './parts/limits.v1.ts';${licence('shared', 'usual')}`);
  expect([...(await loadProcedures(undefined, folder)).keys()]).toContain('shared.v1');
  await writeFile(new URL('limits.ts', base), '');
  await expect(loadProcedures(undefined, folder)).rejects.toThrow('parts/limits.ts: found a file of another name');
});
