import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { tryLock } from '../locks.ts';
import { bigint, boolean, text, texts } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';

/** The channel of `notify` by which whoever reads the feed is woken: once for each batch of positions. */
export const feedChannel = 'shixian_feed';

/** An event with its place in the feed of all cases. */
export interface FeedEvent {
  readonly position: number;
  readonly caseId: string;
  readonly seq: number;
  /** The event as the text that was hashed. */
  readonly text: string;
}

/**
 * Gives the next positions to committed events that have none, in the order in which their cases wrote them: at most
 * `limit`. Returns how many; 0 also while another process numbers. One at a time does it, and only what is committed,
 * so a reader who has seen a position has seen all before it: a serial taken in the event's own transaction would show
 * later ones first.
 */
export async function numberCommitted(db: Db, limit: number): Promise<number> {
  const queue = await rowOf(db, { isEmpty: boolean }, sql`select not exists (select from feed_queue) as "isEmpty"`);
  if (queue!.isEmpty) return 0;
  return await db.transaction().execute(async tx => {
    // A statement of its own: the next one must see what the last holder of the lock committed.
    const lock = await rowOf(tx, { isFree: boolean }, sql`select ${tryLock('feedRelay')} as "isFree"`);
    if (!lock?.isFree) return 0;
    const { numAffectedRows } = await sql`
      with taken as (
        delete from feed_queue where id in (select id from feed_queue order by id limit ${limit})
          returning id, case_id, seq, desks),
      woken as materialized (select pg_notify(${feedChannel}, '')::text from taken limit 1)
      insert into feed (position, case_id, seq, desks)
      select coalesce((select max(position) from feed), 0) + row_number() over (order by id), case_id, seq, desks
      from taken, woken`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  });
}

/** A page of the feed after a position, in order; 0 for the beginning. Positions have no gaps. */
export async function readFeed(db: Db, after: number, limit = 500): Promise<readonly FeedEvent[]> {
  return await db
    .selectFrom('feed as f')
    .innerJoin('event as e', join => join.onRef('e.case_id', '=', 'f.case_id').onRef('e.seq', '=', 'f.seq'))
    .select(['f.position', 'f.case_id as caseId', 'f.seq', 'e.data as text'])
    .where('f.position', '>', after)
    .orderBy('f.position')
    .limit(limit)
    .execute();
}

const changeShape = { position: bigint, caseId: text, applicant: text, before: texts, now: texts };

/** An event of the feed with whom it concerns. */
export interface FeedChange {
  readonly position: number;
  readonly caseId: string;
  readonly applicant: string;
  /** The desks of the case before it was written, and those that it has now: whoever it leaves hears of it too. */
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** A page of the feed after a position, in order, with whom each event concerns. */
export async function readChanges(db: Db, after: number, limit = 500): Promise<readonly FeedChange[]> {
  return await rowsOf(
    db,
    changeShape,
    sql`
    select f.position, f.case_id as "caseId", c.applicant, f.desks as before,
      array(select d.desk from case_desk d where d.case_id = f.case_id) as now
    from feed f join "case" c on c.id = f.case_id
    where f.position > ${after} order by f.position limit ${limit}`,
  );
}

/** The last position that was given; 0 before the first. */
export async function lastPosition(db: Db): Promise<number> {
  const row = await rowOf(db, { last: bigint }, sql`select coalesce(max(position), 0) as last from feed`);
  return row!.last;
}
