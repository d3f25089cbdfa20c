import { sql } from 'kysely';
import type { LapseReason } from '../../domain/case/capabilities/proposal/schema.ts';
import { canActFor } from '../../domain/directory/posts.ts';
import type { Db } from '../client.ts';
import { integer, json, text } from '../column.ts';
import { rowsOf } from '../rows.ts';
import { readPersonNow } from './posts.ts';

/** Why one of these people does not act for the unit now; undefined where all of them do. */
export async function whyGone(db: Db, unit: string, people: readonly string[]): Promise<LapseReason | undefined> {
  for (const person of people) {
    const now = await readPersonNow(db, person);
    if (now?.isAway) return 'absence';
    if (!now || !canActFor(now.held, unit)) return 'transfer';
  }
  return undefined;
}

/** An answer that waits for others, of somebody who may be gone. */
export interface DoubtfulProposal {
  readonly caseId: string;
  readonly step: string;
  readonly unit: string;
  readonly seq: number;
  readonly people: readonly string[];
}

const shape = { case_id: text, step: text, unit: text, seq: integer, people: json<readonly string[]>() };

/**
 * Proposals that wait, where one who signed holds no post of their own in the unit today, or is absent now: few of all.
 */
export async function doubtfulProposals(db: Db, limit: number): Promise<readonly DoubtfulProposal[]> {
  const statement = sql`
    with today (day) as (select ((clock_timestamp() at time zone 'UTC') + interval '8 hours')::date)
    select s.case_id, s.step, s.unit, (s.view->'proposal'->>'seq')::int as seq, s.view->'proposal'->'people' as people
    from case_step s, today where s.state = 'proposed' and exists (
      select from jsonb_array_elements_text(s.view->'proposal'->'people') signed (person)
      where exists (select from absence a where a.person = signed.person
          and a.from_at <= clock_timestamp() and clock_timestamp() < a.to_at)
        or not exists (select from holding h join person p on p.id = h.person and p.removed_at is null
          where h.person = signed.person and h.unit = s.unit and h.post not in ('administrator', 'observer')
            and h.from_day <= today.day and coalesce(today.day <= h.to_day, true)))
    order by s.case_id, s.step limit ${limit}`;
  const rows = await rowsOf(db, shape, statement);
  return rows.map(({ case_id: caseId, ...row }) => ({ caseId, ...row }));
}
