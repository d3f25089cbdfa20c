import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Db, Tx } from '../client.ts';
import { bigint, boolean, integer, json, text, texts } from '../column.ts';
import { rowOf, type RowOf, rowsOf } from '../rows.ts';

const standing = {
  procedure: text,
  revision: integer,
  head: text,
  closed: boolean,
  timeOffset: bigint,
};
/** Where a case stands: what decides whether and how its run continues. */
export type LockedCase = RowOf<typeof standing>;

/**
 * Locks the case's row until the transaction ends: nobody else projects it or keeps it running meanwhile. Gives up,
 * with PostgreSQL's error 55P03, after `patience` milliseconds. Undefined: there is no such case.
 */
export async function lockCase(tx: Tx, id: string, patience = 5_000): Promise<LockedCase | undefined> {
  const locking = sql`
    with patience as materialized (select set_config('lock_timeout', ${String(patience)}, true))
    select procedure, revision, head, closed, time_offset_ms as "timeOffset" from patience, "case" c where id = ${id}
      for no key update of c`;
  return await rowOf(tx, standing, locking);
}

const recordShape = {
  view: json<CaseView>(),
  /** The units that lead or have a step. */
  units: texts,
  queryCode: text,
  revision: integer,
  timeOffset: bigint,
};
/** A case as it is read: the view with what only the database knows. */
export type CaseRecord = RowOf<typeof recordShape>;

const part = (table: string): RawBuilder<unknown> => sql`(
  select coalesce(jsonb_agg(p.view order by p.position), '[]'::jsonb) from ${sql.table(table)} p where p.case_id =
    c.id)`;
const record = sql`
  select c.view || jsonb_build_object('clocks', ${part('case_clock')}, 'steps', ${part('case_step')}, 'instruments',
    ${part('instrument')},
    'documents', ${part('case_document')}, 'permits', ${part('permit')}) as view,
    c.units, c.query_code as "queryCode", c.revision, c.time_offset_ms as "timeOffset" from "case" c`;

/** The cases of these ids that exist, in no order: made for a loader. */
export async function readCases(db: Db, ids: readonly string[]): Promise<readonly CaseRecord[]> {
  return await rowsOf(db, recordShape, sql`${record} where c.id = any(${ids}::text[])`);
}

/** One case with all that belongs to it, or undefined. */
export async function readCase(db: Db, id: string): Promise<CaseRecord | undefined> {
  return await rowOf(db, recordShape, sql`${record} where c.id = ${id}`);
}

/** The case of a number (办件编号), or undefined. */
export async function readCaseByNumber(db: Db, number: string): Promise<CaseRecord | undefined> {
  return await rowOf(db, recordShape, sql`${record} where c.number = ${number}`);
}

/**
 * The case of a number, if the query code is its own. The code is compared by a digest where the row is: a number that
 * is there answers as fast as one that is not.
 */
export async function readCaseForPublic(db: Db, number: string, queryCode: string): Promise<CaseRecord | undefined> {
  const isTheirs = sql`sha256(convert_to(c.query_code, 'UTF8')) = sha256(convert_to(${queryCode}::text, 'UTF8'))`;
  return await rowOf(db, recordShape, sql`${record} where c.number = ${number} and ${isTheirs}`);
}

/**
 * Puts the case's time ahead (development): milliseconds in all. Never goes back. Returns what holds now; undefined: no
 * such case.
 */
export async function setTimeOffset(db: Db, id: string, timeOffset: number): Promise<number | undefined> {
  const moving = sql`
    update "case" set time_offset_ms = greatest(time_offset_ms, ${timeOffset}::bigint) where id = ${id}
    returning time_offset_ms as offset`;
  return (await rowOf(db, { offset: bigint }, moving))?.offset;
}

/**
 * Open cases in which a clock ran out so many milliseconds ago, and the log does not say so; not those whose time is
 * being moved (development).
 */
export async function overdueCases(
  db: Db,
  { lateMs, limit = 100 }: { readonly lateMs: number; readonly limit?: number },
): Promise<readonly { readonly id: string; readonly revision: number }[]> {
  const overdue = sql`
    select id, revision from "case" c where not closed
    and next_due < clock_timestamp() + (time_offset_ms - ${lateMs}::bigint) * interval '1 millisecond'
    and not exists (select from advance a where a.case_id = c.id and not a.done)
    order by next_due, id limit ${limit}`;
  return await rowsOf(db, { id: text, revision: integer }, overdue);
}

/** Ids of the cases that are not closed, after `after`, in order of their ids: for keeping all of them running. */
export async function openCases(
  db: Db,
  { after = '', limit = 100 }: { after?: string; limit?: number } = {},
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('case')
    .select('id')
    .where('closed', '=', false)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(row => row.id);
}

/** When a case was received, in its own time. */
export async function receivedAt(db: Db, id: string): Promise<Instant | undefined> {
  return (await db.selectFrom('case').select('received_at').where('id', '=', id).executeTakeFirst())?.received_at;
}
