-- Files that people uploaded: what they are, whose, and which case uses them. The bytes lie in the store of files, under
-- the id; what holds them never decides who may read them.

create table file (
  id text primary key,
  -- The person who uploaded it: nobody else may name it.
  uploader text not null,
  -- As the uploader calls it. It may hold personal data, and goes with the bytes.
  name text,
  -- As it was announced, and from then on as it came.
  bytes bigint not null check (bytes > 0),
  digest text,
  type text,
  state text not null check (state in ('receiving', 'scanning', 'ready', 'infected', 'erased')),
  begun_at timestamptz(3) not null default clock_timestamp(),
  received_at timestamptz(3),
  -- The commands that name it, by their keys, and the case that they are of. Those that were refused hold nothing.
  claims text[] not null default '{}',
  case_id text,
  -- A command that names it was accepted: it is kept, and never looked at again by the sweep.
  kept_at timestamptz(3),
  -- Somebody writes to it, so long: of two at once the bytes would be mixed.
  locked_until timestamptz(3),
  -- What the scanner has still to be asked, how often it was, and why it did not answer.
  scan_at timestamptz(3),
  scans integer not null default 0,
  scan_failure text,
  erased_at timestamptz(3),
  -- The bytes are gone from the store.
  removed_at timestamptz(3),
  check ((digest is null) = (type is null)),
  check (state not in ('scanning', 'ready') or digest is not null)
);
create index file_uploader on file (uploader, begun_at);
create index file_case on file (case_id) where case_id is not null;
create index file_unkept on file (begun_at) where kept_at is null and removed_at is null;
create index file_to_scan on file (scan_at) where state = 'scanning';
create index file_to_remove on file (erased_at) where erased_at is not null and removed_at is null;
grant select, insert, update, delete on file to shixian_app;

-- Whether a command that names a file holds it: until it is known to be refused. Of two that name a file at once the
-- later one does not see the other's command yet, and must not take that for none.
create function holds_file(key text) returns boolean stable language sql return not exists (
  select from command k where k.key = holds_file.key and k.answer @> '{"accepted": false}');
