import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { applicationRole, connect, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

export interface TestDatabase {
  /** As the owner of the tables. */
  readonly url: string;
  /** As the application, which may only append to the log. */
  readonly db: Db;
  /** As the owner. */
  readonly owner: Db;
  /** Drops the database. */
  close(): Promise<void>;
}

const named = (url: string, name: string): string => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
};

const folder = new URL('../../db/migrations/', import.meta.url);

/** The template is named after what the migrations say, so a changed migration never meets an old template. */
async function templateName(): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(await readFile(file));
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

async function exists(server: Db, name: string): Promise<boolean> {
  return (await sql`select from pg_database where datname = ${name}`.execute(server)).rows.length > 0;
}

/** Migrates the template, once for all test files: the others wait for the first. */
async function ensureTemplate(server: Db, url: string): Promise<string> {
  const template = await templateName();
  if (await exists(server, template)) return template;
  await server.connection().execute(async one => {
    await sql`select pg_advisory_lock(7340)`.execute(one);
    try {
      if (await exists(one, template)) return;
      // Migrated under another name: a half-migrated template must never be found, nor be in the way.
      await sql`drop database if exists ${sql.id(`${template}_new`)} with (force)`.execute(one);
      await sql`create database ${sql.id(`${template}_new`)}`.execute(one);
      await migrate(named(url, `${template}_new`));
      await sql`alter database ${sql.id(`${template}_new`)} rename to ${sql.id(template)}`.execute(one);
    } finally {
      await sql`select pg_advisory_unlock(7340)`.execute(one);
    }
  });
  return template;
}

/** A database of its own for a test file: migrated, otherwise `empty`, in some tens of milliseconds. */
export async function createDatabase({
  empty = false,
  max = 10,
}: { empty?: boolean; max?: number } = {}): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  const admin = connect(server, { max: 2, queryTimeout: 60_000 });
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = empty ? 'template0' : await ensureTemplate(admin, server);
  await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(admin);
  const url = named(server, name);
  const owner = connect(url, { max: 3 });
  const db = connect(url, { role: applicationRole, max });
  return {
    url,
    db,
    owner,
    async close() {
      await Promise.all([db.destroy(), owner.destroy()]);
      await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
      await admin.destroy();
    },
  };
}
