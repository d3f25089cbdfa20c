-- Cases, the commands that were sent to them, and the append-only log of their events.

create sequence case_number;
grant usage on sequence case_number to shixian_app;

create table "case" (
  id text primary key,
  number text not null unique,
  query_code text not null,
  -- The case that opened this one.
  parent text,
  procedure text not null,
  title text not null,
  lead text not null,
  units text[] not null,
  applicant text not null,
  -- The versions of calendars by which it counts: of the lead, and of units that have another.
  calendars text[] not null,
  -- The version of the engine's rules by which it is decided.
  rules integer not null,
  status text not null,
  acceptance text,
  colour text not null,
  extended boolean not null,
  unlawful boolean not null,
  closed boolean not null,
  -- The version of the directory by which its roles stand for units.
  directory integer,
  received_at timestamptz(3) not null,
  ended_at timestamptz(3),
  -- The earliest due of the clocks that run and are not breached.
  next_due timestamptz(3),
  revision integer not null,
  head text not null,
  time_offset_ms bigint not null default 0,
  view jsonb not null
) with (fillfactor = 75);
create index case_applicant on "case" (applicant, received_at, id);
create index case_parent on "case" (parent, received_at, id) where parent is not null;
create index case_number_begins on "case" (number text_pattern_ops);
create index case_received on "case" (received_at, id);
create index case_directory on "case" (procedure, coalesce(directory, 0)) where not closed;
create index case_open on "case" (id) where not closed;
create index case_calendars on "case" using gin (calendars) where not closed;
create index case_rules on "case" (rules, id) where not closed;
grant select, insert, update on "case" to shixian_app;

create table command (
  key text primary key,
  case_id text not null,
  procedure text not null,
  begins boolean not null,
  number text unique,
  query_code text,
  actor jsonb not null,
  payload text not null,
  request_id text,
  asked_at timestamptz(3) not null,
  case_offset_ms bigint not null,
  attempt integer not null,
  recoveries integer not null default 0,
  taken_at timestamptz(3),
  answer jsonb,
  answered_at timestamptz(3),
  dead_at timestamptz(3),
  dead_reason text,
  -- Of a command that another case wrote: the sender's event, and which of its commands. Else both are 0.
  sender_seq integer not null default 0,
  sender_n integer not null default 0,
  check (begins = (number is not null) and begins = (query_code is not null)),
  check ((answer is null) = (answered_at is null)),
  check ((dead_at is null) = (dead_reason is null))
) with (fillfactor = 75);
create index command_unanswered on command (case_id, asked_at, sender_seq, sender_n, key) where answer is null and dead_at is null;
create index command_dead on command (dead_at, key) where answer is null and dead_at is not null;
grant select, insert, update on command to shixian_app;

create table event (
  case_id text not null references "case",
  seq integer not null check (seq > 0),
  type text not null,
  at timestamptz(3) not null,
  asked_at timestamptz(3),
  actor jsonb not null,
  command_key text,
  -- Of the envelope, as the text has them: the digest of the command, the event of another case that caused it, the day
  -- at whose 24:00 time did it, the version of the engine's rules.
  digest text,
  cause text,
  on_day date,
  rules integer,
  data text not null,
  prev text not null,
  hash text not null,
  -- By the database's clock: when it was written, not when it took effect.
  recorded_at timestamptz(3) not null default clock_timestamp(),
  primary key (case_id, seq)
);
create unique index event_command on event (case_id, command_key) where command_key is not null;
grant select, insert on event to shixian_app;

create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'The table % is append-only: % is refused. Record a new event instead.', tg_table_name, lower(tg_op)
      using errcode = 'restrict_violation';
  end $$;
create trigger append_only before update or delete or truncate on event
  for each statement execute function refuse_change();

-- The feed of all cases: events in an order in which no reader misses one. Positions are given after the commit, by one
-- relay at a time, because a serial's order is not the commit's. Until then an event waits in the queue.
-- With the desks that the case had before the event: it may leave one of them by it.
create table feed_queue (
  id bigint generated always as identity primary key,
  case_id text not null,
  seq integer not null,
  desks text[] not null default '{}'
);
grant select, insert, delete on feed_queue to shixian_app;
create table feed (
  position bigint primary key,
  case_id text not null,
  seq integer not null,
  desks text[] not null default '{}',
  unique (case_id, seq)
);
grant select, insert on feed to shixian_app;
create trigger append_only before update or delete or truncate on feed
  for each statement execute function refuse_change();
