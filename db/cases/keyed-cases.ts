import { type RawBuilder, sql } from 'kysely';
import { Refused } from '../../domain/refusal.ts';
import type { Db } from '../client.ts';
import { text } from '../column.ts';
import { beginsWith } from '../conditions.ts';
import { rowsOf } from '../rows.ts';

/** What names a case, or the few cases of somebody. */
export interface CaseKeys {
  /** Of any of these applicants. */
  readonly applicants?: readonly string[];
  /** The number, or its beginning. */
  readonly number?: string;
  /** Somebody took a step of it that is open. */
  readonly handler?: string;
}

/** So many cases a key may name: with a second key, and with the rows of the list, they stay within its bound. */
const mostKeyed = 300;

const limit = sql.raw(String(mostKeyed + 1));

/**
 * The ids of the cases that all keys of a filter name; undefined where it has none.
 * @throws Refused `list.tooWide` where a key names more than `mostKeyed`
 */
export async function keyedCases(db: Db, keys: CaseKeys): Promise<readonly string[] | undefined> {
  const { applicants, number, handler } = keys;
  let ids: readonly string[] | undefined;
  const keep = async (name: string, reading: (among: RawBuilder<unknown>) => RawBuilder<unknown>): Promise<void> => {
    const rows = await rowsOf(
      db,
      { id: text },
      reading(ids === undefined ? sql`true` : sql`id = any(${[...ids]}::text[])`),
    );
    if (rows.length > mostKeyed) throw new Refused('list.tooWide', { most: mostKeyed, narrowBy: [name] });
    ids = rows.map(({ id }) => id);
  };
  if (number !== undefined)
    await keep(
      'number',
      of => sql`
      select id from "case" where ${beginsWith('number', number)} and ${of} limit ${limit}`,
    );
  if (handler !== undefined)
    await keep(
      'handler',
      of => sql`
      select distinct case_id as id from (
        select case_id, case_id as id from case_step where open and claimed_by = ${handler} limit ${limit}) s
      where ${of}`,
    );
  if (applicants !== undefined)
    await keep(
      'applicant',
      of => sql`
      select id from "case" where applicant = any(${[...applicants]}::text[]) and ${of} limit ${limit}`,
    );
  return ids;
}
