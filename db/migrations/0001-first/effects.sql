-- What cases ask of the world: effects that a flow waits for, and materials that come from shared data. A row is written
-- with the event by which it is asked, and is called until it has answered.
create table effect_call (
  case_id text not null references "case",
  kind text not null check (kind in ('effect', 'source', 'credit')),
  -- The step, the material, or the mode that rests on a promise.
  subject text not null,
  -- The name under which the implementation is registered.
  calls text not null,
  input jsonb not null,
  personal jsonb,
  asked_at timestamptz(3) not null default clock_timestamp(),
  -- How often it was called, since an administrator gave it back, and how often one did.
  attempt integer not null default 0,
  sent integer not null default 0,
  next_at timestamptz(3) not null default clock_timestamp(),
  done_at timestamptz(3),
  -- Why the last call failed, without anybody's data.
  failure text,
  dead_at timestamptz(3),
  primary key (case_id, kind, subject)
) with (fillfactor = 75);
create index effect_call_next on effect_call (next_at, case_id) where done_at is null and dead_at is null;
create index effect_call_dead on effect_call (dead_at, case_id) where done_at is null and dead_at is not null;
grant select, insert, update on effect_call to shixian_app;

-- The registers outside of a district that does not exist, which the implementations of the demonstration read and
-- write: shared catalogue, credit, enterprises, payments, pool of issues. Whoever writes an entry names a key; the same
-- again is the same entry.
create table demonstration_entry (
  register text not null,
  key text not null,
  subject text not null,
  data jsonb not null,
  primary key (register, key)
);
create index demonstration_entry_subject on demonstration_entry (register, subject, key);
grant select, insert on demonstration_entry to shixian_app;
