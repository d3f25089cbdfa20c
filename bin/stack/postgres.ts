import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { reachableFolder, serverAccount } from './account.ts';
import { gone, identify, runs, signal, type Identity } from './identity.ts';
import { supervise, findLeftover, type Supervised } from './supervisor.ts';
import { freePorts } from './ports.ts';
import { findPrograms, prepareFolder } from './postgres-folder.ts';
import type { Progress } from './progress.ts';
import { tailLog } from './tail-log.ts';

export interface Postgres {
  /** As the superuser, to the database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** Whether it was running already, left by a start that was killed. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/** The product's own database. */
export const product = 'shixian';

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000, query_timeout: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

/** The postmaster that its own pid file names and that works in this folder; and the port that it listens on. */
async function postmasterOf(data: string): Promise<{ readonly server: Identity; readonly port: number } | undefined> {
  const [pid, folder, , port] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const server = identify(Number(pid) || -1);
  if (server === undefined || folder !== data) return undefined;
  // After a restart of the machine the number may be a stranger's, even another PostgreSQL's.
  const command = spawnSync('ps', ['-o', 'args=', '-p', String(server.pid)], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(data) ? { server, port: Number(port) } : undefined;
}

const addressOf = (password: string, port: number, database: string): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;

/**
 * The product's database on the PostgreSQL that another process runs in this folder; undefined when none runs there.
 */
export async function runningPostgres(dataFolder: string): Promise<string | undefined> {
  const folder = reachableFolder(serverAccount(), resolve(dataFolder));
  const found = await postmasterOf(join(folder, 'data'));
  return found && addressOf(await readFile(join(folder, 'password'), 'utf8'), found.port, product);
}

/**
 * Starts PostgreSQL on 127.0.0.1, its data in `dataFolder` (as root: where its account reaches them, which is said). It
 * ends with us, also when we are killed. One that a killed start left running is adopted.
 * @param fast for data that are thrown away: nothing is made safe against a crash of the machine.
 * @param port the wished port; taken, the next free one (which is said).
 */
export async function startPostgres({
  dataFolder,
  port: wished = 25_432,
  fast = false,
  progress,
}: {
  readonly dataFolder: string;
  readonly port?: number;
  readonly fast?: boolean;
  readonly progress: Progress;
}): Promise<Postgres> {
  return progress.stage('PostgreSQL', async detail => {
    const account = serverAccount();
    const folder = reachableFolder(account, resolve(dataFolder));
    const { bin, version } = await findPrograms(account);
    detail(version);
    if (folder !== resolve(dataFolder))
      progress.say(
        `  PostgreSQL runs as ${account?.name}, which cannot reach ${dataFolder}: its data lie in ${folder}`,
      );
    const { data, password } = await prepareFolder({ folder, bin, account, fast });
    const record = join(folder, 'postgres.json');
    const address = (port: number): string => addressOf(password, port, 'postgres');
    const opened = (kept: Supervised, port: number, adopted: boolean): Postgres => {
      detail(`${version} on port ${port}${adopted ? ', found running,' : ''}`);
      return { url: address(port), port, adopted, stop: () => kept.stop(20_000) };
    };

    await findLeftover(record);
    const found = await postmasterOf(data);
    if (found !== undefined) {
      if (await answers(address(found.port)))
        return opened(await supervise(found.server, record, 'INT'), found.port, true);
      // It is on its way down, or hangs: after a while it must go, or the start would fail for ever.
      signal(found.server, 'SIGINT');
      if (!(await gone(found.server, 15_000))) signal(found.server, 'SIGQUIT');
      await gone(found.server, 5000);
    } else {
      await rm(join(data, 'postmaster.pid'), { force: true });
    }

    const [port = wished] = await freePorts([wished]);
    if (port !== wished) progress.say(`  port ${wished} is taken: PostgreSQL takes ${port}`);
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      'timezone=UTC',
      // After a restore nobody is let in who could only read: it serves once it is recovered.
      'hot_standby=off',
      ...(fast ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
    ];
    const log = join(folder, 'postgres.log');
    const args = ['-D', data, '-p', String(port), ...settings.flatMap(each => ['-c', each])];
    const kept = await supervise(
      { program: join(bin, 'postgres'), args, log, ...(account && { uid: account.uid, gid: account.gid }) },
      record,
      'INT',
    );
    const until = performance.now() + 60_000;
    while (!(await answers(address(port)))) {
      if (!runs(kept.server) || performance.now() > until) {
        await kept.stop(5000);
        throw new Error(`PostgreSQL did not start in ${folder}. Its log ${log} ends with:\n${await tailLog(log)}`);
      }
      await new Promise(wait => setTimeout(wait, 30));
    }
    return opened(kept, port, false);
  });
}
