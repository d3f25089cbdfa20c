-- What is read beside a case, one row each, and the messages that its events gave rise to.

create table case_clock (
  case_id text not null references "case",
  clock text not null,
  position integer not null,
  kind text not null,
  -- Of the case, so that lists read no other row.
  procedure text not null,
  received_at timestamptz(3) not null,
  unit text,
  step text,
  state text not null,
  colour text not null,
  -- Null: no published calendar reaches it yet.
  due timestamptz(3),
  breached_at timestamptz(3),
  view jsonb not null,
  primary key (case_id, clock)
) with (fillfactor = 75);
-- Kinds are few: a list of several merges them.
create index case_clock_due on case_clock (kind, due, case_id, clock) where state = 'running' and breached_at is null;
create index case_clock_unit_due on case_clock (unit, kind, due, case_id, clock)
  where state = 'running' and breached_at is null;
create index case_clock_breached on case_clock (kind, breached_at, case_id, clock)
  where state <> 'stopped' and breached_at is not null;
create index case_clock_unit_breached on case_clock (unit, kind, breached_at, case_id, clock)
  where state <> 'stopped' and breached_at is not null;
create index case_clock_undated on case_clock (received_at, case_id, clock) where due is null and state = 'running';
create index case_clock_unit_undated on case_clock (unit, received_at, case_id, clock)
  where due is null and state = 'running';

create table case_step (
  case_id text not null references "case",
  step text not null,
  position integer not null,
  -- Of the case, so that lists read no other row.
  procedure text not null,
  unit text,
  state text not null,
  open boolean not null,
  opened_at timestamptz(3) not null,
  -- By which queues are ordered: when it was opened, and of a case with priority (绿色通道) a century before that.
  queued_at timestamptz(3) not null,
  -- The same by its own clock's due; what has none stands last, in the year 9999.
  due_by timestamptz(3) not null,
  -- Of its own clock, while that is not over.
  colour text,
  claimed_by text,
  view jsonb not null,
  primary key (case_id, step)
) with (fillfactor = 75);
create index case_step_claimed on case_step (claimed_by, unit, due_by, case_id, step)
  where open and claimed_by is not null;
create index case_step_inbox on case_step (unit, queued_at, case_id, step) where open;
create index case_step_due on case_step (unit, state, due_by, case_id, step) where open;
create index case_step_colour on case_step (unit, colour, due_by, case_id, step) where open;

-- Public notices are few, and read by everybody.
create index case_step_notice on case_step (opened_at, case_id, step)
  where open and view->>'kind' = 'publicNotice' and not view ? 'objection' and not view ? 'isPeriodOver';

create index case_step_proposed on case_step (case_id, step) where state = 'proposed';

create table instrument (
  case_id text not null references "case",
  instrument text not null,
  position integer not null,
  level text not null,
  authority text not null,
  unit text not null,
  state text not null,
  opened_at timestamptz(3) not null,
  -- In the year 9999 where it has none.
  reply_due timestamptz(3) not null,
  view jsonb not null,
  primary key (case_id, instrument)
) with (fillfactor = 75);
-- Levels are few: a list of several merges them.
create index instrument_opened on instrument (level, opened_at, case_id, instrument);
create index instrument_authority on instrument (authority, level, opened_at, case_id, instrument);
create index instrument_unit on instrument (unit, level, opened_at, case_id, instrument);
create index instrument_opened_now on instrument (level, opened_at, case_id, instrument) where state <> 'closed';
create index instrument_authority_now on instrument (authority, level, opened_at, case_id, instrument)
  where state <> 'closed';
create index instrument_unit_now on instrument (unit, level, opened_at, case_id, instrument) where state <> 'closed';
create index instrument_to_answer on instrument (unit, reply_due, case_id, instrument)
  where state in ('served', 'overdue');

create table case_document (
  case_id text not null references "case",
  document text not null,
  position integer not null,
  at timestamptz(3) not null,
  view jsonb not null,
  primary key (case_id, document)
);

create table permit (
  case_id text not null references "case",
  permit text not null,
  position integer not null,
  state text not null,
  view jsonb not null,
  primary key (case_id, permit)
);
grant select, insert, update, delete on case_clock, case_step, instrument, case_document, permit to shixian_app;

-- A row for each place that may see a case because of its part in it, with its own sort keys: an ordered page of a unit
-- reads one index range, which an index on an array of units can never give.
create table case_desk (
  case_id text not null references "case",
  -- A unit, or '*' for whoever oversees all.
  desk text not null,
  acts boolean not null,
  due timestamptz(3),
  breached_at timestamptz(3),
  opened_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  -- Of the case, so that filters read no other row.
  procedure text not null,
  channel text not null,
  acceptance text,
  modes text[] not null,
  status text not null,
  colour text not null,
  closed boolean not null,
  primary key (case_id, desk)
) with (fillfactor = 75);
-- An order each, and with it the filters that leave few of many.
create index case_desk_received on case_desk (desk, received_at, case_id);
create index case_desk_status on case_desk (desk, status, received_at, case_id);
create index case_desk_procedure on case_desk (desk, procedure, received_at, case_id);
create index case_desk_closed on case_desk (desk, received_at, case_id) where closed;
create index case_desk_open on case_desk (desk, received_at, case_id) where not closed;
create index case_desk_colour on case_desk (desk, colour, received_at, case_id) where not closed;
create index case_desk_due on case_desk (desk, (coalesce(due, '9999-12-31T00:00:00Z'::timestamptz)), case_id)
  where not closed;
create index case_desk_status_due
  on case_desk (desk, status, (coalesce(due, '9999-12-31T00:00:00Z'::timestamptz)), case_id) where not closed;
create index case_desk_breached on case_desk (desk, breached_at, case_id) where breached_at is not null and not closed;
grant select, insert, update, delete on case_desk to shixian_app;

-- How many cases each desk has, by status and colour: the sum of its rows. A projection only adds rows of +1 and -1, so
-- cases of one desk never wait for each other, nor can two of them lock each other out; the rows of one kind are folded
-- into one from time to time.
create table desk_count (
  desk text not null,
  status text not null,
  colour text not null,
  cases integer not null
);
create index desk_count_desk on desk_count (desk, status, colour) include (cases);
grant select, insert, delete on desk_count to shixian_app;

create table outbox (
  id bigint generated always as identity primary key,
  case_id text not null references "case",
  seq integer not null,
  position integer not null,
  kind text not null,
  recipient text not null,
  code text not null,
  params jsonb not null,
  words integer not null,
  body text not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  delivered_at timestamptz(3),
  unique (case_id, seq, position)
);
create index outbox_undelivered on outbox (id) where delivered_at is null;
grant select, insert, update on outbox to shixian_app;

create table instrument_counter (
  authority text not null,
  level text not null,
  year integer not null,
  last integer not null,
  primary key (authority, level, year)
);
create table instrument_number (
  case_id text not null,
  instrument text not null,
  authority text not null,
  level text not null,
  year integer not null,
  number integer not null,
  primary key (case_id, instrument),
  unique (authority, level, year, number)
);
grant select, insert, update on instrument_counter to shixian_app;
grant select, insert on instrument_number to shixian_app;
