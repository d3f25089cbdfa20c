import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { bigint, integer, text } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';

/** Whose changes are asked for: of a desk, of applicants, or of all cases. */
export type ChangesOf = { readonly desk: string } | { readonly applicants: readonly string[] } | { readonly all: true };

/** Cases that changed, each once, with the last of their places in the feed that was looked at. */
export interface ChangedCases {
  readonly cases: readonly { readonly caseId: string; readonly position: number }[];
  /** Up to here the feed was looked at. */
  readonly reached: number;
  readonly hasMore: boolean;
}

/**
 * So many events of the feed one question looks at, however few of them are of what is asked: each may read another row
 * beside, and a list reads few rows.
 */
const mostLookedAt = 500;

/** The cases of somebody that changed after a place in the feed, in the order of their changes: at most `limit`. */
export async function changedCases(db: Db, of: ChangesOf, after: number, limit: number): Promise<ChangedCases> {
  const among =
    'desk' in of
      ? sql`exists (select from case_desk d where d.case_id = f.case_id and d.desk = ${of.desk})`
      : 'applicants' in of
        ? sql`exists (
            select from "case" c where c.id = f.case_id and c.applicant = any(${[...of.applicants]}::text[]))`
        : sql`true`;
  const looked = sql`
    select position, case_id from feed where position > ${after} order by position
    limit ${sql.raw(String(mostLookedAt))}`;
  const found = await rowsOf(
    db,
    { caseId: text, position: bigint },
    sql`
    select f.case_id as "caseId", max(f.position) as position from (${looked}) f where ${among}
    group by f.case_id order by 2 limit ${limit + 1}`,
  );
  const cases = found.slice(0, limit);
  const last = await rowOf(
    db,
    { reached: bigint, looked: integer },
    sql`select coalesce(max(position), ${after}::bigint) as reached, count(*)::int as looked from (${looked}) f`,
  );
  const isCut = found.length > limit;
  return {
    cases,
    reached: isCut ? cases.at(-1)!.position : last!.reached,
    hasMore: isCut || last!.looked === mostLookedAt,
  };
}
