-- The schema that the migrations make, read from the database: tables, constraints, indexes and rights.
-- `npm run schema` writes it. Change a migration, never this file.

create sequence case_number;
grant usage on sequence case_number to shixian_app;

CREATE OR REPLACE FUNCTION digest_of(content text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN ('sha256:'::text || encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text));

CREATE OR REPLACE FUNCTION epoch_ms(at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
RETURN ((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint;

CREATE OR REPLACE FUNCTION holds_file(key text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (NOT (EXISTS (SELECT FROM command k WHERE ((k.key = holds_file.key) AND (k.answer @> '{"accepted": false}'::jsonb)))));

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
  begin
    raise exception 'The table % is append-only: % is refused. Record a new event instead.', tg_table_name, lower(tg_op)
      using errcode = 'restrict_violation';
  end $function$;

CREATE OR REPLACE FUNCTION seal(of_scope text, of_kind text, of_subject text, content text)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
  declare
    last seal_head;
    next seal;
  begin
    insert into seal_head as h (scope, n, hash) values (of_scope, 0, digest_of('shixian seals ' || of_scope))
      on conflict (scope) do update set n = h.n returning * into last;
    next.n := last.n + 1;
    next.digest := digest_of(content);
    next.hash := digest_of(concat_ws(chr(10), last.hash, next.n, of_kind, of_subject, next.digest));
    insert into seal (scope, n, kind, subject, digest, prev, hash)
      values (of_scope, next.n, of_kind, of_subject, next.digest, last.hash, next.hash);
    update seal_head set n = next.n, hash = next.hash where scope = of_scope;
    return next.n;
  end $function$;

CREATE OR REPLACE FUNCTION sealed_content(k command)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (jsonb_build_array((k).key, (k).case_id, (k).procedure, (k).actor, (k).payload, epoch_ms((k).asked_at), (k).answer))::text;

CREATE OR REPLACE FUNCTION sealed_content(o outbox)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (jsonb_build_array((o).case_id, (o).seq, (o)."position", (o).recipient, (o).body, epoch_ms((o).delivered_at)))::text;

CREATE OR REPLACE FUNCTION sealed_content(v directory_version)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (jsonb_build_array((v).version, epoch_ms((v).written_at), (v).by, (v).reason, (v).key, (v).digest, (SELECT jsonb_agg(to_jsonb(c.*) ORDER BY c."position") AS jsonb_agg FROM directory_change c WHERE (c.version = (sealed_content.v).version))))::text;

CREATE OR REPLACE FUNCTION sealed_content(v calendar_version)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (jsonb_build_array((v).version, (v).calendar, (v).title, (v).data, epoch_ms((v).published_at), (v).base, (v).file))::text;

CREATE OR REPLACE FUNCTION sealed_content(r repair)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (jsonb_build_array(epoch_ms((r).at), (r).by, (r).what, (r).case_id, (r).command_key, (r).found, (r).reason, (r).key))::text;

create table absence (
  person text not null,
  from_at timestamp(3) with time zone not null,
  to_at timestamp(3) with time zone not null,
  deputy text,
  constraint absence_pkey PRIMARY KEY (person, from_at),
  constraint absence_deputy_fkey FOREIGN KEY (deputy) REFERENCES person(id),
  constraint absence_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint absence_check CHECK ((to_at > from_at))
);
grant delete, insert, select, update on absence to shixian_app;

create table advance (
  key text not null,
  case_id text not null,
  cases text[] not null,
  working_days integer not null,
  milliseconds bigint not null,
  target_offset_ms bigint not null,
  done boolean default false not null,
  taken_at timestamp(3) with time zone,
  constraint advance_pkey PRIMARY KEY (key)
);
CREATE INDEX advance_open ON advance USING btree (key) WHERE (NOT done);
grant insert, select, update on advance to shixian_app;

create table build (
  id text not null,
  procedures text[] not null,
  since timestamp(3) with time zone default clock_timestamp() not null,
  constraint build_pkey PRIMARY KEY (id)
);
grant insert, select on build to shixian_app;

create table calendar_version (
  version text not null,
  calendar text not null,
  title text not null,
  data jsonb not null,
  published_at timestamp(3) with time zone default clock_timestamp() not null,
  current boolean not null,
  base text,
  file jsonb not null,
  constraint calendar_version_pkey PRIMARY KEY (version),
  constraint calendar_version_base_fkey FOREIGN KEY (base) REFERENCES calendar_version(version)
);
CREATE UNIQUE INDEX calendar_version_current ON calendar_version USING btree (calendar) WHERE current;
grant insert, select, update on calendar_version to shixian_app;

create table "case" (
  id text not null,
  number text not null,
  query_code text not null,
  parent text,
  procedure text not null,
  title text not null,
  lead text not null,
  units text[] not null,
  applicant text not null,
  calendars text[] not null,
  rules integer not null,
  status text not null,
  acceptance text,
  colour text not null,
  extended boolean not null,
  unlawful boolean not null,
  closed boolean not null,
  directory integer,
  received_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  next_due timestamp(3) with time zone,
  revision integer not null,
  head text not null,
  time_offset_ms bigint default 0 not null,
  view jsonb not null,
  constraint case_pkey PRIMARY KEY (id),
  constraint case_number_key UNIQUE (number)
) with (fillfactor=75);
CREATE INDEX case_applicant ON "case" USING btree (applicant, received_at, id);
CREATE INDEX case_calendars ON "case" USING gin (calendars) WHERE (NOT closed);
CREATE INDEX case_directory ON "case" USING btree (procedure, COALESCE(directory, 0)) WHERE (NOT closed);
CREATE INDEX case_number_begins ON "case" USING btree (number text_pattern_ops);
CREATE INDEX case_open ON "case" USING btree (id) WHERE (NOT closed);
CREATE INDEX case_parent ON "case" USING btree (parent, received_at, id) WHERE (parent IS NOT NULL);
CREATE INDEX case_received ON "case" USING btree (received_at, id);
CREATE INDEX case_rules ON "case" USING btree (rules, id) WHERE (NOT closed);
grant insert, select, update on "case" to shixian_app;

create table case_clock (
  case_id text not null,
  clock text not null,
  "position" integer not null,
  kind text not null,
  procedure text not null,
  received_at timestamp(3) with time zone not null,
  unit text,
  step text,
  state text not null,
  colour text not null,
  due timestamp(3) with time zone,
  breached_at timestamp(3) with time zone,
  view jsonb not null,
  constraint case_clock_pkey PRIMARY KEY (case_id, clock),
  constraint case_clock_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id)
) with (fillfactor=75);
CREATE INDEX case_clock_breached ON case_clock USING btree (kind, breached_at, case_id, clock) WHERE ((state <> 'stopped'::text) AND (breached_at IS NOT NULL));
CREATE INDEX case_clock_due ON case_clock USING btree (kind, due, case_id, clock) WHERE ((state = 'running'::text) AND (breached_at IS NULL));
CREATE INDEX case_clock_undated ON case_clock USING btree (received_at, case_id, clock) WHERE ((due IS NULL) AND (state = 'running'::text));
CREATE INDEX case_clock_unit_breached ON case_clock USING btree (unit, kind, breached_at, case_id, clock) WHERE ((state <> 'stopped'::text) AND (breached_at IS NOT NULL));
CREATE INDEX case_clock_unit_due ON case_clock USING btree (unit, kind, due, case_id, clock) WHERE ((state = 'running'::text) AND (breached_at IS NULL));
CREATE INDEX case_clock_unit_undated ON case_clock USING btree (unit, received_at, case_id, clock) WHERE ((due IS NULL) AND (state = 'running'::text));
grant delete, insert, select, update on case_clock to shixian_app;

create table case_desk (
  case_id text not null,
  desk text not null,
  acts boolean not null,
  due timestamp(3) with time zone,
  breached_at timestamp(3) with time zone,
  opened_at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone not null,
  procedure text not null,
  channel text not null,
  acceptance text,
  modes text[] not null,
  status text not null,
  colour text not null,
  closed boolean not null,
  constraint case_desk_pkey PRIMARY KEY (case_id, desk),
  constraint case_desk_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id)
) with (fillfactor=75);
CREATE INDEX case_desk_breached ON case_desk USING btree (desk, breached_at, case_id) WHERE ((breached_at IS NOT NULL) AND (NOT closed));
CREATE INDEX case_desk_closed ON case_desk USING btree (desk, received_at, case_id) WHERE closed;
CREATE INDEX case_desk_colour ON case_desk USING btree (desk, colour, received_at, case_id) WHERE (NOT closed);
CREATE INDEX case_desk_due ON case_desk USING btree (desk, COALESCE(due, '9999-12-31 00:00:00+00'::timestamp with time zone), case_id) WHERE (NOT closed);
CREATE INDEX case_desk_open ON case_desk USING btree (desk, received_at, case_id) WHERE (NOT closed);
CREATE INDEX case_desk_procedure ON case_desk USING btree (desk, procedure, received_at, case_id);
CREATE INDEX case_desk_received ON case_desk USING btree (desk, received_at, case_id);
CREATE INDEX case_desk_status ON case_desk USING btree (desk, status, received_at, case_id);
CREATE INDEX case_desk_status_due ON case_desk USING btree (desk, status, COALESCE(due, '9999-12-31 00:00:00+00'::timestamp with time zone), case_id) WHERE (NOT closed);
grant delete, insert, select, update on case_desk to shixian_app;

create table case_document (
  case_id text not null,
  document text not null,
  "position" integer not null,
  at timestamp(3) with time zone not null,
  view jsonb not null,
  constraint case_document_pkey PRIMARY KEY (case_id, document),
  constraint case_document_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id)
);
grant delete, insert, select, update on case_document to shixian_app;

create table case_step (
  case_id text not null,
  step text not null,
  "position" integer not null,
  procedure text not null,
  unit text,
  state text not null,
  open boolean not null,
  opened_at timestamp(3) with time zone not null,
  queued_at timestamp(3) with time zone not null,
  due_by timestamp(3) with time zone not null,
  colour text,
  claimed_by text,
  view jsonb not null,
  constraint case_step_pkey PRIMARY KEY (case_id, step),
  constraint case_step_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id)
) with (fillfactor=75);
CREATE INDEX case_step_claimed ON case_step USING btree (claimed_by, unit, due_by, case_id, step) WHERE (open AND (claimed_by IS NOT NULL));
CREATE INDEX case_step_colour ON case_step USING btree (unit, colour, due_by, case_id, step) WHERE open;
CREATE INDEX case_step_due ON case_step USING btree (unit, state, due_by, case_id, step) WHERE open;
CREATE INDEX case_step_inbox ON case_step USING btree (unit, queued_at, case_id, step) WHERE open;
CREATE INDEX case_step_notice ON case_step USING btree (opened_at, case_id, step) WHERE (open AND ((view ->> 'kind'::text) = 'publicNotice'::text) AND (NOT (view ? 'objection'::text)) AND (NOT (view ? 'isPeriodOver'::text)));
CREATE INDEX case_step_proposed ON case_step USING btree (case_id, step) WHERE (state = 'proposed'::text);
grant delete, insert, select, update on case_step to shixian_app;

