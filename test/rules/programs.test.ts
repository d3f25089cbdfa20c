import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Interrupted, untilInterrupted } from '../../bin/interrupted.ts';
import { silent } from '../../bin/stack/progress.ts';

const root = new URL('../../', import.meta.url);

/** A program of ours as a person calls it, with nothing of theirs around it. */
async function run(file: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, root)), ...args], { env: { PATH: process.env['PATH'], NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

test('whoever asks what writes schema.graphql is told, and it writes nothing', async () => {
  const file = new URL('schema.graphql', root);
  const [text, { mtimeMs }] = [await readFile(file, 'utf8'), await stat(file)];
  expect(await run('bin/schema.ts', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run schema') });
  expect(await run('bin/schema.ts', '--hlep')).toMatchObject({ code: 1, err: expect.stringContaining("'--hlep'") });
  expect([await readFile(file, 'utf8'), (await stat(file)).mtimeMs]).toEqual([text, mtimeMs]);
});

test('npm start refuses a port that is none before it starts anything', async () => {
  expect(await run('bin/dev.ts', '--port', 'abc')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--port: found "abc", expected a port, 0 to 65535.') });
});

test('Ctrl-C while npm start brings things up lets the stage under way end and begins no other', async () => {
  let interrupt = (): void => {};
  const stopped = new Promise<void>(resolve => { interrupt = resolve; });
  const progress = untilInterrupted(silent, stopped);
  const began: string[] = [];
  const under = progress.stage('one', async () => { began.push('one'); await stopped; return 'done'; });
  interrupt();
  expect(await under).toBe('done');
  await expect(progress.stage('two', () => Promise.resolve(began.push('two')))).rejects.toThrow(Interrupted);
  expect(began).toEqual(['one']);
});
