import type { Db } from '../client.ts';

/**
 * A move of a case's time that was asked (development), with where its time stood: a repeat goes on from there and not
 * twice.
 */
export interface Advance {
  readonly key: string;
  readonly caseId: string;
  readonly workingDays: number;
  /** How far that is. */
  readonly milliseconds: number;
  /** By how many milliseconds the run's clock was ahead of ours when it was first asked. */
  readonly leadBefore: number;
  /** The case's offset when it was first asked. */
  readonly offsetBefore: number;
  readonly done: boolean;
}

/** The move of a key, or undefined. */
export async function readAdvance(db: Db, key: string): Promise<Advance | undefined> {
  const row = await db.selectFrom('advance').selectAll().where('key', '=', key).executeTakeFirst();
  return (
    row && {
      key,
      caseId: row.case_id,
      workingDays: row.working_days,
      milliseconds: row.milliseconds,
      leadBefore: row.lead_before,
      offsetBefore: row.offset_before,
      done: row.done,
    }
  );
}

/** Keeps what was asked before anything moves; the first of a key holds. */
export async function keepAdvance(
  db: Db,
  { key, caseId, workingDays, milliseconds, leadBefore, offsetBefore }: Omit<Advance, 'done'>,
): Promise<void> {
  await db
    .insertInto('advance')
    .values({
      key,
      case_id: caseId,
      working_days: workingDays,
      milliseconds,
      lead_before: leadBefore,
      offset_before: offsetBefore,
    })
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute();
}

/** It has been moved, and a repeat does nothing. */
export async function finishAdvance(db: Db, key: string): Promise<void> {
  await db.updateTable('advance').set({ done: true }).where('key', '=', key).execute();
}
