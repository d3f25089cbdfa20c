import { Connection } from '@temporalio/client';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { identify, runs, type Identity } from '../../bin/stack/identity.ts';

/** A process of its own that has started something of bin/stack and holds it until it is killed. */
export interface Elsewhere {
  readonly pid: number;
  /** What it has started, as JSON. */
  readonly started: { readonly url: string };
  /** Kills it as `kill -9` does: it can do nothing more. */
  kill(): Promise<void>;
}

/**
 * Runs `await start…(…)` in another process; `code` sees the modules' exports as `stack`, `postgres` and `progress`.
 */
export async function startElsewhere(code: string): Promise<Elsewhere> {
  const modules = { stack: 'index', postgres: 'postgres', progress: 'progress' };
  const imports = Object.entries(modules).map(
    ([name, file]) => `import * as ${name} from '${new URL(`../../bin/stack/${file}.ts`, import.meta.url).href}';`,
  );
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `${imports.join('')} console.log(JSON.stringify(${code})); setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]: unknown[]) => String(text)),
    once(child, 'exit').then(() => {
      throw new Error('The other process ended before it had started anything.');
    }),
  ]);
  return {
    pid: child.pid ?? -1,
    started: JSON.parse(line) as Elsewhere['started'],
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Server and supervisor as the record file names them. */
export async function recorded(file: string): Promise<{ readonly server: Identity; readonly supervisor: Identity }> {
  return JSON.parse(await readFile(file, 'utf8')) as { server: Identity; supervisor: Identity };
}

/** Kills a process at once, which must run. */
export function killNow(victim: Identity): void {
  if (!runs(victim) || identify(victim.pid) === undefined)
    throw new Error(`Process ${victim.pid} was to be killed, but does not run.`);
  process.kill(victim.pid, 'SIGKILL');
}

/** Progress that keeps what it was told. */
export function listening(): {
  readonly lines: string[];
  readonly progress: {
    stage<T>(name: string, work: (detail: () => void) => Promise<T>): Promise<T>;
    say(line: string): void;
  };
} {
  const lines: string[] = [];
  return {
    lines,
    progress: {
      stage: (_name, work) => work(() => {}),
      say: line => {
        lines.push(line);
      },
    },
  };
}

/** The status of a run, as Temporal numbers it. */
export async function statusOf(address: string, workflowId: string): Promise<unknown> {
  const connection = await Connection.connect({ address });
  try {
    return (
      await connection.workflowService.describeWorkflowExecution({ namespace: 'shixian', execution: { workflowId } })
    ).workflowExecutionInfo?.status;
  } finally {
    await connection.close();
  }
}