create table command (
  key text not null,
  case_id text not null,
  procedure text not null,
  begins boolean not null,
  number text,
  query_code text,
  actor jsonb not null,
  payload text not null,
  request_id text,
  asked_at timestamp(3) with time zone not null,
  case_offset_ms bigint not null,
  attempt integer not null,
  recoveries integer default 0 not null,
  taken_at timestamp(3) with time zone,
  answer jsonb,
  answered_at timestamp(3) with time zone,
  dead_at timestamp(3) with time zone,
  dead_reason text,
  sender_seq integer default 0 not null,
  sender_n integer default 0 not null,
  repin integer,
  erasure text,
  publication text,
  constraint command_pkey PRIMARY KEY (key),
  constraint command_number_key UNIQUE (number),
  constraint command_erasure_fkey FOREIGN KEY (erasure) REFERENCES erasure(id),
  constraint command_publication_fkey FOREIGN KEY (publication) REFERENCES publication(version),
  constraint command_repin_fkey FOREIGN KEY (repin) REFERENCES repin(version),
  constraint command_check CHECK (((begins = (number IS NOT NULL)) AND (begins = (query_code IS NOT NULL)))),
  constraint command_check1 CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint command_check2 CHECK (((dead_at IS NULL) = (dead_reason IS NULL)))
) with (fillfactor=75);
CREATE INDEX command_dead ON command USING btree (dead_at, key) WHERE ((answer IS NULL) AND (dead_at IS NOT NULL));
CREATE INDEX command_erasure ON command USING btree (erasure, key) WHERE (erasure IS NOT NULL);
CREATE INDEX command_publication ON command USING btree (publication) WHERE (publication IS NOT NULL);
CREATE INDEX command_repin ON command USING btree (repin, key) WHERE (repin IS NOT NULL);
CREATE INDEX command_to_publish ON command USING btree (publication, key) WHERE ((answer IS NULL) AND (dead_at IS NULL) AND (publication IS NOT NULL));
CREATE INDEX command_unanswered ON command USING btree (case_id, asked_at, sender_seq, sender_n, key) WHERE ((answer IS NULL) AND (dead_at IS NULL));
grant insert, select, update on command to shixian_app;

