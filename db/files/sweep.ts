import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { boolean, text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/** How long a file is kept that nobody uses. */
const unusedFor = sql`interval '24 hours'`;
/** Somebody may still use it: a draft names it. */
const isDrafted = sql`exists (select from draft d
  where d.papers @> jsonb_build_array(jsonb_build_object('file', jsonb_build_object('id', f.id))))`;

/**
 * Files that nobody used within a day are to be removed; those that a case uses are kept from now on. What a command
 * holds that nobody has answered yet is left as it is.
 */
export async function sweepFiles(db: Db): Promise<void> {
  const aged = sql`f.kept_at is null and f.removed_at is null and f.begun_at < clock_timestamp() - ${unusedFor}`;
  const isAccepted = sql`exists (select from unnest(f.claims) c(key) join command k on k.key = c.key
    where k.answer @> '{"accepted": true}')`;
  await sql`
    update file f set kept_at = clock_timestamp()
    where ${aged} and f.erased_at is null and ${isAccepted}`.execute(db);
  await sql`
    update file f set state = 'erased', name = null, erased_at = clock_timestamp()
    where ${aged} and f.erased_at is null and not ${isDrafted}
      and not exists (select from unnest(f.claims) c(key) where holds_file(c.key))`.execute(db);
}

/** Files whose bytes are to go, the oldest first; of those that no case ever used nothing is to stay. */
export const filesToRemove = (db: Db, limit: number) =>
  rowsOf(
    db,
    { id: text, isUsed: boolean },
    sql`select id, exists (select from unnest(claims) c(key) where holds_file(c.key)) as "isUsed" from file
      where erased_at is not null and removed_at is null order by erased_at limit ${limit}`,
  );

/** Notes that the bytes of a file are gone; of one that no case used the row goes too. */
export async function noteRemoved(db: Db, id: string, isUsed: boolean): Promise<void> {
  if (isUsed) await sql`update file set removed_at = clock_timestamp() where id = ${id}`.execute(db);
  else await db.deleteFrom('file').where('id', '=', id).execute();
}
