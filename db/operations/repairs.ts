import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Db } from '../client.ts';
import { integer, textOf } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';
import { sealingRepair } from '../seals/seals.ts';
import { tables } from '../schema.ts';

/** Who put something right, and why. `key`: of whoever may ask again and means the same repair. */
export interface Repairer {
  readonly by: string;
  readonly reason: string;
  readonly key?: string;
}

const uniqueViolation = '23505';
export const repairKinds = [
  'sendAgain',
  'refuse',
  'start',
  'takeFromHistory',
  'startFromLog',
  'keepNumbers',
  'callAgain',
] as const;
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
export const repairShape = { at, by, what: textOf<RepairKind>(), caseId, commandKey, found, reason };
export const repairColumns = sql`at, by, what, case_id as "caseId", command_key as "commandKey", found, reason`;

export async function recordRepair(
  db: Db,
  { by, reason, key, what, caseId, found }: Repairer & Pick<Repair, 'what' | 'caseId' | 'found'>,
): Promise<Repair> {
  const recording = sql`
    insert into repair as r (by, what, case_id, found, reason, key)
    values (${by}, ${what}, ${caseId}, ${found}, ${reason}, ${key ?? null})
    returning ${repairColumns}, ${sealingRepair}`;
  const { sealed: _, ...repair } = (await rowOf(db, { ...repairShape, sealed: integer }, recording))!;
  return repair;
}

/** The repairs, the latest first. */
export async function readRepairs(db: Db, limit = 100): Promise<readonly Repair[]> {
  return await rowsOf(db, repairShape, sql`select ${repairColumns} from repair order by id desc limit ${limit}`);
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
    const found = await rowOf(db, repairShape, sql`select ${repairColumns} from repair where key = ${key}`);
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
