import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { changedByFew, followedByAll } from './audience.ts';

/**
 * Makes the function that puts an event of a case into the queue of the feed, as a projection does; it tells when that
 * was committed.
 */
export function createChanger(owner: Db): (whom: 'few' | 'all') => Promise<{ at: number; caseId: string }> {
  let seq = 1_000;
  return async whom => {
    const caseId = whom === 'few' ? changedByFew : followedByAll;
    seq += 1;
    await sql`insert into feed_queue (case_id, seq) values (${caseId}, ${seq})`.execute(owner);
    return { at: performance.now(), caseId };
  };
}
