import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { tryLock } from '../locks.ts';
import { boolean } from '../column.ts';
import { rowOf } from '../rows.ts';

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
  return await db.transaction().execute(async tx => {
    // A statement of its own: the next one must see what the last holder of the lock committed.
    const lock = await rowOf(tx, { isFree: boolean }, sql`select ${tryLock('feedRelay')} as "isFree"`);
    if (!lock?.isFree) return 0;
    const { numAffectedRows } = await sql`
      with taken as (
        delete from feed_queue where id in (select id from feed_queue order by id limit ${limit})
          returning id, case_id, seq)
      insert into feed (position, case_id, seq)
      select coalesce((select max(position) from feed), 0) + row_number() over (order by id), case_id, seq
      from taken`.execute(tx);
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
