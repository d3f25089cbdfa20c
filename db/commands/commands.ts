import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import type { Db } from '../client.ts';
import { bigint, nullable, text } from '../column.ts';
import { takeLock } from '../locks.ts';
import { rowOf, rowsOf } from '../rows.ts';
import { sealingRefusal } from '../seals/seals.ts';
import { iso } from '../values.ts';
import type { Answer } from './answer.ts';
import {
  commandColumns,
  type CommandRow,
  commandRowOf,
  commandShape,
  inTurn,
  type KnownCase,
  knownCaseOf,
  knownColumns,
  knownShape,
} from './command-row.ts';

/** The command of a key with what the database knows of its case, or undefined: for reading again. */
export async function readCommand(
  db: Db,
  key: string,
): Promise<{ readonly command: CommandRow; readonly known?: KnownCase } | undefined> {
  const reading = sql`
    select k.*, ${knownColumns('k')}
    from (select ${commandColumns} from command where key = ${key}) k left join "case" c on c.id = k.case_id`;
  const row = await rowOf(db, { ...commandShape, ...knownShape }, reading);
  return row && { command: commandRowOf(row), ...defined({ known: knownCaseOf(row) }) };
}

/** Those of some keys whose commands were accepted. */
export async function acceptedKeys(db: Db, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const reading = sql`select key from command where key = any(${[...keys]}::text[]) and answer @> '{"accepted": true}'`;
  return new Set((await rowsOf(db, { key: text }, reading)).map(({ key }) => key));
}

/** The beginning of a case, as long as it has no answer. */
export async function beginningOf(db: Db, caseId: string): Promise<CommandRow | undefined> {
  const reading = sql`select ${commandColumns} from command where case_id = ${caseId} and begins and answer is null`;
  const row = await rowOf(db, commandShape, reading);
  return row && commandRowOf(row);
}

/**
 * Writes a refusal, unless the row is answered or somebody else has taken it since. Returns whether it was written;
 * whoever lost reads again.
 */
export async function refuse(
  db: Db,
  key: string,
  attempt: number,
  answer: Extract<Answer, { accepted: false }>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update command c set answer = ${JSON.stringify(answer)}::jsonb, answered_at = clock_timestamp()
    where key = ${key} and answer is null and attempt = ${attempt} returning ${sealingRefusal}`.execute(db);
  return numAffectedRows === 1n;
}

/** Who waits for an answer, and up to when nobody can come any more. */
export interface Waiting {
  readonly unanswered: readonly CommandRow[];
  /**
   * Whoever asks from now on asks after this instant of the case's time: by the clock that stamps what is asked.
   * Endless while its time is moved (development).
   */
  readonly passed: Instant;
  /** The earliest due of the open cases that it is linked to, parent or children; endless where there is none. (P32) */
  readonly linkedDue: Instant;
}

/**
 * The unanswered commands of a case that were asked at or before an instant of the case's time, oldest first: who asked
 * in time goes before the tick. Waits for those who are just asking. Dead letters wait for an administrator and hold
 * nothing up.
 */
export async function unansweredBefore(db: Db, caseId: string, due: Instant): Promise<Waiting> {
  return db.transaction().execute(async tx => {
    await sql`select ${takeLock('commandsOfCase', caseId)}`.execute(tx);
    const passing = sql`
      select case when exists (select from advance where ${caseId} = any(cases) and not done) then null
        else floor(extract(epoch from clock_timestamp()) * 1000)::bigint - 1 + c.time_offset_ms end as passed,
        (select floor(extract(epoch from min(l.next_due)) * 1000)::bigint from "case" l
          where (l.parent = c.id or l.id = c.parent) and not l.closed
          and l.time_offset_ms >= c.time_offset_ms) as linked
      from "case" c where c.id = ${caseId}`;
    const clock = await rowOf(tx, { passed: nullable(bigint), linked: nullable(bigint) }, passing);
    const waiting = sql`
      select ${commandColumns} from command where case_id = ${caseId} and answer is null and dead_at is null
      and asked_at <= ${iso(due)}::timestamptz - case_offset_ms * interval '1 millisecond'
      order by ${inTurn}`;
    const rows = await rowsOf(tx, commandShape, waiting);
    return {
      unanswered: rows.map(commandRowOf),
      passed: clock?.passed ?? Infinity,
      linkedDue: clock?.linked ?? Infinity,
    };
  });
}
