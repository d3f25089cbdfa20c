import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { bigint, boolean, instant, integer, nullable, text } from '../column.ts';
import { rowOf, type RowOf, rowsOf } from '../rows.ts';

const memberShape = { id: text, procedure: text, closed: boolean, nextDue: nullable(instant), timeOffset: bigint };
/** A case of a family: cases that opened each other, or went on in each other. */
export type Member = RowOf<typeof memberShape>;

/** The case and all that are linked to it, over any number of links, in the order of their ids. */
export async function familyOf(db: Db, caseId: string): Promise<readonly Member[]> {
  const reading = sql`
    with recursive linked (id) as (
      select ${caseId}::text union
      select l.id from linked f join "case" c on c.id = f.id cross join lateral (
        select c.parent as id union all
        select k.id from "case" k where k.parent = c.id union all
        select c.view->'follows'->>'case' union all
        select jsonb_array_elements(c.view->'followUps')->>'case') l
      where l.id is not null)
    select c.id, c.procedure, c.closed, c.next_due as "nextDue", c.time_offset_ms as "timeOffset"
    from linked join "case" c using (id) order by c.id`;
  return await rowsOf(db, memberShape, reading);
}

/** How many letters of these cases, or to them, have no answer yet. What was given up is not waited for. */
export async function lettersUnderWay(db: Db, cases: readonly string[]): Promise<number> {
  const reading = sql`
    select count(*)::int as n from command where answer is null and dead_at is null and sender_seq > 0
      and (case_id = any(${[...cases]}::text[]) or split_part(key, '/', 1) = any(${[...cases]}::text[]))`;
  return (await rowOf(db, { n: integer }, reading))!.n;
}
