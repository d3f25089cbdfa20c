import { type Kysely, sql } from 'kysely';

/** Which procedure versions a build of the workflow code has: said by its workers, for who promotes it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table build (
      id text primary key,
      procedures text[] not null,
      since timestamptz(3) not null default clock_timestamp()
    );
    grant select, insert on build to shixian_app;
  `)
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table build').execute(db);
}
