import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/**
 * A move of a case's time that was asked (development), with where it leads: a repeat goes on from wherever the case's
 * time stands by then, and not twice. The cases that it is linked to move with it.
 */
export interface Advance {
  readonly key: string;
  readonly caseId: string;
  /** The case and those that it is linked to, as far as they are known. */
  readonly cases: readonly string[];
  readonly workingDays: number;
  /** How far that is. */
  readonly milliseconds: number;
  /** The offset of the cases' time at which they have arrived. */
  readonly targetOffset: number;
  readonly done: boolean;
}

/** The move of a key, or undefined. */
export async function readAdvance(db: Db, key: string): Promise<Advance | undefined> {
  const row = await db.selectFrom('advance').selectAll().where('key', '=', key).executeTakeFirst();
  return (
    row && {
      key,
      caseId: row.case_id,
      cases: row.cases,
      workingDays: row.working_days,
      milliseconds: row.milliseconds,
      targetOffset: row.target_offset_ms,
      done: row.done,
    }
  );
}

/** Keeps what was asked before anything moves; the first of a key holds. */
export async function keepAdvance(
  db: Db,
  { key, caseId, cases = [caseId], workingDays, milliseconds, targetOffset }: Kept,
): Promise<void> {
  await db
    .insertInto('advance')
    .values({
      key,
      case_id: caseId,
      cases: [...cases],
      working_days: workingDays,
      milliseconds,
      target_offset_ms: targetOffset,
    })
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute();
}
type Kept = Omit<Advance, 'done' | 'cases'> & Partial<Pick<Advance, 'cases'>>;

/** Milliseconds for which whoever moves cases has them to themselves: longer than one way takes. */
const patienceMs = 90_000;

/** Takes a move, unless it is done, or somebody is at one of these cases: two at once would go twice as far. */
export async function takeAdvance(db: Db, key: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update advance a set taken_at = clock_timestamp() where key = ${key} and not done and not exists (
      select from advance o where o.cases && a.cases and not o.done
        and o.taken_at > clock_timestamp() - ${patienceMs}::int * interval '1 millisecond')`.execute(db);
  return numAffectedRows === 1n;
}

/** Keeps a move that is taken, and the cases that have begun meanwhile: they move with the others. */
export async function holdAdvance(db: Db, key: string, cases: readonly string[]): Promise<void> {
  await sql`update advance set taken_at = clock_timestamp(), cases = ${[...cases]} where key = ${key}`.execute(db);
}

/** Gives a move back that did not arrive: whoever asks again goes on with it. */
export async function releaseAdvance(db: Db, key: string): Promise<void> {
  await db.updateTable('advance').set({ taken_at: null }).where('key', '=', key).where('done', '=', false).execute();
}

/** It has been moved, and a repeat does nothing. */
export async function finishAdvance(db: Db, key: string): Promise<void> {
  await db.updateTable('advance').set({ done: true }).where('key', '=', key).execute();
}

/** Keys of moves that nobody is at, of which whoever asked is gone: the oldest way first. */
export async function leftAdvances(db: Db): Promise<readonly string[]> {
  const reading = sql`
    select key from advance where not done and taken_at < clock_timestamp()
      - ${patienceMs}::int * interval '1 millisecond' order by taken_at, key limit 20`;
  return (await rowsOf(db, { key: text }, reading)).map(row => row.key);
}
