import { sql } from 'kysely';
import type { Level } from '../../domain/case/vocabulary.ts';
import type { Db } from '../client.ts';
import { integer } from '../column.ts';
import { rowOf } from '../rows.ts';

/** The register in which a record of the ladder gets its number (文号): of an issuing authority, a level and a year. */
export interface Register {
  readonly authority: string;
  readonly level: Level;
  readonly year: number;
}

const uniqueViolation = '23505';

/**
 * The number of an instrument's record: the next of its register the first time, the same ever after. Numbers leave no
 * gap, however many ask at once. (S8)
 */
export async function numberInstrument(
  db: Db,
  caseId: string,
  instrument: string,
  { authority, level, year }: Register,
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      const numbering = sql`
        with kept as (select number from instrument_number where case_id = ${caseId} and instrument = ${instrument}),
        next as (
          insert into instrument_counter (authority, level, year, last)
          select ${authority}, ${level}, ${year}::int, 1 where not exists (select from kept)
          on conflict (authority, level, year) do update set last = instrument_counter.last + 1 returning last),
        taken as (
          insert into instrument_number (case_id, instrument, authority, level, year, number)
          select ${caseId}, ${instrument}, ${authority}, ${level}, ${year}::int, last from next returning number)
        select number from kept union all select number from taken`;
      const found = await rowOf(db, { number: integer }, numbering);
      if (found) return found.number;
    } catch (error) {
      // Somebody numbered the same instrument at this moment: the whole statement was undone, the counter too. Read
      // theirs.
      if ((error as { code?: unknown }).code !== uniqueViolation || tries === 10) throw error;
    }
  }
}

/** A number that an instrument's record has: what `numberInstrument` gave. */
export interface GivenNumber extends Register {
  readonly caseId: string;
  readonly instrument: string;
  readonly number: number;
}

/**
 * Keeps numbers that were given and that an older copy of the database does not know: the registers go on after them.
 * Returns those that were not kept before. One that was given to another instrument meanwhile stays that one's.
 */
export async function keepNumbers(db: Db, given: readonly GivenNumber[]): Promise<readonly GivenNumber[]> {
  const kept: GivenNumber[] = [];
  for (const { caseId, instrument, authority, level, year, number } of given) {
    const { rows } = await sql`
      with counted as (
        insert into instrument_counter (authority, level, year, last) values (${authority}, ${level}, ${year},
          ${number})
        on conflict (authority, level, year) do update set last = greatest(instrument_counter.last, excluded.last))
      insert into instrument_number (case_id, instrument, authority, level, year, number)
      values (${caseId}, ${instrument}, ${authority}, ${level}, ${year}, ${number}) on conflict do nothing
        returning number`.execute(db);
    if (rows.length > 0) kept.push({ caseId, instrument, authority, level, year, number });
  }
  return kept;
}

/** The last number that a register gave. */
export async function lastOf(db: Db, { authority, level, year }: Register): Promise<number> {
  const row = await db
    .selectFrom('instrument_counter')
    .select('last')
    .where('authority', '=', authority)
    .where('level', '=', level)
    .where('year', '=', year)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** Takes a register's numbers up to this one out of use: they went to records of which nothing is left. */
export async function passNumbers(db: Db, { authority, level, year }: Register, last: number): Promise<void> {
  await sql`
    with passed as (
      insert into instrument_number (case_id, instrument, authority, level, year, number)
      select 'lost', ${level} || ' ' || ${year}::int || ' ' || n, ${authority}, ${level}, ${year}::int, n
      from generate_series(1 + coalesce((select c.last from instrument_counter c where (c.authority, c.level,
        c.year) = (${authority}, ${level}, ${year}::int)), 0), ${last}::int) n)
    insert into instrument_counter (authority, level, year, last) values (${authority}, ${level}, ${year}, ${last})
    on conflict (authority, level, year) do update set last = greatest(instrument_counter.last, excluded.last)`.execute(
    db,
  );
}
