import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { integer } from '../column.ts';
import { rowOf } from '../rows.ts';

/** How many children of a case have a letter, from it or to it, that was given up. */
export async function failedLetters(db: Db, parent: string): Promise<number> {
  const counting = sql`
    select count(distinct case when k.case_id = ${parent} then split_part(k.key, '/', 1) else k.case_id end)::int
      as failed
    from command k where k.dead_at is not null and k.answer is null and k.sender_seq > 0
    and (k.case_id = ${parent} or k.key like ${`${parent}/%`})`;
  return (await rowOf(db, { failed: integer }, counting))!.failed;
}
