import { type RawBuilder, sql } from 'kysely';
import { refusalOf, Refused } from '../../domain/refusal.ts';
import type { Db } from '../client.ts';
import { integer } from '../column.ts';
import { rowOf } from '../rows.ts';
import { sealingRefusal, sealingRepair } from '../seals/seals.ts';
import { idempotently, type Repair, type Repairer, type RepairKind, repairColumns, repairShape } from './repairs.ts';

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
    sql`returning ${sealingRefusal}`,
  );
};

const repairLetter = (
  db: Db,
  key: string,
  what: RepairKind,
  { by, reason, key: asked }: Repairer,
  change: RawBuilder<unknown>,
  sealing = sql``,
): Promise<Repair> =>
  idempotently(db, asked, what, key, async () => {
    const repairing = sql`
    with letter as (select key, case_id, dead_reason from command where key = ${key} and answer is null
      and dead_at is not null for no key update),
    changed as (update command c set ${change} where key in (select key from letter) ${sealing})
    insert into repair as r (by, what, case_id, command_key, found, reason, key) select ${by},
      ${what}, case_id, key, dead_reason, ${reason}, ${asked ?? null} from letter
      returning ${repairColumns}, ${sealingRepair}`;
    const row = await rowOf(db, { ...repairShape, sealed: integer }, repairing);
    if (!row) throw await notADeadLetter(db, key);
    const { sealed: _, ...repair } = row;
    return repair;
  });

async function notADeadLetter(db: Db, key: string): Promise<Refused> {
  const row = await db.selectFrom('command').select(['answer', 'dead_at']).where('key', '=', key).executeTakeFirst();
  const found = row === undefined ? 'none' : row.answer !== null ? 'answered' : 'inProgress';
  return new Refused('repair.notADeadLetter', { key, found });
}
