import { readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';

const parts = [
  'roles',
  'log',
  'read-model',
  'directory',
  'parties',
  'sessions',
  'calendars',
  'operations',
  'effects',
  'schedules',
  'drafts',
  'files',
  'seals',
];

async function run(db: Kysely<unknown>, part: string): Promise<void> {
  await sql.raw(await readFile(new URL(`0001-first/${part}.sql`, import.meta.url), 'utf8')).execute(db);
}

/** Makes every table. The SQL lies beside this file, one file a noun. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of parts) await run(db, part);
}

export const down = (db: Kysely<unknown>): Promise<void> => run(db, 'down');
