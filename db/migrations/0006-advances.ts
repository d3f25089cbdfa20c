import { type Kysely, sql } from 'kysely';

/**
 * Development: what was asked of a case's time, so that the same id again has no second effect, also after a restart.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table advance (
      key text primary key,
      case_id text not null,
      working_days integer not null,
      milliseconds bigint not null,
      lead_before bigint not null,
      offset_before bigint not null,
      done boolean not null default false
    );
    grant select, insert, update on advance to shixian_app;
  `)
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table advance').execute(db);
}