create table delegation (
  id text not null,
  agent text not null,
  applicant text not null,
  from_at timestamp(3) with time zone not null,
  to_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_check CHECK ((to_at > from_at))
);
CREATE INDEX delegation_agent ON delegation USING btree (agent, applicant);
CREATE INDEX delegation_applicant ON delegation USING btree (applicant);
grant insert, select, update on delegation to shixian_app;

create table demonstration_entry (
  register text not null,
  key text not null,
  subject text not null,
  data jsonb not null,
  constraint demonstration_entry_pkey PRIMARY KEY (register, key)
);
CREATE INDEX demonstration_entry_subject ON demonstration_entry USING btree (register, subject, key);
grant insert, select on demonstration_entry to shixian_app;

create table desk_count (
  desk text not null,
  status text not null,
  colour text not null,
  cases integer not null
);
CREATE INDEX desk_count_desk ON desk_count USING btree (desk, status, colour) INCLUDE (cases);
grant delete, insert, select on desk_count to shixian_app;

create table directory_change (
  version integer not null,
  "position" integer not null,
  kind text not null,
  subjects text[] not null,
  before jsonb,
  after jsonb,
  constraint directory_change_pkey PRIMARY KEY (version, "position"),
  constraint directory_change_version_fkey FOREIGN KEY (version) REFERENCES directory_version(version)
);
CREATE INDEX directory_change_subjects ON directory_change USING gin (subjects);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON directory_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on directory_change to shixian_app;

