import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { integer } from '../column.ts';
import { rowOf } from '../rows.ts';

/** The serial of the last case number that was given. */
export async function lastCaseNumber(db: Db): Promise<number> {
  const reading = sql`
    select coalesce(last_value, 0)::int as last from pg_sequences
    where schemaname = current_schema() and sequencename = 'case_number'`;
  return (await rowOf(db, { last: integer }, reading))?.last ?? 0;
}

/**
 * Takes case numbers up to this serial out of use: what is received from now on has a higher one. Returns how many it
 * took.
 */
export async function passCaseNumbers(db: Db, serial: number): Promise<number> {
  const passing = sql`
    select count(nextval('case_number'))::int as taken from generate_series(
      (select coalesce(last_value, 0) + 1 from pg_sequences where schemaname = current_schema() and sequencename =
        'case_number'), ${serial}::bigint)`;
  return (await rowOf(db, { taken: integer }, passing))?.taken ?? 0;
}
