import { type Kysely, sql } from 'kysely';

/**
 * What keeps a case from going on until somebody looks, as whoever met it noted it; dead letters are in their own rows.
 * A repair
 * that was asked with an id is found by it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table incident (
      case_id text not null,
      kind text not null,
      since timestamptz(3) not null default clock_timestamp(),
      seen_at timestamptz(3) not null default clock_timestamp(),
      detail text not null,
      primary key (case_id, kind)
    );
    create index incident_since on incident (since, case_id, kind);
    grant select, insert, update, delete on incident to shixian_app;
    alter table repair add column key text unique;
  `)
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table repair drop column key; drop table incident').execute(db);
}
