-- Versions of calendars, which may lie on others, and publications, which reach every open case by a command.

create table calendar_version (
  version text primary key,
  calendar text not null,
  title text not null,
  data jsonb not null,
  published_at timestamptz(3) not null default clock_timestamp(),
  current boolean not null,
  base text references calendar_version,
  file jsonb not null
);
create unique index calendar_version_current on calendar_version (calendar) where current;
grant select, insert, update on calendar_version to shixian_app;

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
create index command_to_publish on command (publication, key)
  where answer is null and dead_at is null and publication is not null;
