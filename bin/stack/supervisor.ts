import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { gone, identify, runs, signal, type Identity } from './identity.ts';

/** Written for the next start: who the server is, who looks after it, and for whom. */
interface SupervisionRecord {
  readonly server: Identity;
  readonly supervisor: Identity;
  readonly owner: Identity;
}

/** A server to start, or one that already runs. */
type Ward =
  | {
      readonly program: string;
      readonly args: readonly string[];
      readonly log: string;
      readonly env?: NodeJS.ProcessEnv;
      readonly uid?: number;
      readonly gid?: number;
    }
  | Identity;

/** A server process that ends with us, even when we are killed. */
export interface Supervised {
  readonly server: Identity;
  /** Ends the server in its own way; after `patience` milliseconds by force. */
  stop(patience: number): Promise<void>;
}

// `read` ends when the pipe's only other end, ours, is closed: at once, however we end. The supervisor is the server's
// parent, so there is no moment at which the server runs without it.
const script =
  'last=$1 log=$2; shift 2; if [ $# -gt 1 ]; then "$@" >>"$log" 2>&1 & server=$!; else server=$1; fi; echo $server; ' +
  'exec >&-; read -r _; kill -"$last" $server';

/**
 * Starts a server, or takes over a running one, and has a small shell look after it, which sends it `lastSignal` when
 * we are gone.
 * @param record the file that tells the next start about it.
 */
export async function supervise(ward: Ward, record: string, lastSignal: 'INT' | 'KILL'): Promise<Supervised> {
  const started = 'program' in ward;
  const args = started ? [ward.log, ward.program, ...ward.args] : ['/dev/null', String(ward.pid)];
  const supervisor = spawn('/bin/sh', ['-c', script, 'supervisor', lastSignal, ...args], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(started && ward.env && { env: ward.env }),
    ...(started && ward.uid !== undefined && { uid: ward.uid, gid: ward.gid }),
  });
  supervisor.stdin.on('error', () => {});
  const [said] = await Promise.race([
    once(supervisor.stdout, 'data') as Promise<[Buffer]>,
    once(supervisor, 'exit').then((): [] => []),
  ]);
  const itself = identify(supervisor.pid ?? -1);
  const owner = identify(process.pid);
  if (said === undefined || itself === undefined || owner === undefined)
    throw new Error(
      'The shell that stops the servers when this process is killed did not run. It needs /bin/sh, and memory for ' +
        'another process.',
    );
  // A server that could not even start is gone already; whoever waits for it finds its last words in the log.
  const server = identify(Number(said)) ?? { pid: Number(said), started: 'gone' };
  supervisor.unref();
  await writeFile(`${record}.new`, JSON.stringify({ server, supervisor: itself, owner } satisfies SupervisionRecord));
  await rename(`${record}.new`, record);
  return {
    server,
    async stop(patience) {
      signal(server, 'SIGINT');
      if (!(await gone(server, patience))) signal(server, 'SIGKILL');
      await gone(server, 5000);
      // Only now: were we killed while the server still stops, the supervisor would have to finish it.
      signal(itself, 'SIGKILL');
      await rm(record, { force: true });
    },
  };
}

/**
 * The server that an earlier start left running although its supervisor is gone too, or undefined when none runs. A
 * server whose supervisor is about to stop it is waited for.
 * @throws when another running process still owns it.
 */
export async function findLeftover(record: string): Promise<Identity | undefined> {
  let found: SupervisionRecord;
  try {
    found = JSON.parse(await readFile(record, 'utf8')) as SupervisionRecord;
  } catch {
    return undefined;
  }
  if (!runs(found.server)) return undefined;
  if (runs(found.owner)) {
    throw new Error(
      `${record}: process ${found.owner.pid} is using the server of this folder (process ${found.server.pid}). Stop ` +
        'that process first (Ctrl-C where it runs), or use another folder.',
    );
  }
  if (runs(found.supervisor)) await gone(found.server, 15_000);
  return runs(found.server) ? found.server : undefined;
}
