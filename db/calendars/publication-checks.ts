import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar/day.ts';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import { type CalendarVersion, versionsOf, yearsTaken } from '../../domain/calendar/versions.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Db, Tx } from '../client.ts';
import { boolean, integer, integers, nullable } from '../column.ts';
import { rowOf } from '../rows.ts';
import { readCurrent } from './calendars.ts';

/** The versions that a file makes, when nothing speaks against publishing them. */
export async function checkedVersions(db: Db, file: CalendarFile): Promise<readonly CalendarVersion[]> {
  const running = await db
    .selectFrom('publication')
    .select('version')
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  if (running) throw new Refused('calendar.publishing', { found: running.version });
  const current = await readCurrent(db);
  const list = versionsOf(file, current, dayOf(Date.now()));
  for (const { data } of list) {
    const before = current.find(each => each.data.id === data.id);
    const taken = before ? yearsTaken(before.data, data) : [];
    if (taken.length > 0) await refuseTaken(db, data.id, data.version, taken);
  }
  return list;
}

/**
 * Whether this very version was published before.
 * @throws Refused `calendar.versionExists`, `calendar.superseded`, `calendar.inForce`
 */
export async function standingOf(db: Db, file: CalendarFile): Promise<'new' | 'published'> {
  const { version } = file;
  const comparing = sql`
    select v.file = ${JSON.stringify(file)}::jsonb as same, v.current, p.version is not null as published
    from calendar_version v left join publication p on p.version = v.version where v.version = ${version}`;
  const there = await rowOf(db, { same: boolean, current: boolean, published: boolean }, comparing);
  const found = { found: version };
  if (!there) return 'new';
  if (!there.same) throw new Refused('calendar.versionExists', found, 'calendar.unchanged');
  if (!there.current) throw new Refused('calendar.superseded', found);
  if (!there.published) throw new Refused('calendar.inForce', found);
  return 'published';
}

export async function refuseKeyOfAnother(tx: Tx, key: string): Promise<void> {
  const other = await tx.selectFrom('publication').select('version').where('key', '=', key).executeTakeFirst();
  if (other) throw new Refused('command.differs', { used: 'publication', found: other.version });
}

/** A year that nobody has published any more would turn into Monday to Friday under a clock that counts in it. */
async function refuseTaken(db: Db, calendar: string, version: string, years: readonly number[]): Promise<void> {
  const counting = sql`
    select count(distinct (k.case_id, k.clock))::int as clocks, array_agg(distinct y.year order by y.year) as years
    from calendar_version v join "case" c on c.calendars @> array[v.version] and not c.closed
    join case_clock k on k.case_id = c.id and k.state <> 'stopped' and k.view->>'calendar' = v.version
    cross join lateral (select to_timestamp((k.view->>'anchor')::bigint / 1000.0) as anchor, clock_timestamp() +
      c.time_offset_ms * interval '1 millisecond' as now) at
    -- One without a due, suspended or beyond every calendar, counts in the years until now at least.
    join unnest(${[...years]}::int[]) y(year) on y.year between
      extract(year from at.anchor at time zone 'Asia/Shanghai') and extract(year from
        coalesce(k.due, greatest(at.now, at.anchor)) at time zone 'Asia/Shanghai')
    where v.calendar = ${calendar}`;
  const found = await rowOf(db, { clocks: integer, years: nullable(integers) }, counting);
  if (!found || found.clocks === 0) return;
  throw new Refused(
    'calendar.takesYears',
    { version, found: found.years ?? [], clocks: found.clocks },
    'calendar.noneLeft',
  );
}
