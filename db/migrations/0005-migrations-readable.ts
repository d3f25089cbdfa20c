import { type Kysely, sql } from 'kysely';

/** The application may read which migrations were made: it says that it is not ready while the database is behind. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('grant select on kysely_migration to shixian_app;').execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('revoke select on kysely_migration from shixian_app;').execute(db);
}
