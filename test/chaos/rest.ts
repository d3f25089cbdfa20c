import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Services } from '../../bin/compose/services.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { recoverOnce } from '../../operations/recovery/recover.ts';
import { openCases } from '../../db/cases/cases.ts';

/**
 * What dead callers left is finished, runs that are gone are started, and what is due is done. Returns how many acts
 * have no answer even so.
 */
export async function comeToRest({ db, context }: Services): Promise<number> {
  const left = async (): Promise<number> =>
    (
      await db
        .selectFrom('command')
        .select(sql<number>`count(*)::int`.as('n'))
        .where('answer', 'is', null)
        .executeTakeFirstOrThrow()
    ).n;
  for (let calm = 0, tries = 0; tries < 90 && calm < 3; tries += 1) {
    try {
      await recoverOnce(context, 0);
      for (const id of await openCases(db, { limit: 10_000 })) await ensureRunning(context, id);
      const before = await revisions(db);
      await pause(1_000);
      const isDone = (await left()) === 0 && (await unaddressed(db)) === 0;
      calm = isDone && (await revisions(db)) === before ? calm + 1 : 0;
    } catch {
      calm = 0;
      await pause(1_000);
    }
  }
  return left();
}

/** Instruments of open cases whose addressees a run still looks up: it tries again 20 s after its worker died. */
const unaddressed = async (db: Services['db']): Promise<number> =>
  (
    await db
      .selectFrom('instrument as i')
      .innerJoin('case as c', 'c.id', 'i.case_id')
      .select(sql<number>`count(*)::int`.as('n'))
      .where('c.closed', '=', false)
      .where(sql<boolean>`not i.view ? 'number'`)
      .executeTakeFirstOrThrow()
  ).n;

const revisions = async (db: Services['db']): Promise<number> =>
  (
    await db
      .selectFrom('case')
      .select(sql<number>`coalesce(sum(revision), 0)::int`.as('n'))
      .executeTakeFirstOrThrow()
  ).n;
