import { sql } from 'kysely';
import type { Instant } from '../domain/calendar/day.ts';
import { Refused } from '../domain/refused.ts';
import type { Actor } from '../domain/case/values.ts';
import type { Db } from './client.ts';
import { iso } from './values.ts';

/** Who put something right, and why. */
export interface Repairer {
  readonly by: string;
  readonly reason: string;
}

export type RepairKind = 'sentAgain' | 'refused' | 'started' | 'takenFromHistory' | 'startedFromLog' | 'numbersKept';

/** What was done, kept for good. `found` is what was wrong. */
export interface Repair extends Repairer {
  readonly at: Instant;
  readonly what: RepairKind;
  readonly caseId: string;
  readonly commandKey: string | null;
  readonly found: string;
}

export async function recordRepair(db: Db, { by, reason, what, caseId, found }: Omit<Repair, 'at' | 'commandKey'>): Promise<void> {
  await sql`insert into repair (by, what, case_id, found, reason) values (${by}, ${what}, ${caseId}, ${found}, ${reason})`.execute(db);
}

/** The repairs, the latest first. */
export async function readRepairs(db: Db, limit = 100): Promise<readonly Repair[]> {
  return (await sql<Repair>`select at, by, what, case_id as "caseId", command_key as "commandKey", found, reason from repair order by id desc limit ${limit}`.execute(db)).rows;
}

/** An act as a run accepted it, whose row the database lost. `asked`: in the case's time. */
export interface LostCommand {
  readonly key: string;
  readonly actor: Actor;
  readonly payload: string;
  readonly request?: string;
  readonly asked: Instant;
}

/** Writes rows of acts again, unanswered: whoever projects their events answers them. A row that is there stays as it is. */
export async function restoreCommands(db: Db, { caseId, procedure, timeOffset }: { readonly caseId: string; readonly procedure: string; readonly timeOffset: number }, commands: readonly LostCommand[]): Promise<void> {
  if (commands.length === 0) return;
  await db.insertInto('command').values(commands.map(({ key, actor, payload, request, asked }) => ({
    key, case_id: caseId, procedure, begins: false, actor: JSON.stringify(actor), payload, request_id: request ?? null,
    asked_at: iso(asked - timeOffset), case_offset_ms: timeOffset, attempt: 1, taken_at: iso(Date.now()),
  }))).onConflict(conflict => conflict.column('key').doNothing()).execute();
}

/** The row of an application that the database lost: unanswered, with the number that the case has and a query code that is new. */
export interface LostBeginning extends LostCommand {
  readonly caseId: string;
  readonly procedure: string;
  readonly number: string;
  readonly queryCode: string;
  readonly timeOffset: number;
}

/** Writes it again. Returns false, and writes nothing, when its key was asked anew or its number was given again. */
export async function restoreBeginning(db: Db, { key, caseId, procedure, number, queryCode, actor, payload, request, asked, timeOffset }: LostBeginning): Promise<boolean> {
  const written = await db.insertInto('command').values({
    key, case_id: caseId, procedure, begins: true, number, query_code: queryCode, actor: JSON.stringify(actor), payload, request_id: request ?? null,
    asked_at: iso(asked - timeOffset), case_offset_ms: timeOffset, attempt: 1, taken_at: iso(Date.now()),
  }).onConflict(conflict => conflict.doNothing()).returning('key').executeTakeFirst();
  return written !== undefined;
}

/** Takes case numbers up to this serial out of use: what is received from now on has a higher one. Returns how many it took. */
export async function passCaseNumbers(db: Db, serial: number): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    select count(nextval('case_number'))::int as taken from generate_series(
      (select coalesce(last_value, 0) + 1 from pg_sequences where schemaname = current_schema() and sequencename = 'case_number'), ${serial}::bigint)`.execute(db);
  return rows[0]?.taken ?? 0;
}

/**
 * Gives a dead letter back to the recovery loop, which takes it at once, and records who did so.
 * @throws Refused `repair.notADeadLetter`
 */
export async function sendAgain(db: Db, key: string, { by, reason }: Repairer): Promise<void> {
  const { numAffectedRows } = await sql`
    with letter as (select key, case_id, dead_reason from command where key = ${key} and answer is null and dead_at is not null for no key update),
    again as (update command set dead_at = null, dead_reason = null, taken_at = null, recoveries = 0 where key in (select key from letter))
    insert into repair (by, what, case_id, command_key, found, reason) select ${by}, 'sentAgain', case_id, key, dead_reason, ${reason} from letter`.execute(db);
  if (numAffectedRows !== 1n) throw await notADeadLetter(db, key);
}

/**
 * Answers a dead letter with a refusal: whoever asked is told so. A run that had decided otherwise without its being written is
 * replaced by the log, as after any refusal.
 * @throws Refused `repair.notADeadLetter`
 */
export async function refuseDeadLetter(db: Db, key: string, { by, reason }: Repairer): Promise<void> {
  const answer = { accepted: false, refused: { code: 'command.givenUp', message: `This act could not be carried out and was given up: ${reason}` } };
  const { numAffectedRows } = await sql`
    with letter as (select key, case_id, dead_reason from command where key = ${key} and answer is null and dead_at is not null for no key update),
    refused as (update command set answer = ${JSON.stringify(answer)}::jsonb, answered_at = clock_timestamp() where key in (select key from letter))
    insert into repair (by, what, case_id, command_key, found, reason) select ${by}, 'refused', case_id, key, dead_reason, ${reason} from letter`.execute(db);
  if (numAffectedRows !== 1n) throw await notADeadLetter(db, key);
}

async function notADeadLetter(db: Db, key: string): Promise<Refused> {
  const row = await db.selectFrom('command').select(['answer', 'dead_at']).where('key', '=', key).executeTakeFirst();
  const found = row === undefined ? 'no command' : row.answer !== null ? 'a command that is answered' : 'a command that is still being carried out';
  return new Refused('repair.notADeadLetter', `Found ${found} of the key ${key}, expected a dead letter. See them with: npm run -s repair -- list`, { details: { found } });
}