create table directory_version (
  version integer not null,
  written_at timestamp(3) with time zone default clock_timestamp() not null,
  by text not null,
  reason text not null,
  key text,
  digest text,
  constraint directory_version_pkey PRIMARY KEY (version),
  constraint directory_version_key_key UNIQUE (key),
  constraint directory_version_version_check CHECK ((version > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON directory_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on directory_version to shixian_app;

create table draft (
  id text not null,
  applicant text not null,
  procedure text not null,
  form jsonb not null,
  papers jsonb not null,
  modes text[] not null,
  parent text,
  step text,
  handed_on jsonb,
  saved_by text not null,
  saved_at timestamp(3) with time zone default clock_timestamp() not null,
  expires_at timestamp(3) with time zone default (clock_timestamp() + '90 days'::interval) not null,
  constraint draft_pkey PRIMARY KEY (id)
);
CREATE INDEX draft_applicant ON draft USING btree (applicant, saved_at, id);
CREATE INDEX draft_expires ON draft USING btree (expires_at);
CREATE INDEX draft_papers ON draft USING gin (papers jsonb_path_ops);
CREATE INDEX draft_parent ON draft USING btree (parent, saved_at, id) WHERE (parent IS NOT NULL);
grant delete, insert, select, update on draft to shixian_app;

create table effect_call (
  case_id text not null,
  kind text not null,
  subject text not null,
  calls text not null,
  input jsonb not null,
  personal jsonb,
  asked_at timestamp(3) with time zone default clock_timestamp() not null,
  attempt integer default 0 not null,
  sent integer default 0 not null,
  next_at timestamp(3) with time zone default clock_timestamp() not null,
  done_at timestamp(3) with time zone,
  failure text,
  dead_at timestamp(3) with time zone,
  constraint effect_call_pkey PRIMARY KEY (case_id, kind, subject),
  constraint effect_call_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint effect_call_kind_check CHECK ((kind = ANY (ARRAY['effect'::text, 'source'::text, 'credit'::text])))
) with (fillfactor=75);
CREATE INDEX effect_call_dead ON effect_call USING btree (dead_at, case_id) WHERE ((done_at IS NULL) AND (dead_at IS NOT NULL));
CREATE INDEX effect_call_next ON effect_call USING btree (next_at, case_id) WHERE ((done_at IS NULL) AND (dead_at IS NULL));
grant insert, select, update on effect_call to shixian_app;

create table erasure (
  id text not null,
  party text,
  case_id text,
  ground text not null,
  actor jsonb not null,
  key text not null,
  digest text not null,
  asked_at timestamp(3) with time zone default clock_timestamp() not null,
  finished_at timestamp(3) with time zone,
  constraint erasure_pkey PRIMARY KEY (id),
  constraint erasure_key_key UNIQUE (key),
  constraint erasure_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint erasure_party_fkey FOREIGN KEY (party) REFERENCES party(id),
  constraint erasure_check CHECK (((party IS NULL) <> (case_id IS NULL)))
);
CREATE INDEX erasure_open ON erasure USING btree (id) WHERE (finished_at IS NULL);
grant insert, select on erasure to shixian_app;

create table event (
  case_id text not null,
  seq integer not null,
  type text not null,
  at timestamp(3) with time zone not null,
  asked_at timestamp(3) with time zone,
  actor jsonb not null,
  command_key text,
  digest text,
  cause text,
  on_day date,
  rules integer,
  data text not null,
  prev text not null,
  hash text not null,
  recorded_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint event_pkey PRIMARY KEY (case_id, seq),
  constraint event_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint event_seq_check CHECK ((seq > 0))
);
CREATE UNIQUE INDEX event_command ON event USING btree (case_id, command_key) WHERE (command_key IS NOT NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on event to shixian_app;

create table feed (
  "position" bigint not null,
  case_id text not null,
  seq integer not null,
  desks text[] default '{}'::text[] not null,
  constraint feed_pkey PRIMARY KEY ("position"),
  constraint feed_case_id_seq_key UNIQUE (case_id, seq)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON feed FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on feed to shixian_app;

create table feed_queue (
  id bigint generated always as identity not null,
  case_id text not null,
  seq integer not null,
  desks text[] default '{}'::text[] not null,
  constraint feed_queue_pkey PRIMARY KEY (id)
);
grant delete, insert, select on feed_queue to shixian_app;

create table file (
  id text not null,
  uploader text not null,
  name text,
  bytes bigint not null,
  digest text,
  type text,
  state text not null,
  begun_at timestamp(3) with time zone default clock_timestamp() not null,
  received_at timestamp(3) with time zone,
  claims text[] default '{}'::text[] not null,
  case_id text,
  kept_at timestamp(3) with time zone,
  locked_until timestamp(3) with time zone,
  scan_at timestamp(3) with time zone,
  scans integer default 0 not null,
  scan_failure text,
  erased_at timestamp(3) with time zone,
  removed_at timestamp(3) with time zone,
  constraint file_pkey PRIMARY KEY (id),
  constraint file_bytes_check CHECK ((bytes > 0)),
  constraint file_check CHECK (((digest IS NULL) = (type IS NULL))),
  constraint file_check1 CHECK (((state <> ALL (ARRAY['scanning'::text, 'ready'::text])) OR (digest IS NOT NULL))),
  constraint file_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'scanning'::text, 'ready'::text, 'infected'::text, 'erased'::text])))
);
CREATE INDEX file_case ON file USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX file_to_remove ON file USING btree (erased_at) WHERE ((erased_at IS NOT NULL) AND (removed_at IS NULL));
CREATE INDEX file_to_scan ON file USING btree (scan_at) WHERE (state = 'scanning'::text);
CREATE INDEX file_unkept ON file USING btree (begun_at) WHERE ((kept_at IS NULL) AND (removed_at IS NULL));
CREATE INDEX file_uploader ON file USING btree (uploader, begun_at);
grant delete, insert, select, update on file to shixian_app;

create table holding (
  person text not null,
  unit text not null,
  post text not null,
  from_day date not null,
  to_day date,
  constraint holding_pkey PRIMARY KEY (unit, post, from_day, person),
  constraint holding_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint holding_unit_fkey FOREIGN KEY (unit) REFERENCES unit(id),
  constraint holding_check CHECK ((to_day >= from_day))
);
grant delete, insert, select, update on holding to shixian_app;

create table incident (
  case_id text not null,
  kind text not null,
  since timestamp(3) with time zone default clock_timestamp() not null,
  seen_at timestamp(3) with time zone default clock_timestamp() not null,
  detail text not null,
  constraint incident_pkey PRIMARY KEY (case_id, kind)
);
CREATE INDEX incident_since ON incident USING btree (since, case_id, kind);
grant delete, insert, select, update on incident to shixian_app;

create table instrument (
  case_id text not null,
  instrument text not null,
  "position" integer not null,
  level text not null,
  authority text not null,
  unit text not null,
  state text not null,
  opened_at timestamp(3) with time zone not null,
  reply_due timestamp(3) with time zone not null,
  view jsonb not null,
  constraint instrument_pkey PRIMARY KEY (case_id, instrument),
  constraint instrument_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id)
) with (fillfactor=75);
CREATE INDEX instrument_authority ON instrument USING btree (authority, level, opened_at, case_id, instrument);
CREATE INDEX instrument_authority_now ON instrument USING btree (authority, level, opened_at, case_id, instrument) WHERE (state <> 'closed'::text);
CREATE INDEX instrument_opened ON instrument USING btree (level, opened_at, case_id, instrument);
CREATE INDEX instrument_opened_now ON instrument USING btree (level, opened_at, case_id, instrument) WHERE (state <> 'closed'::text);
CREATE INDEX instrument_to_answer ON instrument USING btree (unit, reply_due, case_id, instrument) WHERE (state = ANY (ARRAY['served'::text, 'overdue'::text]));
CREATE INDEX instrument_unit ON instrument USING btree (unit, level, opened_at, case_id, instrument);
CREATE INDEX instrument_unit_now ON instrument USING btree (unit, level, opened_at, case_id, instrument) WHERE (state <> 'closed'::text);
grant delete, insert, select, update on instrument to shixian_app;

