import { sql } from 'kysely';
import { applicationRole, connectionsOf, type Db } from './client.ts';
import { migrations } from './migrations/index.ts';
import { text } from './column.ts';
import { rowsOf } from './rows.ts';
import { tables } from './schema.ts';

/** Milliseconds; below the two seconds that a probe waits. */
const patienceMs = 1_500;

/** Why the database cannot be used now, in words without names of places or people; undefined when all is well. */
export async function databaseFault(db: Db): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(resolve => {
    timer = setTimeout(() => resolve(lateReason(db)), patienceMs);
  });
  try {
    return await Promise.race([behind(db), late]);
  } catch (error) {
    return reasonOf(db, error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Why a program must not start on the database: what `databaseFault` finds, a migration that this program does not
 * know, or a table that is not there. One that runs goes on when the database becomes newer: an upgrade migrates first.
 */
export async function databaseFaultAtStart(db: Db): Promise<string | undefined> {
  const fault = await databaseFault(db);
  if (fault !== undefined) return fault;
  const newer = (await migrationsIn(db)).filter(name => !(name in migrations));
  if (newer.length > 0)
    return (
      `newer than this program: it does not know the migration ${newer.join(', ')}; ` + 'start the release that made it'
    );
  const missing = sql`
    select name from unnest(${Object.keys(tables)}::text[]) name where to_regclass(quote_ident(name)) is null`;
  const rows = await rowsOf(db, { name: text }, missing);
  return rows.length === 0
    ? undefined
    : `without the table ${rows.map(({ name }) => name).join(', ')}: restore it from a backup`;
}

const migrationsIn = async (db: Db): Promise<readonly string[]> =>
  (await rowsOf(db, { name: text }, sql`select name from kysely_migration`)).map(({ name }) => name);

/** A database that is newer than the program is fine: an upgrade migrates first. */
async function behind(db: Db): Promise<string | undefined> {
  const made = await migrationsIn(db);
  const missing = Object.keys(migrations).filter(name => !made.includes(name));
  return missing.length === 0 ? undefined : behindBy(missing);
}

const behindBy = (missing: readonly string[]): string =>
  `behind in migrations: ${missing.join(', ')} missing; run bin/migrate.ts of this release`;

function lateReason(db: Db): string {
  const { total, idle, waiting, max } = connectionsOf(db);
  return total >= max && idle === 0 && waiting > 0 ? busy(max) : 'silent: no answer within 1.5 seconds';
}

const busy = (max: number): string => `out of connections: all ${max} of this process are busy`;

function reasonOf(db: Db, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '53300') return 'out of connections: PostgreSQL takes no more';
  if (error instanceof Error && error.message === 'timeout exceeded when trying to connect')
    return busy(connectionsOf(db).max);
  // PostgreSQL refuses the role where it checks settings, whatever the language of its messages.
  if (code === '42501' && error instanceof Error && 'routine' in error && error.routine === 'call_string_check_hook')
    return (
      `closed to our user, who is no member of the role ${applicationRole}: ` +
      'run bin/migrate.ts with APPLICATION_DATABASE_URL'
    );
  // Before the migration that lets the application read the list, and before the first of all.
  if (code === '42501' || code === '42P01' || code === '22023') return behindBy(['the first ones']);
  if (code === '57P03') return 'starting up, shutting down or recovering';
  if (code.startsWith('28')) return 'refuses to let us in: user, password or role';
  if (code === '3D000') return 'there is no database of this name';
  return 'away: it cannot be reached';
}
