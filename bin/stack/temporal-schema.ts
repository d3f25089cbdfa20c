import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** Temporal's own databases on the PostgreSQL that we share with it. */
export const databases = { main: 'shixian_temporal', visibility: 'shixian_temporal_visibility' } as const;

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const within = (server: URL, database: string): URL => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url;
};

async function once<T>(url: URL, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes a database with the server's schema, or brings that of an earlier server to the present one. A new one gets its
 * name only when it is complete, so a preparation that was killed is simply done again.
 */
async function prepare(url: URL, name: string, schema: string, tool: string): Promise<void> {
  const at = async (database: string, ...args: readonly string[]): Promise<void> => {
    const password = decodeURIComponent(url.password);
    try {
      await run(
        tool,
        [
          '--plugin',
          'postgres12',
          '--ep',
          url.hostname,
          '--port',
          url.port || '5432',
          '--user',
          decodeURIComponent(url.username),
          '--db',
          database,
          ...args,
        ],
        { env: { ...process.env, SQL_PASSWORD: password }, maxBuffer: 2 ** 26 },
      );
    } catch (error) {
      const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
      throw new Error(
        `Temporal's schema could not be brought into the database ${database}: ` +
          `${
            stripVTControlCharacters(stderr + stdout)
              .trim()
              .split('\n')
              .at(-1) ?? String(error)
          }`,
        { cause: error },
      );
    }
  };
  await once(url, async client => {
    if ((await client.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1) {
      await at(name, 'update-schema', '--schema-name', schema);
      return;
    }
    const unfinished = `${name}_new`;
    await client.query(`drop database if exists ${identifier(unfinished)} with (force)`);
    await client.query(`create database ${identifier(unfinished)} template template0`);
    await at(unfinished, 'setup-schema', '-v', '0.0');
    await at(unfinished, 'update-schema', '--schema-name', schema);
    // The schema's version is noted under the database's name.
    await once(within(url, unfinished), inside => inside.query('update schema_version set db_name = $1', [name]));
    await client.query(`alter database ${identifier(unfinished)} rename to ${identifier(name)}`);
  });
}

/**
 * Temporal's two databases, of the present schema, on the PostgreSQL at `postgres`, whose user may create databases. No
 * server may run on them: members that an earlier one left in its register are forgotten, as a new server would wait
 * for them.
 */
export async function prepareDatabases(postgres: string, binaries: string): Promise<void> {
  const url = new URL(postgres);
  const tool = join(binaries, 'temporal-sql-tool');
  await Promise.all([
    prepare(url, databases.main, 'postgresql/v12/temporal', tool),
    prepare(url, databases.visibility, 'postgresql/v12/visibility', tool),
  ]);
  await once(within(url, databases.main), client => client.query('delete from cluster_membership'));
}
