import { sql } from 'kysely';
import type { Json } from '../../domain/values.ts';
import type { Db } from '../client.ts';
import { json } from '../column.ts';
import { rowOf } from '../rows.ts';

export type Register = 'catalogue' | 'credit' | 'enterprises' | 'payments' | 'issues' | 'notes' | 'visits';
const shape = { data: json<Json>() };

/** Writes an entry, once for its key, and gives the one that is there. */
export async function writeEntry(db: Db, register: Register, key: string, subject: string, data: Json): Promise<Json> {
  const writing = sql`
    with written as (
      insert into demonstration_entry (register, key, subject, data)
      values (${register}, ${key}, ${subject}, ${JSON.stringify(data)}::jsonb) on conflict do nothing returning data)
    select data from written
    union all select data from demonstration_entry where register = ${register} and key = ${key} limit 1`;
  const row = await rowOf(db, shape, writing);
  // Somebody else wrote it between the two looks of the statement.
  return row ? row.data : await writeEntry(db, register, key, subject, data);
}

/** The latest entry about somebody or something, by the order of keys. */
export async function findEntry(db: Db, register: Register, subject: string): Promise<Json | undefined> {
  const finding = sql`
    select data from demonstration_entry where register = ${register} and subject = ${subject}
    order by key desc limit 1`;
  return (await rowOf(db, shape, finding))?.data;
}
