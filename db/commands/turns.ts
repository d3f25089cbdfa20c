import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { orNull, text } from '../column.ts';
import { type RowOf, rowsOf } from '../rows.ts';
import { commandColumns, type CommandRow, commandRowOf, commandShape } from './command-row.ts';

/**
 * Milliseconds for which whoever took a command of a publication has it to himself; doubled with every attempt, up to a
 * minute.
 */
const patienceMs = 10_000;

/**
 * The turn of a publication, of a calendar or of the tree of units: at most once a second, whichever process asks
 * first, as many of its unanswered commands as its rate allows. Undefined: nothing is to do now.
 */
export async function takeTurn(
  db: Db,
  of: 'publication' | 'repin',
): Promise<{ readonly version: string; readonly commands: readonly CommandRow[] } | undefined> {
  const campaign = sql.table(of);
  const taking = sql`
    with turn as (
      update ${campaign} set taken_until = clock_timestamp() + interval '1 second' where version = (
        select version from ${campaign} where finished_at is null and (taken_until is null
          or taken_until <= clock_timestamp()) order by published_at, version limit 1 for update skip locked)
      returning version, rate),
    due as (
      select k.key from turn t join command k on k.${sql.ref(of)} = t.version
      where k.answer is null and k.dead_at is null and (k.taken_at is null or k.taken_at <= clock_timestamp()
        - least(${patienceMs}::bigint * (1 << least(greatest(k.recoveries - 1, 0), 16)), 60000)
          * interval '1 millisecond')
      order by k.key limit (select rate from turn) for update of k skip locked),
    taken as (update command set attempt = attempt + 1, recoveries = recoveries + 1, taken_at = clock_timestamp()
      where key in (select key from due) returning ${commandColumns})
    select t.version::text as turn, taken.* from turn t left join taken on true`;
  const rows = await rowsOf(db, { turn: text, ...orNull(commandShape) }, taking);
  const taken = rows.filter(row => row.key !== null) as unknown as readonly RowOf<typeof commandShape>[];
  return rows[0] && { version: rows[0].turn, commands: taken.map(commandRowOf) };
}
