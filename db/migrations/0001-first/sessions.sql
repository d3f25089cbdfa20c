-- Sessions of people who signed in by the issuer's pages. Who reads the table can use none of them: the id that the
-- browser holds is there as its hash alone.

create table session (
  id_hash text primary key,
  person text not null references person,
  created_at timestamptz(3) not null default clock_timestamp(),
  seen_at timestamptz(3) not null default clock_timestamp(),
  -- It ends then, however much it is used.
  ends_at timestamptz(3) not null check (ends_at > created_at)
);
create index session_person on session (person);
create index session_end on session (ends_at);
grant select, insert, update, delete on session to shixian_app;
