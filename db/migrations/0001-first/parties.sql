-- The register of parties (申请人). A case names its applicant by the id, which is opaque. The number of an identity card
-- is kept nowhere: a keyed hash of it finds the party again.
create table party (
  id text primary key,
  kind text not null check (kind in ('person', 'organisation')),
  -- Null once it was erased.
  name text,
  credit_code text unique,
  identity_hash text unique,
  credit_grade text check (credit_grade in ('A', 'B', 'C', 'D')),
  telephone text,
  added_by text not null,
  added_at timestamptz(3) not null default clock_timestamp(),
  -- The caller's idempotency key, with a digest of what was asked by it.
  key text unique,
  digest text,
  erased_at timestamptz(3),
  check ((name is null) = (erased_at is not null)),
  check (kind = 'organisation' or credit_code is null),
  check (kind = 'person' or identity_hash is null)
);
create index party_name on party (name text_pattern_ops) where name is not null;
grant select, insert, update on party to shixian_app;

-- What was written down of a party, by whom and when: the first time, and each change. Erasing empties it.
create table party_version (
  party text not null references party,
  version integer not null check (version > 0),
  name text,
  telephone text,
  credit_grade text,
  by text not null,
  at timestamptz(3) not null default clock_timestamp(),
  -- The caller's idempotency key, with a digest of what was asked by it.
  key text unique,
  digest text,
  primary key (party, version)
);
grant select, insert on party_version to shixian_app;
grant update (name, telephone, credit_grade, digest) on party_version to shixian_app;

-- What was asked to be erased (删除个人信息), of a party or of a case: who asked, on which ground, and nothing of what
-- it was. Each case that used it gets a command, so that its log has an event.
create table erasure (
  id text primary key,
  party text references party,
  case_id text references "case",
  ground text not null,
  actor jsonb not null,
  -- The caller's idempotency key, with a digest of what was asked by it.
  key text not null unique,
  digest text not null,
  asked_at timestamptz(3) not null default clock_timestamp(),
  finished_at timestamptz(3),
  check ((party is null) <> (case_id is null))
);
create index erasure_open on erasure (id) where finished_at is null;
grant select, insert on erasure to shixian_app;
grant update (finished_at) on erasure to shixian_app;
alter table command add column erasure text references erasure;
create index command_erasure on command (erasure, key) where erasure is not null;

-- Who signs in acts for these parties as the applicant: a person for themselves, whoever represents an organisation. A
-- row from each time on, with who said so and who ended it: linked once more is another row.
create table party_person (
  party text not null references party,
  person text not null references person,
  added_by text not null,
  added_at timestamptz(3) not null default clock_timestamp(),
  ended_by text,
  ended_at timestamptz(3),
  -- The callers' idempotency keys.
  added_key text unique,
  ended_key text unique,
  primary key (party, person, added_at),
  check ((ended_by is null) = (ended_at is null))
);
create unique index party_person_now on party_person (party, person) where ended_at is null;
create index party_person_person on party_person (person);
grant select, insert on party_person to shixian_app;
grant update (ended_by, ended_at, ended_key) on party_person to shixian_app;
