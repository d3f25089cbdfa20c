/**
 * PostgreSQL and Temporal in one command: what the environment gives is used, the rest is brought up here and ends with
 * us.
 */
import { join } from 'node:path';
import pg from 'pg';
import { checkGivenDatabase } from './given-database.ts';
import { temporalFromEnv, type TemporalEndpoint } from './temporal-from-env.ts';
import { product, startPostgres } from './postgres.ts';
import type { Progress } from './progress.ts';
import { findTemporal } from './temporal-binaries.ts';
import { checkGiven } from './temporal-ready.ts';
import { startTemporal } from './temporal.ts';

export interface Stack {
  /** The product's own database. */
  readonly databaseUrl: string;
  readonly temporal: TemporalEndpoint;
  /** Stops what was started here, in order. */
  stop(): Promise<void>;
}

/** The product's database on the embedded server; made on the first start. */
async function productDatabase(server: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [product]);
    if (rowCount === 0) await client.query(`create database ${product} template template0`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${product}`;
  return url.href;
}

/** @throws when Temporal would have to lie on a PostgreSQL that its tools could not reach as we do. */
function refuseUnshareable(databaseUrl: string): void {
  const mode = new URL(databaseUrl).searchParams.get('sslmode');
  if (mode !== null && mode !== 'disable') {
    throw new Error(
      `DATABASE_URL asks for sslmode=${mode}. The Temporal server that is started here cannot share such a ` +
        'PostgreSQL: name a Temporal server in TEMPORAL_ADDRESS too.',
    );
  }
}

/**
 * Brings up PostgreSQL unless `DATABASE_URL` is given, and a Temporal server on that PostgreSQL unless
 * `TEMPORAL_ADDRESS` is.
 * @param folder for data, configuration and logs; two processes cannot use it at once.
 * @param fast for data that are thrown away: nothing is made safe against a crash of the machine.
 * @param ports where to begin looking for free ports.
 * @throws an error that says what to do; what was started until then is stopped.
 */
export async function startStack({
  folder,
  env,
  progress,
  fast = false,
  ports = {},
}: {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly fast?: boolean;
  readonly ports?: { readonly postgres?: number; readonly temporal?: number };
}): Promise<Stack> {
  const running: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (let last = running.pop(); last; last = running.pop()) await last.stop();
  };
  try {
    const given = await temporalFromEnv(env);
    const { DATABASE_URL: givenDatabase } = env;
    if (given === undefined && givenDatabase) refuseUnshareable(givenDatabase);
    if (givenDatabase)
      await progress.stage(`PostgreSQL at ${new URL(givenDatabase).host}`, () =>
        checkGivenDatabase(givenDatabase, given === undefined),
      );
    // Before anything runs: it may take minutes, or fail.
    const binaries = given === undefined ? await findTemporal({ env, progress }) : '';
    let databaseUrl = givenDatabase;
    if (!databaseUrl) {
      const postgres = await startPostgres({
        dataFolder: join(folder, 'postgres'),
        fast,
        progress,
        ...(ports.postgres && { port: ports.postgres }),
      });
      running.push(postgres);
      databaseUrl = await productDatabase(postgres.url);
    }
    if (given !== undefined) {
      await progress.stage(`Temporal at ${given.address}`, () => checkGiven(given, given.namespace));
      return { databaseUrl, temporal: given, stop };
    }
    const temporal = await startTemporal({
      postgres: databaseUrl,
      folder: join(folder, 'temporal'),
      binaries,
      progress,
      ...(ports.temporal && { port: ports.temporal }),
    });
    running.push(temporal);
    return { databaseUrl, temporal: { address: temporal.address, namespace: temporal.namespace }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
