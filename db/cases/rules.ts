import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { integer, text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/** How many open cases count by each version of the engine's rules, the earliest version first. */
export const countByRules = (db: Db) =>
  rowsOf(
    db,
    { rules: integer, cases: integer },
    sql`select rules, count(*)::int as cases from "case" where not closed group by rules order by rules`,
  );

/** A page of the open cases that count by earlier rules than these, by their ids. */
export async function casesBefore(
  db: Db,
  rules: number,
  { after = '', page = 200 }: { readonly after?: string; readonly page?: number } = {},
): Promise<readonly string[]> {
  const reading = sql`
    select id from "case" where not closed and rules < ${rules} and id > ${after} order by id limit ${page}`;
  return (await rowsOf(db, { id: text }, reading)).map(({ id }) => id);
}
