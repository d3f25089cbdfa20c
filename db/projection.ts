import { type RawBuilder, sql } from 'kysely';
import type { Entry } from '../domain/case/chain.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { Tx } from './client.ts';
import type { Message } from './outbox.ts';
import { caseRow, type Part, partsOf } from './read-model.ts';
import { iso } from './values.ts';

/** What of an event has columns of its own. Not checked by the schema: it may be of a later build's shape. */
type Head = Pick<CaseEvent, 'type' | 'at' | 'askedAt' | 'actor' | 'key'>;
const headOf = (entry: Entry): Head => JSON.parse(entry.text) as Head;

const eventRows = (caseId: string, head: string, entries: readonly Entry[]): string =>
  JSON.stringify(entries.map((entry, index) => {
    const { type, at, askedAt, actor, key } = headOf(entry);
    return {
      case_id: caseId, seq: entry.seq, type, at: iso(at), asked_at: askedAt === undefined ? null : iso(askedAt), actor, command_key: key,
      data: entry.text, prev: entries[index - 1]?.hash ?? head, hash: entry.hash,
    };
  }));

/** Answers every command whose key the events carry, also those that somebody gave up. */
const answering = (caseId: string, entries: readonly Entry[], revision: number): RawBuilder<unknown> => {
  const keys = entries.flatMap(entry => {
    const { key } = headOf(entry);
    return key === undefined ? [] : [{ key, seq: entry.seq }];
  });
  return sql`
    update command c set answer = jsonb_build_object('accepted', true, 'seq', k.seq, 'revision', ${revision}::int), answered_at = clock_timestamp()
    from json_to_recordset(${JSON.stringify(keys)}::json) k(key text, seq int)
    where c.key = k.key and c.case_id = ${caseId} and c.answer is null`;
};

/** Only rows that changed are written, and rows that the view no longer has are removed. */
const replacing = (caseId: string, { table, key, columns, rows }: Part & { readonly rows: string }): RawBuilder<unknown> => {
  const [into, name, incoming, gone] = [sql.table(table), sql.ref(key), sql.id(`${table}_in`), sql.id(`${table}_gone`)];
  return sql`
    ${incoming} as materialized (select * from json_populate_recordset(null::${into}, ${rows}::json)),
    ${gone} as (delete from ${into} o where o.case_id = ${caseId} and not exists (select from ${incoming} n where n.${name} = o.${name})),
    ${sql.id(`${table}_out`)} as (
      insert into ${into} select n.* from ${incoming} n
      where not exists (select from ${into} o where o.case_id = n.case_id and o.${name} = n.${name} and o.position = n.position and o.view = n.view)
      on conflict (case_id, ${name}) do update set ${sql.join(columns.map(column => sql`${sql.id(column)} = excluded.${sql.id(column)}`))})`;
};

export interface Writing {
  /** All events that came, for their commands' answers. */
  readonly entries: readonly Entry[];
  /** Those that the log does not have. */
  readonly fresh: readonly Entry[];
  /** The hash that the first fresh one follows. */
  readonly head: string;
  readonly view: CaseView;
  readonly messages: readonly Message[];
}

/** The columns of `case` that a view gives. */
export const caseColumns = ['number', 'procedure', 'title', 'lead', 'units', 'applicant', 'status', 'acceptance', 'colour', 'extended', 'unlawful',
  'closed', 'received_at', 'ended_at', 'view'] as const satisfies readonly (keyof ReturnType<typeof caseRow>)[];

/** Log, read model, messages and answers in one statement. The case row is locked and `fresh` follows its head. */
export async function write(tx: Tx, caseId: string, { entries, fresh, head, view, messages }: Writing): Promise<void> {
  const last = fresh.at(-1);
  if (!last) return;
  const outbox = messages.map((message, position) => ({ seq: message.seq, position, kind: message.kind, recipient: message.to, body: message.text }));
  await sql`
    with logged as (insert into event select * from json_populate_recordset(null::event, ${eventRows(caseId, head, fresh)}::json)),
    ${sql.join(partsOf(caseId, view).map(part => replacing(caseId, part)))},
    told as (
      insert into outbox (case_id, seq, position, kind, recipient, body)
      select ${caseId}, m.* from json_to_recordset(${JSON.stringify(outbox)}::json) m(seq int, position int, kind text, recipient text, body text)),
    answered as (${answering(caseId, entries, last.seq)})
    update "case" c set revision = ${last.seq}, head = ${last.hash},
      ${sql.join(caseColumns.map(column => sql`${sql.id(column)} = v.${sql.id(column)}`))}
    from jsonb_populate_record(null::"case", ${JSON.stringify(caseRow(view))}::jsonb) v where c.id = ${caseId}`.execute(tx);
}

/** For events that the log has already. */
export async function answer(tx: Tx, caseId: string, entries: readonly Entry[], revision: number): Promise<void> {
  await answering(caseId, entries, revision).execute(tx);
}

/** The row of a case before its first event, unless it is there. */
export async function open(tx: Tx, caseId: string, head: string, view: CaseView, queryCode: string, timeOffset: number): Promise<void> {
  await sql`
    insert into "case" (id, revision, head, query_code, time_offset_ms, ${sql.join(caseColumns.map(column => sql.id(column)))})
    select ${caseId}, 0, ${head}, ${queryCode}, ${timeOffset}::bigint, ${sql.join(caseColumns.map(column => sql`v.${sql.id(column)}`))}
    from jsonb_populate_record(null::"case", ${JSON.stringify(caseRow(view))}::jsonb) v on conflict (id) do nothing`.execute(tx);
}
