import { readFile, stat } from 'node:fs/promises';
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