create table instrument_counter (
  authority text not null,
  level text not null,
  year integer not null,
  last integer not null,
  constraint instrument_counter_pkey PRIMARY KEY (authority, level, year)
);
grant insert, select, update on instrument_counter to shixian_app;

create table instrument_number (
  case_id text not null,
  instrument text not null,
  authority text not null,
  level text not null,
  year integer not null,
  number integer not null,
  constraint instrument_number_pkey PRIMARY KEY (case_id, instrument),
  constraint instrument_number_authority_level_year_number_key UNIQUE (authority, level, year, number)
);
grant insert, select on instrument_number to shixian_app;

create table outbox (
  id bigint generated always as identity not null,
  case_id text not null,
  seq integer not null,
  "position" integer not null,
  kind text not null,
  recipient text not null,
  code text not null,
  params jsonb not null,
  words integer not null,
  body text not null,
  created_at timestamp(3) with time zone default clock_timestamp() not null,
  delivered_at timestamp(3) with time zone,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_case_id_seq_position_key UNIQUE (case_id, seq, "position"),
  constraint outbox_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id)
);
CREATE INDEX outbox_undelivered ON outbox USING btree (id) WHERE (delivered_at IS NULL);
grant insert, select, update on outbox to shixian_app;

create table party (
  id text not null,
  kind text not null,
  name text,
  credit_code text,
  identity_hash text,
  credit_grade text,
  telephone text,
  added_by text not null,
  added_at timestamp(3) with time zone default clock_timestamp() not null,
  key text,
  digest text,
  erased_at timestamp(3) with time zone,
  constraint party_pkey PRIMARY KEY (id),
  constraint party_credit_code_key UNIQUE (credit_code),
  constraint party_identity_hash_key UNIQUE (identity_hash),
  constraint party_key_key UNIQUE (key),
  constraint party_check CHECK (((name IS NULL) = (erased_at IS NOT NULL))),
  constraint party_check1 CHECK (((kind = 'organisation'::text) OR (credit_code IS NULL))),
  constraint party_check2 CHECK (((kind = 'person'::text) OR (identity_hash IS NULL))),
  constraint party_credit_grade_check CHECK ((credit_grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint party_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text])))
);
CREATE INDEX party_name ON party USING btree (name text_pattern_ops) WHERE (name IS NOT NULL);
grant insert, select, update on party to shixian_app;

