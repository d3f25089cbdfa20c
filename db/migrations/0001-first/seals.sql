-- What no log commits to is committed to here, beside the row itself: refusals, query codes, deliveries, repairs,
-- calendars, versions of the directory. A chain for each case, and one for each register; its head is a row of its own.
-- Whoever changes, adds or takes away a row by hand does not meet its seal, and the audit says so.

create table seal (
  -- The case, or the register: `repair`, `calendar`, `directory`.
  scope text not null,
  n integer not null check (n > 0),
  kind text not null,
  subject text not null,
  digest text not null,
  prev text not null,
  hash text not null,
  primary key (scope, n),
  unique (kind, subject)
);
create table seal_head (
  scope text primary key,
  n integer not null,
  hash text not null
);
grant select, insert on seal to shixian_app;
grant select, insert, update on seal_head to shixian_app;
create trigger append_only before update or delete or truncate on seal
  for each statement execute function refuse_change();

create function digest_of(content text) returns text immutable language sql
  return 'sha256:' || encode(sha256(convert_to(content, 'UTF8')), 'hex');

-- Adds the seal of a row to its chain. Whoever seals in the same chain waits.
create function seal(of_scope text, of_kind text, of_subject text, content text) returns integer language plpgsql as $$
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
  end $$;

create function epoch_ms(at timestamptz) returns bigint immutable language sql
  return (extract(epoch from at) * 1000)::bigint;

-- What of a row is sealed.
create function sealed_content(k command) returns text stable language sql return
  jsonb_build_array(k.key, k.case_id, k.procedure, k.actor, k.payload, epoch_ms(k.asked_at), k.answer)::text;
create function sealed_content(o outbox) returns text stable language sql return
  jsonb_build_array(o.case_id, o.seq, o.position, o.recipient, o.body, epoch_ms(o.delivered_at))::text;
create function sealed_content(r repair) returns text stable language sql return
  jsonb_build_array(epoch_ms(r.at), r.by, r.what, r.case_id, r.command_key, r.found, r.reason, r.key)::text;
create function sealed_content(v calendar_version) returns text stable language sql return
  jsonb_build_array(v.version, v.calendar, v.title, v.data, epoch_ms(v.published_at), v.base, v.file)::text;
create function sealed_content(v directory_version) returns text stable language sql return
  jsonb_build_array(v.version, epoch_ms(v.written_at), v.by, v.reason, v.key, v.digest,
    (select jsonb_agg(to_jsonb(c) order by c.position) from directory_change c where c.version = v.version))::text;
