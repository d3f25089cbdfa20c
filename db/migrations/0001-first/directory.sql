-- The directory, delegations, and the personal fields of forms.

-- Personal fields are nowhere else: the log has the reference and the digest. Whoever uses them is written down, so that
-- a case reads those of another without a copy, and erasing asks all who use them.

-- Of erased ones the row stays without the fields, so that no late repeat brings them back.
create table personal (
  reference text primary key,
  case_id text not null,
  fields jsonb,
  digest text not null,
  kept_at timestamptz(3) not null default clock_timestamp(),
  erased_at timestamptz(3),
  check ((fields is null) = (erased_at is not null))
);
create table personal_use (
  reference text not null references personal on delete cascade,
  case_id text not null,
  since timestamptz(3) not null default clock_timestamp(),
  primary key (reference, case_id)
);
create index personal_use_case on personal_use (case_id);
create index personal_erased on personal (reference) where erased_at is not null;
grant select, insert on personal, personal_use to shixian_app;
grant update (fields, erased_at) on personal to shixian_app;

-- The tree of units as it is now, and every version of it: a unit's row of the latest version up to N is how it was in
-- version N. Every change of the directory is a version: who made it, why, and what it did to each record. Names of
-- people are left out: they can be erased.
create table unit (
  id text primary key,
  title text not null,
  kind text not null,
  parent text references unit,
  calendar text,
  role text,
  region text,
  level text,
  telephone text
);
create index unit_role on unit (role, region) where role is not null;
create table directory_version (
  version integer primary key check (version > 0),
  written_at timestamptz(3) not null default clock_timestamp(),
  by text not null,
  reason text not null,
  -- The caller's idempotency key, with a digest of what was asked by it.
  key text unique,
  digest text
);
create table directory_change (
  version integer not null references directory_version,
  position integer not null,
  kind text not null,
  subjects text[] not null,
  before jsonb,
  after jsonb,
  primary key (version, position)
);
create index directory_change_subjects on directory_change using gin (subjects);
create table unit_version (
  version integer not null references directory_version,
  id text not null references unit,
  title text not null,
  kind text not null,
  parent text,
  calendar text,
  role text,
  region text,
  level text,
  telephone text,
  primary key (id, version)
);
grant select, insert on directory_version, directory_change, unit_version to shixian_app;
create trigger append_only before update or delete or truncate on unit_version
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on directory_version
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on directory_change
  for each statement execute function refuse_change();

-- A change of the tree by which roles of procedures stand for other units: each open case of these procedures gets a
-- command of it, at its rate. `payloads`: of each procedure the text of that command.
create table repin (
  version integer primary key references directory_version,
  payloads jsonb not null,
  actor jsonb not null,
  rate integer not null check (rate > 0),
  published_at timestamptz(3) not null default clock_timestamp(),
  taken_until timestamptz(3),
  finished_at timestamptz(3)
);
create index repin_running on repin (version) where finished_at is null;
grant select, insert, update on repin to shixian_app;
alter table command add column repin integer references repin;
create index command_repin on command (repin, key) where repin is not null;

create table person (
  id text primary key,
  name text not null,
  unit text references unit,
  removed_at timestamptz(3),
  -- Tokens from before it have ended.
  signed_out_at timestamptz(3)
);
create table holding (
  person text not null references person,
  unit text not null references unit,
  post text not null,
  from_day date not null,
  to_day date check (to_day >= from_day),
  primary key (unit, post, from_day, person)
);
create table absence (
  person text not null references person,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null check (to_at > from_at),
  deputy text references person,
  primary key (person, from_at)
);
grant select, insert, update on unit, person to shixian_app;
-- What people declared: that somebody is kin (亲属) or has an interest (利害关系) with a person or a party.
create table relation (
  person text not null references person,
  subject text not null,
  kind text not null check (kind in ('kin', 'interest')),
  from_day date not null,
  to_day date check (to_day >= from_day),
  declared_at timestamptz(3) not null default clock_timestamp(),
  primary key (person, subject, kind, from_day)
);
create index relation_subject on relation (subject);
grant select, insert, update, delete on holding, absence, relation to shixian_app;

create table delegation (
  id text primary key,
  agent text not null,
  applicant text not null,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) check (to_at > from_at),
  revoked_at timestamptz(3)
);
create index delegation_agent on delegation (agent, applicant);
create index delegation_applicant on delegation (applicant);
grant select, insert, update on delegation to shixian_app;
