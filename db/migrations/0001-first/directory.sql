-- The directory, delegations, and the personal fields of forms.

create table personal (
  reference text primary key,
  case_id text not null,
  fields jsonb not null,
  digest text not null,
  kept_at timestamptz(3) not null default clock_timestamp()
);
create index personal_case on personal (case_id);
grant select, insert, delete on personal to shixian_app;

create table unit (
  id text primary key,
  title text not null,
  kind text not null,
  parent text references unit,
  calendar text
);
create table person (
  id text primary key,
  name text not null,
  unit text references unit,
  removed_at timestamptz(3)
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
grant select, insert, update, delete on holding, absence to shixian_app;

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
