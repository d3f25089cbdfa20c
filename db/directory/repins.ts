import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import type { Actor } from '../../domain/values.ts';
import type { Db, Tx } from '../client.ts';
import { instant, integer, nullable, text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/** Cases a second that a change of the tree reaches, where nothing is said. */
export const usualRepinRate = 20;

/** A version of the directory that is brought to open cases, and how far it is. */
export interface Repin {
  readonly version: number;
  readonly rate: number;
  readonly publishedAt: Instant;
  readonly finishedAt?: Instant;
  readonly cases: number;
  /** Cases that stand by it. */
  readonly repinned: number;
  /** Ended before it reached them, or stand by a later version. */
  readonly skipped: number;
  readonly refused: number;
  /** Set aside as dead letters. */
  readonly failed: number;
  readonly open: number;
}

export interface Repinning {
  readonly version: number;
  /** Of each procedure whose roles stand for other units, by `repinKey`: the text of the command for its cases. */
  readonly payloads: Readonly<Record<string, string>>;
  readonly actor: Actor;
  readonly rate: number;
}

/** Whose cases a command is for: those of a procedure, in a place where the case is in one. Ids hold no blank. */
export const repinKey = (procedure: string, place: string | undefined): string =>
  place === undefined ? procedure : `${procedure} ${place}`;

/** Writes down that a version is to be brought to open cases, with their commands, in its own transaction. */
export async function beginRepin(tx: Tx, { version, payloads, actor, rate }: Repinning): Promise<void> {
  await tx
    .insertInto('repin')
    .values({ version, payloads: JSON.stringify(payloads), actor: JSON.stringify(actor), rate })
    .execute();
  await writeRepinCommands(tx);
}

/**
 * A command for each open case that stands by an earlier version than the latest that moves its procedure. The key is
 * made of version and case, so a case gets it once.
 */
async function writeRepinCommands(db: Db): Promise<void> {
  await sql`
    with latest as materialized (
      select distinct on (p.key) p.key, split_part(p.key, ' ', 1) as procedure, r.version, r.actor, p.value as payload
      from repin r, jsonb_each_text(r.payloads) p order by p.key, r.version desc)
    insert into command (key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms, attempt, repin)
    select 'directory:' || l.version || ':' || c.id, c.id, c.procedure, false, l.actor, l.payload,
      date_trunc('milliseconds', clock_timestamp()), c.time_offset_ms, 0, l.version
    from latest l join "case" c on c.procedure = l.procedure and coalesce(c.directory, 0) < l.version and not c.closed
      and l.key = concat_ws(' ', c.procedure, c.view->>'place')
    on conflict (key) do nothing`.execute(db);
}

/**
 * Looks for cases that were being received when the tree changed, and ends what has reached all; one with a command
 * that was sent again goes on.
 */
export async function reachRepinStragglers(db: Db): Promise<void> {
  await writeRepinCommands(db);
  await sql`
    update repin r set finished_at = case when d.done then clock_timestamp() end from (
      select version, not exists (
        select from command k where k.repin = q.version and k.answer is null and k.dead_at is null)
        and not exists (
          select from command k where k.begins and k.answer is null and k.dead_at is null
            and q.payloads ? concat_ws(' ', k.procedure, k.payload::jsonb->>'place')
            and coalesce((k.payload::jsonb->>'directory')::int, 0) < q.version) as done
      from repin q) d
    where d.version = r.version and d.done <> (r.finished_at is not null)`.execute(db);
}

const count = (condition: string): RawBuilder<number> =>
  sql<number>`(count(k.key) filter (where ${sql.raw(condition)}))::int`;
const skipped = "k.answer->'refused'->>'code' in ('case.ended', 'directory.superseded')";

const repinShape = {
  version: integer,
  rate: integer,
  publishedAt: instant,
  finishedAt: nullable(instant),
  cases: integer,
  repinned: integer,
  skipped: integer,
  refused: integer,
  failed: integer,
  open: integer,
};

/** The versions that were brought to open cases, the latest first; only this one, where it is given. */
export async function readRepins(db: Db, version?: number): Promise<readonly Repin[]> {
  const reading = sql`
    select r.version, r.rate, r.published_at as "publishedAt", r.finished_at as "finishedAt",
      count(k.key)::int as cases,
      ${count("k.answer->>'accepted' = 'true'")} as repinned, ${count(skipped)} as skipped,
      ${count(`k.answer->>'accepted' = 'false' and not (${skipped})`)} as refused,
      ${count('k.answer is null and k.dead_at is not null')} as failed,
      ${count('k.answer is null and k.dead_at is null')} as open
    from repin r left join command k on k.repin = r.version
    where ${version === undefined ? sql`true` : sql`r.version = ${version}`}
    group by r.version order by r.version desc limit 100`;
  return (await rowsOf(db, repinShape, reading)).map(({ finishedAt, ...row }) => ({
    ...row,
    ...defined({ finishedAt: finishedAt ?? undefined }),
  }));
}

/** An open step, and who claimed it. */
export interface ClaimedStep {
  readonly caseId: string;
  readonly step: string;
  readonly unit: string;
  readonly person: string;
}

/**
 * Open steps that people claimed who hold no post of today that acts for the unit: whether they may act for it
 * otherwise is to ask.
 */
export async function claimsWithoutPost(db: Db, limit = 100): Promise<readonly ClaimedStep[]> {
  const reading = sql`
    select s.case_id as "caseId", s.step, s.unit, s.claimed_by as person
    from case_step s join "case" c on c.id = s.case_id and not c.closed
    where s.open and s.claimed_by is not null and s.unit is not null and not exists (
      select from holding h join person p on p.id = h.person and p.removed_at is null
      where h.person = s.claimed_by and h.unit = s.unit and h.post not in ('administrator', 'observer')
        and h.from_day <= ((clock_timestamp() at time zone 'UTC') + interval '8 hours')::date
        and coalesce(h.to_day >= ((clock_timestamp() at time zone 'UTC') + interval '8 hours')::date, true))
    order by s.case_id, s.step limit ${limit}`;
  return await rowsOf(db, { caseId: text, step: text, unit: text, person: text }, reading);
}
