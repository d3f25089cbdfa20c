import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Db } from '../client.ts';
import { iso } from '../values.ts';
import { text } from '../column.ts';
import { rowsOf } from '../rows.ts';

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
