import { type RawBuilder, sql } from 'kysely';
import { refusalOf } from '../../domain/refusal.ts';
import type { Db, Tx } from '../client.ts';
import { text } from '../column.ts';
import { rowsOf } from '../rows.ts';
import { sealingRefusal } from '../seals/seals.ts';

/** What an earlier publication could not bring to a case must not reach it after this one. */
export async function giveUpEarlier(tx: Tx, version: string): Promise<void> {
  const refused = {
    accepted: false,
    refused: refusalOf('calendar.superseded', { by: version }),
  };
  await sql`update command c set answer = ${JSON.stringify(refused)}::jsonb, answered_at = clock_timestamp()
    where publication is not null and publication <> ${version} and answer is null returning ${sealingRefusal}`.execute(
    tx,
  );
}

/**
 * A command for open cases that run on a version no longer in force, each of the latest publication of its calendar:
 * the key is made of publication and case, so a case gets it once. A page of them, by their ids; returns those.
 */
export async function writeCommands(
  db: Db,
  askedAt: RawBuilder<unknown>,
  after = '',
  page = 5_000,
): Promise<readonly string[]> {
  const writing = sql`
    with successor as materialized (
      select old.version, new.version as next from calendar_version old
      join calendar_version new on new.calendar = old.calendar and new.current where not old.current),
    outdated as materialized (
      select id, procedure, time_offset_ms, calendars, view->>'calendar' as calendar, view->'calendars' as of_units
      from "case" where calendars && (select array_agg(version) from successor) and not closed and id > ${after}),
    reached as materialized (
      select c.id, c.procedure, c.time_offset_ms, p.version as publication, p.actor,
        coalesce((select next from successor where version = c.calendar), c.calendar) as calendar,
        (select string_agg(to_json(u.key)::text || ':' || to_json(coalesce(s.next, u.value))::text, ','
            order by u.key collate "C")
          from jsonb_each_text(c.of_units) u left join successor s on s.version = u.value) as of_units
      from outdated c
      join lateral (select p.version, p.actor from publication p
        join successor s on s.next = any(p.versions) and s.version = any(c.calendars)
        order by p.published_at desc limit 1) p on true
      order by c.id limit ${page}),
    written as (
      insert into command (key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms,
        attempt, publication)
      select 'calendar:' || publication || ':' || id, id, procedure, false, actor,
        '{"calendar":' || to_json(calendar)::text || coalesce(',"calendars":{' || of_units || '}', '')
          || ',"type":"recompute"}', ${askedAt}, time_offset_ms, 0, publication
      from reached on conflict (key) do nothing)
    select id from reached order by id`;
  return (await rowsOf(db, { id: text }, writing)).map(row => row.id);
}

/**
 * Looks for cases that the publications have not reached yet (they were being received at that moment), and ends those
 * that have reached all; one with a command that was sent again goes on.
 */
export async function reachStragglers(db: Db): Promise<void> {
  await writeCommands(db, sql`date_trunc('milliseconds', clock_timestamp())`);
  await sql`
    update publication p set finished_at = case when d.done then clock_timestamp() end from (
      select version, not exists (select from command k where k.publication = q.version and k.answer is null and
        k.dead_at is null)
        and not exists (
          select from command k join calendar_version v on not v.current
            and (v.version = k.payload::jsonb->>'calendar'
              or v.version in (select value from jsonb_each_text(k.payload::jsonb->'calendars')))
          where k.begins and k.answer is null and k.dead_at is null) as done from publication q) d
    where d.version = p.version and d.done <> (p.finished_at is not null)`.execute(db);
}
