import { type RawBuilder, sql } from 'kysely';
import { dayOf, type Instant } from '../../domain/calendar/day.ts';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import { type CalendarVersion, versionsOf, yearsTaken } from '../../domain/calendar/versions.ts';
import type { Actor } from '../../domain/values.ts';
import { refusalOf, Refused } from '../../domain/refusal.ts';
import { lockRegister, putInForce, readCurrent } from './calendars.ts';
import type { Db, Tx } from '../client.ts';
import { commandColumns, type CommandRow, commandRowOf, commandShape } from '../commands/command-row.ts';
import { boolean, instant, integer, integers, nullable, orNull, text } from '../column.ts';
import { rowOf, type RowOf, rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';
import { iso } from '../values.ts';

/** How far a publication has come: cases by what became of them. */
export interface Publication {
  /**
   * The version that was published; those of the calendars that lie on it came with it, and stand in `versions` too.
   */
  readonly version: string;
  readonly versions: readonly string[];
  readonly actor: Actor;
  /** Cases a second, all processes together. */
  readonly rate: number;
  readonly publishedAt: Instant;
  readonly finishedAt?: Instant;
  readonly cases: number;
  readonly recomputed: number;
  /** Closed before it reached them. */
  readonly skipped: number;
  /** Refused by the case for another reason. */
  readonly refused: number;
  /** Set aside as dead letters. */
  readonly failed: number;
  readonly open: number;
}

/** Cases a second, where nothing is said, and at most. */
export const usualRate = 20;
export const fastestRate = 200;

export interface Publishing {
  readonly file: CalendarFile;
  readonly actor: Actor;
  /** The caller's idempotency key. */
  readonly key: string;
  readonly rate: number;
}

/**
 * Puts a version in force, with a new version of every calendar that lies on it, and writes the command of every open
 * case on
 * them, in one transaction: a tick that ends somebody's right waits from then on until its case has counted anew. The
 * same
 * file again changes nothing and tells how far its publication is.
 * @throws Refused `calendar.inForce` (it was shipped so), `calendar.versionExists`, `calendar.superseded`,
 * `calendar.publishing`,
 *   `calendar.takesYears`, `command.differs`, and what `versionsOf` refuses
 */
export async function publishVersion(db: Db, { file, actor, key, rate }: Publishing): Promise<Publication> {
  await db.transaction().execute(async tx => {
    await lockRegister(tx);
    if ((await standingOf(tx, file)) === 'published') return;
    await refuseKeyOfAnother(tx, key);
    const list = await checkedVersions(tx, file);
    const clock = sql`select date_trunc('milliseconds', clock_timestamp())::timestamptz(3) as at`;
    const { at } = (await rowOf(tx, { at: instant }, clock))!;
    await putInForce(tx, list, at);
    await tx
      .insertInto('publication')
      .values({
        version: file.version,
        versions: list.map(each => each.data.version),
        key,
        actor: JSON.stringify(actor),
        rate,
        published_at: iso(at),
      })
      .execute();
    await giveUpEarlier(tx, file.version);
    for (let after = ''; ;) {
      const written = await writeCommands(tx, sql`${iso(at)}::timestamptz`, after);
      if (written.length === 0) return;
      after = written.at(-1)!;
    }
  });
  await reachStragglers(db);
  return (await readPublication(db, file.version))!;
}

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

async function refuseKeyOfAnother(tx: Tx, key: string): Promise<void> {
  const other = await tx.selectFrom('publication').select('version').where('key', '=', key).executeTakeFirst();
  if (other) throw new Refused('command.differs', { used: 'publication', found: other.version });
}

/** A year that nobody has published any more would turn into Monday to Friday under a clock that counts in it. */
async function refuseTaken(db: Db, calendar: string, version: string, years: readonly number[]): Promise<void> {
  const counting = sql`
    select count(distinct (k.case_id, k.clock))::int as clocks, array_agg(distinct y.year order by y.year) as years
    from calendar_version v join "case" c on c.calendar = v.version and not c.closed join case_clock k on k.case_id =
      c.id and k.state <> 'stopped'
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

/** What an earlier publication could not bring to a case must not reach it after this one. */
async function giveUpEarlier(tx: Tx, version: string): Promise<void> {
  const refused = {
    accepted: false,
    refused: refusalOf('calendar.superseded', { by: version }),
  };
  await sql`update command set answer = ${JSON.stringify(refused)}::jsonb, answered_at = clock_timestamp()
    where publication is not null and publication <> ${version} and answer is null`.execute(tx);
}

/**
 * A command for open cases that run on a version no longer in force, each of the latest publication of its calendar:
 * the key is made of publication and case, so a case gets it once. A page of them, by their ids; returns those.
 */
async function writeCommands(
  db: Db,
  askedAt: RawBuilder<unknown>,
  after = '',
  page = 5_000,
): Promise<readonly string[]> {
  const writing = sql`
    with reached as materialized (
      select c.id, c.procedure, c.time_offset_ms, p.version as publication, p.actor, new.version
        from calendar_version old
      join calendar_version new on new.calendar = old.calendar and new.current
      join lateral (select p.version, p.actor from publication p where new.version = any(p.versions)
        order by p.published_at desc limit 1) p on true
      join "case" c on c.calendar = old.version and not c.closed and c.id > ${after}
      where not old.current order by c.id limit ${page}),
    written as (
      insert into command (key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms,
        attempt, publication)
      select 'calendar:' || publication || ':' || id, id, procedure, false, actor,
        '{"calendar":' || to_json(version)::text || ',"type":"recompute"}', ${askedAt}, time_offset_ms, 0, publication
      from reached on conflict (key) do nothing)
    select id from reached order by id`;
  return (await rowsOf(db, { id: text }, writing)).map(row => row.id);
}

/**
 * Milliseconds for which whoever took a command of a publication has it to himself; doubled with every attempt, up to a
 * minute.
 */
const patience = 10_000;

/**
 * The turn of a publication: at most once a second, whichever process asks first, as many of its unanswered commands as
 * its rate allows. Undefined: nothing is to do now.
 */
export async function takeTurn(
  db: Db,
): Promise<{ readonly version: string; readonly commands: readonly CommandRow[] } | undefined> {
  const taking = sql`
    with turn as (
      update publication set taken_until = clock_timestamp() + interval '1 second' where version = (
        select version from publication where finished_at is null and (taken_until is null
          or taken_until <= clock_timestamp()) order by published_at limit 1 for update skip locked)
      returning version, rate),
    due as (
      select k.key from turn t join command k on k.publication = t.version where k.answer is null and k.dead_at is null
      and (k.taken_at is null or k.taken_at <= clock_timestamp()
        - least(${patience}::bigint * (1 << least(greatest(k.recoveries - 1, 0), 16)), 60000)
          * interval '1 millisecond')
      order by k.key limit (select rate from turn) for update of k skip locked),
    taken as (update command set attempt = attempt + 1, recoveries = recoveries + 1, taken_at = clock_timestamp()
      where key in (select key from due) returning ${commandColumns})
    select t.version as turn, taken.* from turn t left join taken on true`;
  const rows = await rowsOf(db, { turn: text, ...orNull(commandShape) }, taking);
  const taken = rows.filter(row => row.key !== null) as unknown as readonly RowOf<typeof commandShape>[];
  return rows[0] && { version: rows[0].turn, commands: taken.map(commandRowOf) };
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
          select from command k join calendar_version v on v.version = k.payload::jsonb->>'calendar' and not v.current
          where k.begins and k.answer is null and k.dead_at is null) as done from publication q) d
    where d.version = p.version and d.done <> (p.finished_at is not null)`.execute(db);
}

const count = (condition: string): RawBuilder<number> =>
  sql<number>`(count(k.key) filter (where ${sql.raw(condition)}))::int`;
const skipped = "k.answer->'refused'->>'code' in ('case.ended', 'calendar.same')";

const { version, versions, actor, rate, published_at: publishedAt, finished_at: finishedAt } = tables.publication;
const publicationShape = {
  version,
  versions,
  actor,
  rate,
  publishedAt,
  finishedAt,
  cases: integer,
  recomputed: integer,
  skipped: integer,
  refused: integer,
  failed: integer,
  open: integer,
};

/** The publications, the latest first; only this one's, where a version is given. */
export async function readPublications(
  db: Db,
  { version, limit = 100 }: { readonly version?: string; readonly limit?: number } = {},
): Promise<readonly Publication[]> {
  const reading = sql`
    select p.version, p.versions, p.actor, p.rate, p.published_at as "publishedAt", p.finished_at as "finishedAt",
      count(k.key)::int as cases,
      ${count("k.answer->>'accepted' = 'true'")} as recomputed, ${count(skipped)} as skipped,
      ${count(`k.answer->>'accepted' = 'false' and not (${skipped})`)} as refused,
        ${count('k.answer is null and k.dead_at is not null')} as failed,
      ${count('k.answer is null and k.dead_at is null')} as open
    from publication p left join command k on k.publication = p.version where
      ${version === undefined ? sql`true` : sql`p.version = ${version}`}
    group by p.version order by p.published_at desc limit ${limit}`;
  return (await rowsOf(db, publicationShape, reading)).map(({ finishedAt, ...row }) => ({
    ...row,
    ...(finishedAt !== null && { finishedAt }),
  }));
}

export const readPublication = async (db: Db, version: string): Promise<Publication | undefined> =>
  (await readPublications(db, { version }))[0];
