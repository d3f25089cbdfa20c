import { type Kysely, sql } from 'kysely';

/** Calendars that lie on others and belong to units; publications, which reach every open case by a command. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table calendar_version add column base text references calendar_version, add column file jsonb not null default '{}';
    alter table calendar_version alter column file drop default;
    alter table unit add column calendar text;

    alter table "case" add column calendar text;
    update "case" set calendar = view->>'calendar';
    alter table "case" alter column calendar set not null;
    create index case_calendar on "case" (calendar, id) where not closed;

    create table publication (
      version text primary key references calendar_version,
      versions text[] not null,
      key text not null unique,
      actor jsonb not null,
      rate integer not null check (rate > 0),
      published_at timestamptz(3) not null,
      taken_until timestamptz(3),
      finished_at timestamptz(3)
    );
    create index publication_running on publication (published_at) where finished_at is null;
    grant select, insert, update on publication to shixian_app;

    alter table command add column publication text references publication;
    create index command_publication on command (publication) where publication is not null;
    create index command_to_publish on command (publication, key) where answer is null and dead_at is null and publication is not null;
  `)
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    alter table command drop column publication;
    drop table publication;
    alter table "case" drop column calendar;
    alter table unit drop column calendar;
    alter table calendar_version drop column base, drop column file;
  `)
    .execute(db);
}