create table party_person (
  party text not null,
  person text not null,
  added_by text not null,
  added_at timestamp(3) with time zone default clock_timestamp() not null,
  ended_by text,
  ended_at timestamp(3) with time zone,
  added_key text,
  ended_key text,
  constraint party_person_pkey PRIMARY KEY (party, person, added_at),
  constraint party_person_added_key_key UNIQUE (added_key),
  constraint party_person_ended_key_key UNIQUE (ended_key),
  constraint party_person_party_fkey FOREIGN KEY (party) REFERENCES party(id),
  constraint party_person_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint party_person_check CHECK (((ended_by IS NULL) = (ended_at IS NULL)))
);
CREATE UNIQUE INDEX party_person_now ON party_person USING btree (party, person) WHERE (ended_at IS NULL);
CREATE INDEX party_person_person ON party_person USING btree (person);
grant insert, select on party_person to shixian_app;

create table party_version (
  party text not null,
  version integer not null,
  name text,
  telephone text,
  credit_grade text,
  by text not null,
  at timestamp(3) with time zone default clock_timestamp() not null,
  key text,
  digest text,
  constraint party_version_pkey PRIMARY KEY (party, version),
  constraint party_version_key_key UNIQUE (key),
  constraint party_version_party_fkey FOREIGN KEY (party) REFERENCES party(id),
  constraint party_version_version_check CHECK ((version > 0))
);
grant insert, select on party_version to shixian_app;

