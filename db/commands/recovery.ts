import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Db } from '../client.ts';
import { instant, text } from '../column.ts';
import { rowsOf } from '../rows.ts';
import { commandColumns, type CommandRow, commandRowOf, commandShape, inTurn } from './command-row.ts';

/** Milliseconds for which whoever took a command has it to himself; doubled with every recovery, up to a minute. */
const patienceMs = 10_000;

/**
 * Takes unanswered commands that nobody is busy with: of each case the oldest only, so that a case gets its commands in
 * the order of asking. Those of a publication go at its own rate and wait for nobody's turn here. No lock is held
 * afterwards; the attempt is the fence. (P27) `letters`: only those that other cases wrote and nobody has taken yet:
 * either those that begin a case, which go at a rate of their own (P35), or those that do not.
 */
export async function claimUnanswered(
  db: Db,
  { limit = 20, after = patienceMs, letters }: { limit?: number; after?: number; letters?: 'begin' | 'others' } = {},
): Promise<readonly CommandRow[]> {
  const claiming = sql`
    with oldest as (
      select distinct on (case_id) key from command where answer is null and dead_at is null and publication is null
        and repin is null
        order by case_id, ${inTurn}),
    due as (
      select key from command where key in (select key from oldest) and answer is null and dead_at is null
      and ${ofLetters(letters)}
      and (taken_at is null or taken_at <= clock_timestamp()
        - least(${after}::bigint * (1 << least(recoveries, 16)), greatest(${after}::bigint, 60000))
          * interval '1 millisecond')
      order by ${inTurn} limit ${limit} for update skip locked)
    update command set attempt = attempt + 1, recoveries = recoveries + 1, taken_at = clock_timestamp()
    where key in (select key from due) returning ${commandColumns}`;
  const rows = await rowsOf(db, commandShape, claiming);
  return rows.map(commandRowOf).toSorted((a, b) => a.askedAt - b.askedAt || (a.key < b.key ? -1 : 1));
}

/** A letter that begins a case, and that nobody has taken yet, waits for its rate, whoever else looks. */
function ofLetters(letters: 'begin' | 'others' | undefined): RawBuilder<unknown> {
  if (letters === undefined) return sql`not (begins and sender_seq > 0 and recoveries = 0)`;
  return sql`sender_seq > 0 and recoveries = 0 and begins = ${letters === 'begin'}`;
}

/** Takes back that a recovery was counted: it could not succeed, whatever the command is. */
export const uncountRecovery = (db: Db, key: string, attempt: number): Promise<unknown> =>
  sql`
    update command set recoveries = greatest(recoveries - 1, 0)
    where key = ${key} and answer is null and attempt = ${attempt}`.execute(db);

/**
 * Gives a command up until an administrator sends it again. (P28) Returns false when it was answered or taken
 * meanwhile.
 */
export async function deadLetter(db: Db, key: string, attempt: number, reason: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update command set dead_at = clock_timestamp(), dead_reason = ${reason}
    where key = ${key} and answer is null and dead_at is null and attempt = ${attempt}`.execute(db);
  return numAffectedRows === 1n;
}

export interface DeadLetter extends CommandRow {
  readonly deadAt: Instant;
  readonly reason: string;
}

/** The dead letters, oldest first. */
export async function deadLetters(db: Db, limit = 100): Promise<readonly DeadLetter[]> {
  const dead = sql`
    select ${commandColumns}, dead_at, dead_reason from command where dead_at is not null and answer is null
    order by dead_at, key limit ${limit}`;
  const rows = await rowsOf(db, { ...commandShape, dead_at: instant, dead_reason: text }, dead);
  return rows.map(row => ({ ...commandRowOf(row), deadAt: row.dead_at, reason: row.dead_reason }));
}
