import { type Kysely, sql } from 'kysely';

/** What administrators did to put things right: append-only, as the log is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    create table repair (
      id bigint generated always as identity primary key,
      at timestamptz(3) not null default clock_timestamp(),
      by text not null,
      what text not null,
      case_id text not null,
      command_key text,
      found text not null,
      reason text not null
    );
    create index repair_case on repair (case_id, id);
    grant select, insert on repair to shixian_app;
    create trigger append_only before update or delete or truncate on repair for each statement execute function refuse_change();
  `)
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table repair').execute(db);
}