create table permit (
  case_id text not null,
  permit text not null,
  "position" integer not null,
  state text not null,
  view jsonb not null,
  constraint permit_pkey PRIMARY KEY (case_id, permit),
  constraint permit_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id)
);
grant delete, insert, select, update on permit to shixian_app;

create table person (
  id text not null,
  name text not null,
  unit text,
  removed_at timestamp(3) with time zone,
  signed_out_at timestamp(3) with time zone,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_unit_fkey FOREIGN KEY (unit) REFERENCES unit(id)
);
grant insert, select, update on person to shixian_app;

create table personal (
  reference text not null,
  case_id text not null,
  fields jsonb,
  digest text not null,
  kept_at timestamp(3) with time zone default clock_timestamp() not null,
  erased_at timestamp(3) with time zone,
  constraint personal_pkey PRIMARY KEY (reference),
  constraint personal_check CHECK (((fields IS NULL) = (erased_at IS NOT NULL)))
);
CREATE INDEX personal_erased ON personal USING btree (reference) WHERE (erased_at IS NOT NULL);
grant insert, select on personal to shixian_app;

create table personal_use (
  reference text not null,
  case_id text not null,
  since timestamp(3) with time zone default clock_timestamp() not null,
  constraint personal_use_pkey PRIMARY KEY (reference, case_id),
  constraint personal_use_reference_fkey FOREIGN KEY (reference) REFERENCES personal(reference) ON DELETE CASCADE
);
CREATE INDEX personal_use_case ON personal_use USING btree (case_id);
grant insert, select on personal_use to shixian_app;

create table publication (
  version text not null,
  versions text[] not null,
  key text not null,
  actor jsonb not null,
  rate integer not null,
  published_at timestamp(3) with time zone not null,
  taken_until timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  constraint publication_pkey PRIMARY KEY (version),
  constraint publication_key_key UNIQUE (key),
  constraint publication_version_fkey FOREIGN KEY (version) REFERENCES calendar_version(version),
  constraint publication_rate_check CHECK ((rate > 0))
);
CREATE INDEX publication_running ON publication USING btree (published_at) WHERE (finished_at IS NULL);
grant insert, select, update on publication to shixian_app;

