-- What operators see and do: repairs, incidents, builds of the workflow code, moves of time in development.

create table repair (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null default clock_timestamp(),
  by text not null,
  what text not null,
  case_id text not null,
  command_key text,
  found text not null,
  reason text not null,
  key text unique
);
create index repair_case on repair (case_id, id);
grant select, insert on repair to shixian_app;
create trigger append_only before update or delete or truncate on repair
  for each statement execute function refuse_change();

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

create table build (
  id text primary key,
  procedures text[] not null,
  since timestamptz(3) not null default clock_timestamp()
);
grant select, insert on build to shixian_app;

create table advance (
  key text primary key,
  case_id text not null,
  -- The case and those that it is linked to: they have one clock.
  cases text[] not null,
  working_days integer not null,
  milliseconds bigint not null,
  -- The offset of the cases' time at which they have arrived.
  target_offset_ms bigint not null,
  done boolean not null default false,
  -- Whoever moves it has it to themselves for a while.
  taken_at timestamptz(3)
);
create index advance_open on advance (key) where not done;
grant select, insert, update on advance to shixian_app;
