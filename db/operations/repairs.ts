import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import { refusalOf, Refused } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/values.ts';
import type { Db } from '../client.ts';
import { integer, textOf } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';
import { iso } from '../values.ts';

/** Who put something right, and why. `key`: of whoever may ask again and means the same repair. */
export interface Repairer {
  readonly by: string;
  readonly reason: string;
  readonly key?: string;
}

const uniqueViolation = '23505';
export const repairKinds = ['sendAgain', 'refuse', 'start', 'takeFromHistory', 'startFromLog', 'keepNumbers'] as const;
export type RepairKind = (typeof repairKinds)[number];

/** What was done, kept for good. `found` is what was wrong. */
export interface Repair extends Pick<Repairer, 'by' | 'reason'> {
  readonly at: Instant;
  readonly what: RepairKind;
  readonly caseId: string;
  readonly commandKey: string | null;
  readonly found: string;
}
const { at, by, case_id: caseId, command_key: commandKey, found, reason } = tables.repair;
const shape = { at, by, what: textOf<RepairKind>(), caseId, commandKey, found, reason };
const columns = sql`at, by, what, case_id as "caseId", command_key as "commandKey", found, reason`;

export async function recordRepair(
  db: Db,
  { by, reason, key, what, caseId, found }: Repairer & Pick<Repair, 'what' | 'caseId' | 'found'>,
): Promise<Repair> {
  const recording = sql`
    insert into repair (by, what, case_id, found, reason, key)
    values (${by}, ${what}, ${caseId}, ${found}, ${reason}, ${key ?? null}) returning ${columns}`;
  return (await rowOf(db, shape, recording))!;
}

/** The repairs, the latest first. */
export async function readRepairs(db: Db, limit = 100): Promise<readonly Repair[]> {
  return await rowsOf(db, shape, sql`select ${columns} from repair order by id desc limit ${limit}`);
}

/**
 * Does a repair, or tells of it if it was done when this was asked before.
 * @throws Refused `command.differs` when the key stands for another repair
 */
export async function idempotently(
  db: Db,
  key: string | undefined,
  what: RepairKind,
  subject: string,
  work: () => Promise<Repair>,
): Promise<Repair> {
  const before = async (): Promise<Repair | undefined> => {
    if (key === undefined) return undefined;
    const found = await rowOf(db, shape, sql`select ${columns} from repair where key = ${key}`);
    if (found && (found.what !== what || (found.commandKey ?? found.caseId) !== subject))
      throw new Refused('command.differs', { used: 'repair' });
    return found;
  };
  try {
    return (await before()) ?? (await work());
  } catch (error) {
    // Asked twice at the same moment, the other one did it: what is here finds it done, or its key taken.
    const byTheOther =
      error instanceof Refused
        ? error.code !== 'command.differs'
        : (error as { code?: unknown }).code === uniqueViolation;
    const done = byTheOther ? await before() : undefined;
    if (!done) throw error;
    return done;
  }
}

/** An act as a run accepted it, whose row the database lost. `asked`: in the case's time. */
export interface LostCommand {
  readonly key: string;
  readonly actor: Actor;
  readonly payload: string;
  readonly request?: string;
  readonly asked: Instant;
}

interface OfCase {
  readonly caseId: string;
  readonly procedure: string;
  readonly timeOffset: number;
}
const commandRowOf = (
  { key, actor, payload, request, asked }: LostCommand,
  { caseId, procedure, timeOffset }: OfCase,
) => ({
  key,
  case_id: caseId,
  procedure,
  begins: false,
  actor: JSON.stringify(actor),
  payload,
  request_id: request ?? null,
  asked_at: iso(asked - timeOffset),
  case_offset_ms: timeOffset,
  attempt: 1,
  taken_at: iso(Date.now()),
});

/**
 * Writes rows of acts again, unanswered: whoever projects their events answers them. A row that is there stays as it
 * is.
 */
