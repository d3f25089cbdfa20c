import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { pick } from '../column.ts';
import { type RowOf, rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';

const shape = pick(tables.file, 'id', 'bytes', 'type', 'scans');
/** A file that the scanner is asked about. */
export type FileToScan = RowOf<typeof shape>;

/** Takes files to be scanned, for so long: whoever took one and died leaves it to the next. */
export const claimScans = (db: Db, limit: number, leaseMs: number): Promise<readonly FileToScan[]> =>
  rowsOf(
    db,
    shape,
    sql`with due as materialized (
        select id from file where state = 'scanning' and scan_at <= clock_timestamp()
        order by scan_at, id limit ${limit} for update skip locked)
      update file f set scans = f.scans + 1,
        scan_at = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
      from due d where f.id = d.id returning f.id, f.bytes, f.type, f.scans`,
  );

/** What the scanner says: the file may be used, or its bytes are to go. */
export async function noteScanned(db: Db, id: string, isClean: boolean): Promise<void> {
  await sql`
    update file set state = ${isClean ? 'ready' : 'infected'}::text, scan_failure = null, scan_at = null,
      erased_at = case when ${isClean}::boolean then null else clock_timestamp() end,
      name = case when ${isClean}::boolean then name end
    where id = ${id} and state = 'scanning'`.execute(db);
}

/** The scanner did not answer: it is asked again after a while. */
export async function failScan(db: Db, id: string, failure: string, againAfterMs: number): Promise<void> {
  await sql`
    update file set scan_failure = ${failure.slice(0, 200)},
      scan_at = clock_timestamp() + ${againAfterMs}::bigint * interval '1 millisecond'
    where id = ${id} and state = 'scanning'`.execute(db);
}
