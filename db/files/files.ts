import { sql } from 'kysely';
import type { FileType } from '../../domain/file-types.ts';
import type { Db } from '../client.ts';
import { boolean, pick } from '../column.ts';
import { type RowOf, rowOf, rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';

const shape = { ...pick(tables.file, 'id', 'uploader', 'name', 'bytes', 'digest', 'type', 'state'), isUsed: boolean };
/** A file that somebody uploaded. Without digest and type its bytes have not all come; `isUsed`: a case has it. */
export type StoredFile = RowOf<typeof shape>;
const columns = sql`f.id, f.uploader, f.name, f.bytes, f.digest, f.type, f.state,
  exists (select from unnest(f.claims) c(key) where holds_file(c.key)) as "isUsed"`;

/** Files that one person may have uploaded within a day and not used yet. */
export const mostUnused = 200;

/** Begins a file before its bytes come. False where the person has as many unused ones as they may have. */
export async function beginFile(
  db: Db,
  { id, uploader, name, bytes }: Pick<StoredFile, 'id' | 'uploader' | 'name' | 'bytes'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into file (id, uploader, name, bytes, state)
    select ${id}, ${uploader}, ${name}, ${bytes}::bigint, 'receiving'
    where (select count(*) from file where uploader = ${uploader} and kept_at is null and erased_at is null
      and begun_at > clock_timestamp() - interval '1 day') < ${mostUnused}`.execute(db);
  return numAffectedRows === 1n;
}

export interface Received {
  readonly bytes: number;
  readonly digest: string;
  readonly type: FileType;
}

/** Notes that all bytes came, once: the first time counts. It is ready, or scanned first. */
export async function noteReceived(db: Db, id: string, { bytes, digest, type }: Received, isScanned: boolean) {
  await sql`
    update file set bytes = ${bytes}::bigint, digest = ${digest}, type = ${type}, received_at = clock_timestamp(),
      state = ${isScanned ? 'scanning' : 'ready'}::text,
      scan_at = case when ${isScanned}::boolean then clock_timestamp() end
    where id = ${id} and state = 'receiving'`.execute(db);
}

/** Forgets a file that did not come, or was not taken. Its bytes are removed by the sweep, should there be any. */
export async function refuseFile(db: Db, id: string): Promise<void> {
  await sql`
    update file set state = 'erased', name = null, erased_at = clock_timestamp()
    where id = ${id} and kept_at is null and case_id is null and erased_at is null`.execute(db);
}

export const readFile = (db: Db, id: string): Promise<StoredFile | undefined> =>
  rowOf(db, shape, sql`select ${columns} from file f where f.id = ${id}`);

/** Those of these files that there are, in no order: made for a loader. */
export const readFiles = (db: Db, ids: readonly string[]): Promise<readonly StoredFile[]> =>
  rowsOf(db, shape, sql`select ${columns} from file f where f.id = any(${[...ids]}::text[])`);

/** Takes the right to write to a file, for so long. False while somebody else has it. */
export async function lockFile(db: Db, id: string, leaseMs: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update file set locked_until = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
    where id = ${id} and (locked_until is null or locked_until < clock_timestamp())`.execute(db);
  return numAffectedRows === 1n;
}

export async function unlockFile(db: Db, id: string): Promise<void> {
  await db.updateTable('file').set({ locked_until: null }).where('id', '=', id).execute();
}
