import { readdir, readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Interrupted, untilInterrupted } from '../../bin/compose/interruption.ts';
import { silent } from '../../bin/stack/progress.ts';
import { program } from '../support/program.ts';

const root = new URL('../../', import.meta.url);

/** With nothing of ours around it. */
const run = (file: string, ...args: readonly string[]) => program(file, args, { PATH: process.env['PATH'] });

test('whoever asks what writes schema.graphql is told, and it writes nothing', async () => {
  const file = new URL('schema.graphql', root);
  const [text, { mtimeMs }] = [await readFile(file, 'utf8'), await stat(file)];
  expect(await run('bin/shixian.ts', 'schema', '--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('npm run schema'),
  });
  expect(await run('bin/shixian.ts', 'schema', '--hlep')).toMatchObject({
    code: 2,
    err: expect.stringContaining("'--hlep'"),
  });
  expect([await readFile(file, 'utf8'), (await stat(file)).mtimeMs]).toEqual([text, mtimeMs]);
});

test('every program is one of `node bin`, and an older Node is told which one is needed', async () => {
  const files = await readdir(new URL('bin/', root));
  const programs = files.flatMap(file => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
  expect(await run('bin', 'nosuch')).toMatchObject({
    code: 2,
    out: '',
    err: `Found nosuch, expected one of ${programs.toSorted().join(', ')}.\n`,
  });
  expect(await run('bin', 'health', '--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('health address'),
  });
  const older = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "22.17.9" })';
  for (const name of programs)
    expect(await program('bin', [name], {}, `--import ${JSON.stringify(older)}`), name).toEqual({
      code: 2,
      out: '',
      err: 'Found Node 22.17.9, expected 22.18 or newer.\n',
    });
});

test('npm start refuses a port that is none before it starts anything', async () => {
  expect(await run('bin/dev.ts', '--port', 'abc')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('Found abc, expected 0 to 65535.'),
  });
});

test('Ctrl-C while npm start brings things up lets the stage under way end and begins no other', async () => {
  let interrupt = (): void => {};
  const stopped = new Promise<void>(resolve => {
    interrupt = resolve;
  });
  const progress = untilInterrupted(silent, stopped);
  const began: string[] = [];
  const under = progress.stage('one', async () => {
    began.push('one');
    await stopped;
    return 'done';
  });
  interrupt();
  expect(await under).toBe('done');
  await expect(progress.stage('two', () => Promise.resolve(began.push('two')))).rejects.toThrow(Interrupted);
  expect(began).toEqual(['one']);
});
