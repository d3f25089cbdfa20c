import { sql } from 'kysely';
import { type Migration, Migrator, NO_MIGRATIONS } from 'kysely/migration';
import { connect, type Db } from './client.ts';
import { migrations } from './migrations/index.ts';
import { boolean, integer, text } from './column.ts';
import { rowOf, rowsOf } from './rows.ts';
import { refuseOldServer } from './server-version.ts';

const known = Object.keys(migrations).sort();

/** A migration waits for another process that is migrating; nothing else may cut it short. */
const patienceMs = 10 * 60_000;

async function applied(db: Db): Promise<readonly string[]> {
  const list = sql`select to_regclass('kysely_migration') is not null as there`;
  if (!(await rowOf(db, { there: boolean }, list))?.there) return [];
  const rows = await rowsOf(db, { name: text }, sql`select name from kysely_migration order by name`);
  return rows.map(row => row.name);
}

async function refuseNewer(db: Db): Promise<void> {
  const newer = (await applied(db)).filter(name => !known.includes(name));
  if (newer.length === 0) return;
  throw new Error(
    `The database is newer than this program: found migration ${newer.join(', ')}, ` +
      `this program knows up to ${known.at(-1) ?? 'none'}. ` +
      'Start the release that made it, or a later one; to go back, migrate down with that release or restore a backup.',
  );
}

async function run(
  url: string,
  to: (migrator: Migrator) => ReturnType<Migrator['migrateToLatest']>,
): Promise<readonly string[]> {
  const db = connect(url, { max: 2, queryTimeout: patienceMs });
  try {
    const setting = sql`select current_setting('server_version_num')::int as version`;
    refuseOldServer((await rowOf(db, { version: integer }, setting))!.version);
    const provider = { getMigrations: () => Promise.resolve(migrations as Record<string, Migration>) };
    const { error, results = [] } = await to(new Migrator({ db, provider }));
    if (error !== undefined) {
      await refuseNewer(db);
      const failed = results.find(each => each.status === 'Error')?.migrationName ?? 'the first migration';
      throw new Error(`Migrating stopped at ${failed}; nothing of this run was kept: ${(error as Error).message}`, {
        cause: error,
      });
    }
    return results.map(each => each.migrationName);
  } finally {
    await db.destroy();
  }
}

/**
 * Brings the database up to this program, as the owner of its tables; one process at a time does it, the others wait.
 * Returns the names of what was done.
 * @throws Error when the database is newer than the program, or a migration fails: then nothing of it is kept.
 */
export const migrate = (url: string): Promise<readonly string[]> => run(url, migrator => migrator.migrateToLatest());

/** Takes the database down to a migration, `undefined` for an empty one. Loses what the later ones held. */
export const migrateDown = (url: string, to?: string): Promise<readonly string[]> =>
  run(url, migrator => migrator.migrateTo(to ?? NO_MIGRATIONS));