export async function restoreCommands(db: Db, of: OfCase, commands: readonly LostCommand[]): Promise<void> {
  if (commands.length === 0) return;
  await db
    .insertInto('command')
    .values(commands.map(each => commandRowOf(each, of)))
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute();
}

/**
 * The row of an application that the database lost: unanswered, with the number that the case has and a query code that
 * is new.
 */
export interface LostBeginning extends LostCommand, OfCase {
  readonly number: string;
  readonly queryCode: string;
}

/** Writes it again. Returns false, and writes nothing, when its key was asked anew or its number was given again. */
export async function restoreBeginning(db: Db, lost: LostBeginning): Promise<boolean> {
  const written = await db
    .insertInto('command')
    .values({ ...commandRowOf(lost, lost), begins: true, number: lost.number, query_code: lost.queryCode })
    .onConflict(conflict => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return written !== undefined;
}

/** The serial of the last case number that was given. */
export async function lastCaseNumber(db: Db): Promise<number> {
  const reading = sql`
    select coalesce(last_value, 0)::int as last from pg_sequences
    where schemaname = current_schema() and sequencename = 'case_number'`;
  return (await rowOf(db, { last: integer }, reading))?.last ?? 0;
}

/**
 * Takes case numbers up to this serial out of use: what is received from now on has a higher one. Returns how many it
 * took.
 */
export async function passCaseNumbers(db: Db, serial: number): Promise<number> {
  const passing = sql`
    select count(nextval('case_number'))::int as taken from generate_series(
      (select coalesce(last_value, 0) + 1 from pg_sequences where schemaname = current_schema() and sequencename =
        'case_number'), ${serial}::bigint)`;
  return (await rowOf(db, { taken: integer }, passing))?.taken ?? 0;
}

/**
 * Gives a dead letter back to the recovery loop, which takes it at once, and records who did so.
 * @throws Refused `repair.notADeadLetter`, `command.differs`
 */
export const sendAgain = (db: Db, key: string, repairer: Repairer): Promise<Repair> =>
  repairLetter(
    db,
    key,
    'sendAgain',
    repairer,
    sql`dead_at = null, dead_reason = null, taken_at = null, recoveries = 0`,
  );

/**
 * Answers a dead letter with a refusal: whoever asked is told so.
 * @throws Refused `repair.notADeadLetter`, `command.differs`
 */
export const refuseDeadLetter = (db: Db, key: string, repairer: Repairer): Promise<Repair> => {
  const answer = {
    accepted: false,
    refused: refusalOf('command.givenUp', { reason: repairer.reason }),
  };
  return repairLetter(
    db,
    key,
    'refuse',
    repairer,
    sql`answer = ${JSON.stringify(answer)}::jsonb, answered_at = clock_timestamp()`,
  );
};

const repairLetter = (
  db: Db,
  key: string,
  what: RepairKind,
  { by, reason, key: asked }: Repairer,
  change: RawBuilder<unknown>,
): Promise<Repair> =>
  idempotently(db, asked, what, key, async () => {
    const repairing = sql`
    with letter as (select key, case_id, dead_reason from command where key = ${key} and answer is null
      and dead_at is not null for no key update),
    changed as (update command set ${change} where key in (select key from letter))
    insert into repair (by, what, case_id, command_key, found, reason, key) select ${by},
      ${what}, case_id, key, dead_reason, ${reason}, ${asked ?? null} from letter returning ${columns}`;
    const repair = await rowOf(db, shape, repairing);
    if (!repair) throw await notADeadLetter(db, key);
    return repair;
  });

async function notADeadLetter(db: Db, key: string): Promise<Refused> {
  const row = await db.selectFrom('command').select(['answer', 'dead_at']).where('key', '=', key).executeTakeFirst();
  const found = row === undefined ? 'none' : row.answer !== null ? 'answered' : 'inProgress';
  return new Refused('repair.notADeadLetter', { key, found });
}
