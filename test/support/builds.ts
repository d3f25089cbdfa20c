import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { testBundle } from './bundle.ts';
import { rooms } from './rooms.ts';
import type { TestShell } from './worker.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copied = [...rooms, 'package.json'];

/** A program of a build, as a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  /** All that it said so far. */
  said(): string;
  /** Waits until it says something that fits, and returns it; throws with all that it said when it ends before. */
  says(what: RegExp): Promise<RegExpExecArray>;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** The product's code in a folder of its own, where it can be changed as a developer changes it. */
export interface Checkout {
  change(file: string, edit: (text: string) => string): Promise<void>;
  /** Runs `node <args>` in it, on the database, server and task queue of a test's shell. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Program;
  /** Starts a worker, and waits until it works. Its build id is that of the code as it is now. */
  startWorker(env?: Readonly<Record<string, string>>): Promise<Program & { readonly build: string }>;
  remove(): Promise<void>;
}

/** Copies the code as it is. Its processes work for the shell's task queue. */
export async function checkOut({ database, context }: TestShell): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-build-'));
  for (const room of copied) await cp(join(root, room), join(folder, room), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const running = new Set<Program>();
  const bundle = join(folder, 'workflows.js');
  let isChanged = false;
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: inject('temporalNamespace'),
    METRICS_PORT: '0',
  };
  const makeBundle = async (): Promise<void> => {
    const unchanged = isChanged ? undefined : await testBundle();
    if (unchanged && 'code' in unchanged) await writeFile(bundle, unchanged.code);
    else await checkout.run(['bin/bundle.ts', bundle]).ended;
  };
  const checkout: Checkout = {
    async change(file, edit) {
      const before = await readFile(join(folder, file), 'utf8');
      const after = edit(before);
      if (after === before) throw new Error(`The change of ${file} changes nothing.`);
      await writeFile(join(folder, file), after);
      isChanged = true;
      await rm(bundle, { force: true });
    },
    run(args, more = {}) {
      const program = follow(
        spawn(process.execPath, args, { cwd: folder, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] }),
      );
      running.add(program);
      return program;
    },
    async startWorker(more) {
      if (!existsSync(bundle)) await makeBundle();
      const program = checkout.run(['bin/worker.ts'], { WORKFLOW_BUNDLE: bundle, ...more });
      const [, build = ''] = await program.says(/"build":"(\w+)".*the worker runs/);
      return { ...program, build };
    },
    async remove() {
      await Promise.all([...running].map(each => each.end('SIGKILL')));
      await rm(folder, { recursive: true, force: true });
    },
  };
  await checkout.change('bin/compose/services.ts', text =>
    text.replace("taskQueue = 'cases'", `taskQueue = '${context.taskQueue}'`),
  );
  isChanged = false;
  return checkout;
}

function follow(child: ChildProcess): Program {
  let output = '';
  const heard = new Set<() => void>();
  const hear = (): void => {
    for (const each of heard) each();
  };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      hear();
    });
  const ended = once(child, 'close').then(hear);
  return {
    process: child,
    ended,
    said: () => output,
    says: what =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = what.exec(output);
          if (!found && child.exitCode === null && child.signalCode === null) return;
          heard.delete(look);
          if (found) resolve(found);
          else reject(new Error(`It ended without saying ${what}: ${output}`));
        };
        heard.add(look);
        look();
      }),
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
    },
  };
}
