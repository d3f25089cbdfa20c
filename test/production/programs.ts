import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { root } from '../docs/blocks.ts';

/** What a program starts with: nothing of a developer's environment but where programs are found. */
const bare = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
const folder = fileURLToPath(root);

export interface Ended {
  readonly code: number | null;
  /** Standard output and error. */
  readonly output: string;
}

/** Runs a command; `ended` when it has ended, by itself or not. */
export function run(command: readonly string[], env: Readonly<Record<string, string>>) {
  const [program = '', ...args] = command;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: folder,
    env: { ...bare, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = once(child, 'close').then(([code]: unknown[]): Ended => ({
    code: code as number | null,
    output: said.join(''),
  }));
  return { child, said, ended };
}

/** Runs a command of the compose file to its end. */
export const runOnce = (command: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> =>
  run(command, env).ended;

/** A program of the compose file that runs on. */
export interface Running {
  /** The line of its log that says that it runs. */
  readonly started: { readonly time: string; readonly port?: number; readonly metricsPort: number };
  /** When it said so, by our clock. */
  readonly startedAt: number;
  readonly ended: Promise<Ended>;
  /** Lines of its log so far. */
  log(): readonly Record<string, unknown>[];
  signal(name: NodeJS.Signals): void;
  /** As the system says it in one letter: T stands still. Undefined: it runs no more. */
  state(): string | undefined;
}

/** Starts a program and waits for the line of its log that says that it runs. */
export async function start(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  message: string,
): Promise<Running> {
  const { child, said, ended } = run(command, env);
  const log = (): Record<string, unknown>[] =>
    said
      .join('')
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as Record<string, unknown>);
  const lines = createInterface(child.stdout);
  const started = await new Promise<Record<string, unknown>>((resolve, reject) => {
    lines.on('line', line => {
      if (line.includes(`"msg":"${message}"`)) resolve(JSON.parse(line) as Record<string, unknown>);
    });
    void ended.then(({ code, output }) => {
      reject(new Error(`${command.join(' ')} ended with ${code} before it ran:\n${output}`));
    });
  });
  return {
    started: started as unknown as Running['started'],
    startedAt: Date.now(),
    ended,
    log,
    signal: name => {
      child.kill(name);
    },
    state: () => stateOf(child.pid ?? -1),
  };
}

const stateOf = (pid: number): string | undefined =>
  spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()[0];
