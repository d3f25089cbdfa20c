import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Delegation } from '../../domain/directory/directory.ts';
import type { Db } from '../client.ts';
import { iso } from '../values.ts';
import { text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/** Records a delegation, once: the same id again changes nothing. */
export async function delegate(db: Db, { id, agent, applicant, from, to }: Delegation): Promise<void> {
  await db
    .insertInto('delegation')
    .values({ id, agent, applicant, from_at: iso(from), to_at: to === undefined ? null : iso(to) })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute();
}

/** Ends a delegation at that instant. Returns false when there is none or it was revoked before. */
export async function revokeDelegation(db: Db, id: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delegation')
    .set({ revoked_at: iso(at) })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The applicants for whom the agent may act at that instant; a delegation ends with its giver, person or party. */
export async function applicantsOf(db: Db, agent: string, at: Instant): Promise<readonly string[]> {
  const statement = sql`
    select distinct applicant from delegation
      left join person giver on giver.id = applicant left join party on party.id = applicant
    where coalesce(giver.id, party.id) is not null and giver.removed_at is null and party.erased_at is null
    and agent = ${agent} and from_at <= ${iso(at)}::timestamptz
    and (to_at is null or to_at > ${iso(at)}::timestamptz) and (revoked_at is null or revoked_at >
      ${iso(at)}::timestamptz)
    order by applicant`;
  return (await rowsOf(db, { applicant: text }, statement)).map(row => row.applicant);
}
