import { sql } from 'kysely';
import type { Entry } from '../../domain/log/chain.ts';
import { readHead } from '../../domain/log/reader.ts';
import type { Db } from '../client.ts';
import { bigint, boolean } from '../column.ts';
import { rowOf } from '../rows.ts';
import { Forged } from './fork.ts';

/**
 * Milliseconds by which Temporal's clock may be ahead of the database's. Whatever is further ahead is no matter of
 * clocks: somebody moved the time of the run.
 */
const mostAheadMs = 3 * 3_600_000;

/**
 * What time did is due by the case's own clock: the database's, and the offset that the case has in development. What
 * is further ahead is not written, unless its time is just being moved.
 * @throws Forged
 */
export async function requireDue(db: Db, caseId: string, entries: readonly Entry[]): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  const { at } = readHead(last.text);
  // Nearly always so, and then the database need not be asked.
  if (at <= Date.now() + mostAheadMs) return;
  const asking = sql`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint + c.time_offset_ms as now,
      exists (select from advance a where c.id = any(a.cases) and not a.done) as moving
    from "case" c where c.id = ${caseId}`;
  const clock = await rowOf(db, { now: bigint, moving: boolean }, asking);
  if (!clock || clock.moving || at <= clock.now + mostAheadMs) return;
  throw new Forged(
    caseId,
    last.seq,
    `event ${last.seq} is of ${new Date(at).toISOString()}, which the case's own clock has not reached`,
  );
}