create table relation (
  person text not null,
  subject text not null,
  kind text not null,
  from_day date not null,
  to_day date,
  declared_at timestamp(3) with time zone default clock_timestamp() not null,
  constraint relation_pkey PRIMARY KEY (person, subject, kind, from_day),
  constraint relation_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint relation_check CHECK ((to_day >= from_day)),
  constraint relation_kind_check CHECK ((kind = ANY (ARRAY['kin'::text, 'interest'::text])))
);
CREATE INDEX relation_subject ON relation USING btree (subject);
grant delete, insert, select, update on relation to shixian_app;

create table repair (
  id bigint generated always as identity not null,
  at timestamp(3) with time zone default clock_timestamp() not null,
  by text not null,
  what text not null,
  case_id text not null,
  command_key text,
  found text not null,
  reason text not null,
  key text,
  constraint repair_pkey PRIMARY KEY (id),
  constraint repair_key_key UNIQUE (key)
);
CREATE INDEX repair_case ON repair USING btree (case_id, id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON repair FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on repair to shixian_app;

create table repin (
  version integer not null,
  payloads jsonb not null,
  actor jsonb not null,
  rate integer not null,
  published_at timestamp(3) with time zone default clock_timestamp() not null,
  taken_until timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  constraint repin_pkey PRIMARY KEY (version),
  constraint repin_version_fkey FOREIGN KEY (version) REFERENCES directory_version(version),
  constraint repin_rate_check CHECK ((rate > 0))
);
CREATE INDEX repin_running ON repin USING btree (version) WHERE (finished_at IS NULL);
grant insert, select, update on repin to shixian_app;

create table schedule (
  id text not null,
  every jsonb not null,
  zone text not null,
  from_day date not null,
  fired_on date,
  failure text,
  constraint schedule_pkey PRIMARY KEY (id)
);
grant insert, select, update on schedule to shixian_app;

create table seal (
  scope text not null,
  n integer not null,
  kind text not null,
  subject text not null,
  digest text not null,
  prev text not null,
  hash text not null,
  constraint seal_pkey PRIMARY KEY (scope, n),
  constraint seal_kind_subject_key UNIQUE (kind, subject),
  constraint seal_n_check CHECK ((n > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on seal to shixian_app;

create table seal_head (
  scope text not null,
  n integer not null,
  hash text not null,
  constraint seal_head_pkey PRIMARY KEY (scope)
);
grant insert, select, update on seal_head to shixian_app;

create table session (
  id_hash text not null,
  person text not null,
  created_at timestamp(3) with time zone default clock_timestamp() not null,
  seen_at timestamp(3) with time zone default clock_timestamp() not null,
  ends_at timestamp(3) with time zone not null,
  constraint session_pkey PRIMARY KEY (id_hash),
  constraint session_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint session_check CHECK ((ends_at > created_at))
);
CREATE INDEX session_end ON session USING btree (ends_at);
CREATE INDEX session_person ON session USING btree (person);
grant delete, insert, select, update on session to shixian_app;

create table unit (
  id text not null,
  title text not null,
  kind text not null,
  parent text,
  calendar text,
  role text,
  region text,
  level text,
  telephone text,
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_parent_fkey FOREIGN KEY (parent) REFERENCES unit(id)
);
CREATE INDEX unit_role ON unit USING btree (role, region) WHERE (role IS NOT NULL);
grant insert, select, update on unit to shixian_app;

create table unit_version (
  version integer not null,
  id text not null,
  title text not null,
  kind text not null,
  parent text,
  calendar text,
  role text,
  region text,
  level text,
  telephone text,
  constraint unit_version_pkey PRIMARY KEY (id, version),
  constraint unit_version_id_fkey FOREIGN KEY (id) REFERENCES unit(id),
  constraint unit_version_version_fkey FOREIGN KEY (version) REFERENCES directory_version(version)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON unit_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant insert, select on unit_version to shixian_app;
