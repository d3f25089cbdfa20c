import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { exitCodes } from '../../cli/exit-codes.ts';
import { action, run, UsageError } from '../../cli/run.ts';
import { Refused } from '../../domain/refusal.ts';
import { program } from '../support/program.ts';

const shixian = (args: readonly string[], env: Readonly<NodeJS.ProcessEnv> = {}) =>
  program('bin/shixian.ts', args, { PATH: process.env['PATH'], ...env });

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

type Work = () => 'found' | undefined;
const failing =
  (error: unknown): Work =>
  () => {
    throw error;
  };

test.each<readonly [name: string, work: Work, code: number, message: string]>([
  ['what returns nothing is done', () => undefined, exitCodes.done, ''],
  ['what returns found needs attention', () => 'found', exitCodes.found, ''],
  ['what is asked wrongly', failing(new UsageError('Found x, expected y.')), exitCodes.usage, 'Found x, expected y.'],
  [
    'a refusal is told with its code and its basis',
    failing(new Refused('party.invalid', { found: 'x', expected: ['agency'] }, 'civil-code.203')),
    exitCodes.refused,
    'Found "x" as the party; expected agency.\n  party.invalid：民法典 203',
  ],
  ['any other error is a failure', failing(new Error('The disk is full.')), exitCodes.failed, 'The disk is full.'],
  [
    'an error without a message is told by its code',
    failing(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })),
    exitCodes.failed,
    'ECONNREFUSED',
  ],
])('%s', async (_name, work, code, message) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  await run(new Command('try').action(action(work)), []);
  expect([process.exitCode, said.mock.calls.map(([text]) => String(text)).join('\n')]).toEqual([code, message]);
});

test('a program that is asked for nothing says what there is, and ends with the code of wrong usage', async () => {
  expect(await shixian([])).toMatchObject({ code: exitCodes.usage, out: '', err: expect.stringContaining('Usage:') });
  expect(await shixian(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Exit codes:') });
  expect(await shixian(['help', 'repair', 'take'])).toMatchObject({ code: 0, out: expect.stringContaining('--by') });
});

test('a mistyped command or option is told with what was meant and where the help is', async () => {
  expect(await shixian(['adit'])).toMatchObject({
    code: exitCodes.usage,
    err: "Unknown command 'adit'\n(Did you mean audit?)\nSee: npm run -s shixian -- --help\n",
  });
  expect(await shixian(['token', '--ass', 'officer'])).toMatchObject({
    code: exitCodes.usage,
    err: "Unknown option '--ass'\n(Did you mean --as?)\nSee: npm run -s shixian -- token --help\n",
  });
});

test('a setting that does not fit is named, and its secret is not quoted', async () => {
  expect(await shixian(['audit'], { DATABASE_URL: 'foo-secret' })).toEqual({
    code: exitCodes.usage,
    out: '',
    err:
      'The settings do not fit:\n- DATABASE_URL: found a value that is not shown, ' +
      'expected postgres://user:password@host:5432/database.\n',
  });
});

test('a database that does not answer is named without its password, with what to do', async () => {
  const ended = await shixian(['calendar', 'list'], { DATABASE_URL: 'postgres://app:secret-word@127.0.0.1:1/shixian' });
  expect(ended).toMatchObject({ code: exitCodes.failed, out: '' });
  expect(ended.err).toBe(
    'The database 127.0.0.1:1/shixian does not answer (ECONNREFUSED). Start it, or name another in DATABASE_URL.\n',
  );
});

test('a reader that stops after the first line does no harm', async () => {
  const child = spawn(process.execPath, ['bin/shixian.ts', 'deadline', '2020-03-02', '1000WD', '--all'], {
    cwd: new URL('../../', import.meta.url),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('Ctrl-C lets a command that asks for it end in order, and it ends with 130 whatever it returns', async () => {
  const url = (file: string): string => JSON.stringify(new URL(`../../${file}`, import.meta.url).href);
  const source = `
    import { setTimeout as pause } from 'node:timers/promises';
    import { Command } from ${JSON.stringify(import.meta.resolve('commander'))};
    import { action, run } from ${url('cli/run.ts')};
    import { stopSignal } from ${url('cli/interrupt.ts')};
    const work = async () => {
      const signal = stopSignal();
      console.log('begun');
      await pause(60_000, undefined, { signal }).catch(() => {});
      console.log('closed');
      return 'found';
    };
    await run(new Command('try').action(action(work)), []);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (text.includes('begun')) child.kill('SIGINT');
  });
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, out }).toEqual({ code: exitCodes.interrupted, out: 'begun\nclosed\n' });
  expect(err).toBe('\nStopping … Ctrl-C again ends it at once.\n');
});
