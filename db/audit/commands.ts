import { sql } from 'kysely';
import type { StoredAnswer, StoredCommand } from '../../domain/audit/stored.ts';
import { defined } from '../../domain/defined.ts';
import type { Actor } from '../../domain/values.ts';
import type { Db } from '../client.ts';
import { json, text } from '../column.ts';
import { rowsOf } from '../rows.ts';
import { selected, type Selection } from './selection.ts';

/** A command's row as `commandJson` gives it. */
export interface CommandJson {
  key: string;
  begins: boolean;
  number: string | null;
  query_code: string | null;
  actor: Actor;
  payload: string;
  request_id: string | null;
  cause: string | null;
  asked: number;
  age: number;
  answer: StoredAnswer | null;
  dead: string | null;
}
export const storedCommandOf = ({
  key,
  begins,
  number,
  query_code: queryCode,
  actor,
  payload,
  request_id: request,
  cause,
  asked,
  age,
  answer,
  dead,
}: CommandJson): StoredCommand => ({
  key,
  begins,
  actor,
  payload,
  asked,
  age,
  ...defined({
    number: number ?? undefined,
    queryCode: queryCode ?? undefined,
    request: request ?? undefined,
    cause: cause ?? undefined,
    answer: answer ?? undefined,
    dead: dead ?? undefined,
  }),
});
/** Milliseconds since the epoch, exactly. */
export const epoch = (instant: string) => sql.raw(`(extract(epoch from ${instant}) * 1000)::bigint`);
export const commandJson = sql`jsonb_build_object('key', k.key, 'begins', k.begins, 'number', k.number,
  'query_code', k.query_code, 'actor', k.actor, 'payload', k.payload, 'request_id', k.request_id,
  'cause', case when k.sender_seq > 0 then k.key end,
  'asked', ${epoch('k.asked_at')} + k.case_offset_ms, 'age', ${epoch('clock_timestamp() - k.asked_at')},
  'answer', k.answer, 'dead', k.dead_reason)`;

const ofCommand = { at: 'k.asked_at', id: 'k.case_id', number: 'k.number', procedure: 'k.procedure' };

/**
 * Beginnings, and whatever else was asked, of cases that do not exist: an application that was told as received must
 * not be among them.
 */
export async function commandsWithoutCase(
  db: Db,
  selection: Selection,
  limit: number,
): Promise<readonly (StoredCommand & { readonly caseId: string })[]> {
  const reading = sql`
    select k.case_id, ${commandJson} as row from command k
    where not exists (select from "case" c where c.id = k.case_id)
    and (k.answer is null or k.answer @> '{"accepted": true}') and ${selected(selection, ofCommand)}
    order by k.asked_at, k.key limit ${limit}`;
  const rows = await rowsOf(db, { case_id: text, row: json<CommandJson>() }, reading);
  return rows.map(({ case_id: caseId, row }) => ({ ...storedCommandOf(row), caseId }));
}
