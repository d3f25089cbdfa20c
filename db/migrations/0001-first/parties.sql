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

-- Who signs in acts for these parties as the applicant: a person for themselves, whoever represents an organisation.
create table party_person (
  party text not null references party,
  person text not null references person,
  added_by text not null,
  added_at timestamptz(3) not null default clock_timestamp(),
  ended_at timestamptz(3),
  primary key (party, person)
);
create index party_person_person on party_person (person);
grant select, insert, update on party_person to shixian_app;
