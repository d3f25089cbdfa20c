import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { bigint, boolean, nullable, text } from '../column.ts';
import { type RowOf, rowsOf } from '../rows.ts';

const shape = { id: text, bytes: bigint, digest: text, isErased: boolean, number: nullable(text) };
/** A file as a copy of the store has to hold it, with the number of the case that uses it; erased: not to hold it. */
export type KeptFile = RowOf<typeof shape>;

/** Files whose bytes have come, by their ids, a page at a time. */
const keptFiles = (db: Db, after: string, limit: number): Promise<readonly KeptFile[]> =>
  rowsOf(
    db,
    shape,
    sql`select f.id, f.bytes, f.digest, f.erased_at is not null as "isErased", c.number
      from file f left join "case" c on c.id = f.case_id
      where f.digest is not null and f.id > ${after} order by f.id limit ${limit}`,
  );

/** All of them. */
export async function* everyKeptFile(db: Db, pageSize = 500): AsyncGenerator<KeptFile> {
  for (let after = ''; ;) {
    const page = await keptFiles(db, after, pageSize);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}
