import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { gone, identify, runs, signal, type Identity } from '../../bin/stack/identity.ts';
import { startPostgres, type Postgres } from '../../bin/stack/postgres.ts';
import { silent } from '../../bin/stack/progress.ts';
import { findTemporal } from '../../bin/stack/temporal-binaries.ts';
import { databases } from '../../bin/stack/temporal-schema.ts';
import { startTemporal, type Temporal } from '../../bin/stack/temporal.ts';

/** A PostgreSQL and a Temporal of one test file's own, which it may kill. */
export class Servers {
  readonly #folder: string;
  readonly #first: number;
  readonly #binaries: string;
  #postgres: Postgres | undefined;
  #temporal: Temporal | undefined;

  private constructor(folder: string, binaries: string, first: number) {
    this.#folder = folder;
    this.#binaries = binaries;
    this.#first = first;
  }

  /** @param settings statements of the superuser that hold from PostgreSQL's next start on, which is at once. */
  static async start(folder: string, settings: readonly string[] = []): Promise<Servers> {
    const servers = new Servers(
      folder,
      await findTemporal({ env: process.env, progress: silent }),
      13_000 + (process.pid % 900) * 20,
    );
    await servers.startPostgres();
    if (settings.length > 0) {
      for (const each of settings) await servers.query(each, [], 'postgres');
      await servers.#postgres?.stop();
      await servers.startPostgres();
    }
    await servers.query('create database shixian template template0', [], 'postgres');
    await servers.startTemporal();
    return servers;
  }

  /** The product's database, as the superuser. */
  get databaseUrl(): string {
    return this.#at('shixian');
  }
  get address(): string {
    return this.#temporal?.address ?? '';
  }
  get namespace(): string {
    return this.#temporal?.namespace ?? '';
  }
  /** PostgreSQL's own folder. */
  get dataFolder(): string {
    return join(this.#folder, 'postgres/data');
  }
  get postgresLog(): Promise<string> {
    return readFile(join(this.#folder, 'postgres/postgres.log'), 'utf8');
  }

  #at(database: string): string {
    const url = new URL(this.#postgres?.url ?? 'postgres://127.0.0.1');
    url.pathname = `/${database}`;
    return url.href;
  }

  /** One statement as the superuser. */
  async query<T extends object>(
    text: string,
    values: readonly unknown[] = [],
    database = 'shixian',
  ): Promise<readonly T[]> {
    return queryAt<T>(this.#at(database), text, values);
  }

  async startPostgres(): Promise<void> {
    this.#postgres = await startPostgres({
      dataFolder: join(this.#folder, 'postgres'),
      port: this.#first,
      progress: silent,
    });
  }

  async startTemporal(): Promise<void> {
    const before = this.#temporal?.address;
    this.#temporal = await startTemporal({
      postgres: this.databaseUrl,
      folder: join(this.#folder, 'temporal'),
      binaries: this.#binaries,
      port: this.#first + 1,
      progress: silent,
    });
    if (before !== undefined && before !== this.#temporal.address)
      throw new Error(
        `Temporal came back at ${this.#temporal.address}, it was at ${before}: somebody took its port meanwhile.`,
      );
  }

  /** `kill -9` of the postmaster and of every process below it: nothing can be written down any more. */
  async killPostgres(): Promise<void> {
    const server = await this.#running('postgres');
    const all = [server, ...(await childrenOf(server)).flatMap(pid => identify(pid) ?? [])];
    for (const each of all) signal(each, 'SIGKILL');
    for (const each of all)
      if (!(await gone(each, 10_000))) throw new Error(`Process ${each.pid} of PostgreSQL lives on.`);
    await this.#postgres?.stop();
  }

  async killTemporal(): Promise<void> {
    const server = await this.#running('temporal');
    signal(server, 'SIGKILL');
    if (!(await gone(server, 10_000))) throw new Error('Temporal lives on.');
    await this.#temporal?.stop();
  }

  /** Whether PostgreSQL is still there; it ends itself when it can write no log any more. */
  async postgresRuns(): Promise<boolean> {
    return this.#running('postgres').then(
      () => true,
      () => false,
    );
  }

  /** The processes of PostgreSQL. */
  async postgresPids(): Promise<readonly number[]> {
    const server = await this.#running('postgres');
    return [server.pid, ...(await childrenOf(server))];
  }

  /** With Temporal down: its databases are gone, as if nobody had ever made them. */
  async dropTemporalDatabases(): Promise<void> {
    for (const name of Object.values(databases))
      await this.query(`drop database "${name}" with (force)`, [], 'postgres');
  }

  async #running(name: 'postgres' | 'temporal'): Promise<Identity> {
    const { server } = JSON.parse(await readFile(join(this.#folder, name, `${name}.json`), 'utf8')) as {
      server: Identity;
    };
    if (!runs(server)) throw new Error(`${name} does not run, so it cannot be hurt.`);
    return server;
  }

  async stop(): Promise<void> {
    await this.#temporal?.stop().catch(() => {});
    await this.#postgres?.stop().catch(() => {});
  }
}

const childrenOf = async ({ pid }: Identity): Promise<readonly number[]> =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);

/** One statement on a connection of its own. */
export async function queryAt<T extends object>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(text, [...values])).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
