import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { gone, runs, signal, type Identity } from '../../bin/stack/identity.ts';
import { product, startPostgres, type Postgres } from '../../bin/stack/postgres.ts';
import { silent } from '../../bin/stack/progress.ts';
import { findTemporal } from '../../bin/stack/temporal-binaries.ts';
import { startTemporal, type Temporal } from '../../bin/stack/temporal.ts';

/** PostgreSQL and Temporal of a run: the product's own ones, in a folder of the run, so that they can be killed. */
export class Servers {
  readonly #folder: string;
  readonly #ports: { readonly postgres: number; readonly temporal: number };
  readonly #binaries: string;
  #postgres: Postgres | undefined;
  #temporal: Temporal | undefined;
  #url = '';

  private constructor(folder: string, binaries: string, first: number) {
    this.#folder = folder;
    this.#binaries = binaries;
    this.#ports = { postgres: first, temporal: first + 1 };
  }

  /** @param first the first of ten ports, if they are free */
  static async start(folder: string, first: number): Promise<Servers> {
    await mkdir(folder, { recursive: true });
    const servers = new Servers(folder, await findTemporal({ env: process.env, progress: silent }), first);
    try {
      await servers.startPostgres();
      await servers.query('postgres', `create database ${product} template template0`);
      await servers.startTemporal();
    } catch (error) {
      await servers.stop();
      throw error;
    }
    return servers;
  }

  /** The product's database. */
  get databaseUrl(): string {
    return this.#at(product);
  }
  get address(): string {
    return this.#temporal?.address ?? '';
  }
  get namespace(): string {
    return this.#temporal?.namespace ?? '';
  }

  #at(database: string): string {
    const url = new URL(this.#url);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** One statement as the superuser. */
  async query(database: string, text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    const client = new pg.Client({
      connectionString: this.#at(database),
      connectionTimeoutMillis: 3_000,
      query_timeout: 30_000,
    });
    client.on('error', () => {});
    await client.connect();
    try {
      return await client.query(text, [...values]);
    } finally {
      await client.end().catch(() => {});
    }
  }

  async startPostgres(): Promise<void> {
    this.#postgres = await startPostgres({
      dataFolder: join(this.#folder, 'postgres'),
      port: this.#ports.postgres,
      progress: silent,
    });
    this.#url = this.#postgres.url;
  }

  async startTemporal(): Promise<void> {
    this.#temporal = await startTemporal({
      postgres: this.databaseUrl,
      folder: join(this.#folder, 'temporal'),
      binaries: this.#binaries,
      port: this.#ports.temporal,
      progress: silent,
    });
  }

  /**
   * `pg_ctl stop -m immediate`, as a crash: what was not yet written down is taken from its log at the next start.
   * True: it is gone.
   */
  async stopPostgresAtOnce(): Promise<boolean> {
    const struck = await this.#end('postgres', 'SIGQUIT');
    await this.#postgres?.stop();
    return struck;
  }

  async killTemporal(): Promise<boolean> {
    const struck = await this.#end('temporal', 'SIGKILL');
    await this.#temporal?.stop();
    return struck;
  }

  async #end(name: 'postgres' | 'temporal', how: NodeJS.Signals): Promise<boolean> {
    const { server } = JSON.parse(await readFile(this.#record(name), 'utf8')) as { server: Identity };
    if (!runs(server)) return false;
    signal(server, how);
    return gone(server, 10_000);
  }

  #record(name: 'postgres' | 'temporal'): string {
    return join(this.#folder, name, `${name}.json`);
  }

  /** Starts again until it comes up: a server that was just killed may hold its port for a moment. */
  async again(start: () => Promise<void>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await start();
      } catch (error) {
        if (tries === 4) throw error;
        await pause(500);
      }
    }
  }

  async stop(): Promise<void> {
    await this.#temporal?.stop().catch(() => {});
    await this.#postgres?.stop().catch(() => {});
  }
}
