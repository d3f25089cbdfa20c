import { type Kysely, sql } from 'kysely';

/** A clock that ends where no published calendar reaches has no due yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table case_clock alter column due drop not null;
    create index case_clock_undated on case_clock (case_id, clock) where due is null and state = 'running';
  `)
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    drop index case_clock_undated;
    delete from case_clock where due is null;
    alter table case_clock alter column due set not null;
  `)
    .execute(db);
}
