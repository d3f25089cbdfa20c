import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { wordsVersion } from '../../domain/words/zh-CN/version.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Entry } from '../../domain/log/chain.ts';
import { readHead } from '../../domain/log/reader.ts';
import type { ViewUpdate } from '../../domain/case/case.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Db, Tx } from '../client.ts';
import { takeLock } from '../locks.ts';
import { caseRow, partsOf, type PartRows } from '../cases/read-model.ts';
import { iso } from '../values.ts';

/** `prev` of the first is left to the database: it is the head that the case's row has. */
const eventRows = (caseId: string, entries: readonly Entry[]): string =>
  JSON.stringify(
    entries.map((entry, index) => {
      const { type, at, on, askedAt, actor, key, digest, cause, rules } = readHead(entry.text);
      return {
        case_id: caseId,
        seq: entry.seq,
        type,
        at: iso(at),
        asked_at: askedAt === undefined ? null : iso(askedAt),
        actor,
        command_key: key,
        digest,
        cause,
        on_day: on,
        rules,
        data: entry.text,
        prev: entries[index - 1]?.hash,
        hash: entry.hash,
      };
    }),
  );

const keysOf = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(entry => readHead(entry.text).key ?? []);

/** Answers every command whose key the events carry, also those that somebody gave up. */
const answering = (caseId: string, entries: readonly Entry[], revision: number): RawBuilder<unknown> => {
  const seqs = Object.fromEntries(
    entries.flatMap(entry => {
      const { key } = readHead(entry.text);
      return key === undefined ? [] : [[key, entry.seq]];
    }),
  );
  return sql`
    update command c set answered_at = clock_timestamp(),
      answer = jsonb_build_object('accepted', true, 'seq', ${JSON.stringify(seqs)}::jsonb -> c.key, 'revision',
        ${revision}::int)
    where c.key = any(${Object.keys(seqs)}::text[]) and c.case_id = ${caseId} and c.answer is null`;
};

/** Only rows that changed are written, and those that are gone are removed. */
const replacing = (
  caseId: string,
  { part: { table, key, columns }, rows, gone: names }: PartRows,
): RawBuilder<unknown> => {
  const [into, name, incoming, gone] = [sql.table(table), sql.ref(key), sql.id(`${table}_in`), sql.id(`${table}_gone`)];
  const isGone =
    names === 'allOthers'
      ? sql`not exists (select from ${incoming} n where n.${name} = o.${name})`
      : sql`o.${name} = any(${[...names]}::text[])`;
  return sql`
    ${incoming} as materialized (select r.* from locked, json_populate_recordset(null::${into}, ${rows}::json) r),
    ${gone} as (
      delete from ${into} o where o.case_id = ${caseId} and exists (select from locked) and ${isGone}),
    ${sql.id(`${table}_out`)} as (
      insert into ${into} select n.* from ${incoming} n where not exists (
        select from ${into} o where o.case_id = ${caseId} and o.${name} = n.${name} and o is not distinct from n)
      on conflict (case_id, ${name}) do update set
        ${sql.join(columns.map(column => sql`${sql.id(column)} = excluded.${sql.id(column)}`))})`;
};

/** What the projection changes in the counts of desks, as rows to add. `case_desk` is read as it was before. */
const counting = (caseId: string): RawBuilder<unknown> => sql`
  insert into desk_count (desk, status, colour, cases) select desk, status, colour, sum(change)::int from (
    select o.desk, o.status, o.colour, -1 from locked, case_desk o where o.case_id = ${caseId}
    union all select n.desk, n.status, n.colour, 1 from case_desk_in n) changes(desk, status, colour, change)
  group by desk, status, colour having sum(change) <> 0`;

export type Writing = ViewUpdate & {
  /** All events that came, for their commands' answers. */
  readonly entries: readonly Entry[];
  /** Those that the log does not have; not empty. */
  readonly fresh: readonly [Entry, ...Entry[]];
};

/** The columns of `case` that a view gives. */
const caseColumns = [
  'number',
  'procedure',
  'title',
  'lead',
  'units',
  'calendar',
  'applicant',
  'status',
  'acceptance',
  'colour',
  'extended',
  'unlawful',
  'closed',
  'received_at',
  'ended_at',
  'next_due',
  'view',
] as const satisfies readonly (keyof ReturnType<typeof caseRow>)[];

/**
 * Log, read model, messages and answers in one statement, if the first fresh event follows the head of the case's row,
 * which it locks, and no event carries the key of a command that was refused; otherwise nothing. Whoever waited for the
 * lock sees the row as it then is, so of two only one writes. (P20, P22) `seen` makes sure that the rest of the
 * statement, which sees the database as it was when it began, saw the case at the same revision.
 */
export async function write(db: Db, caseId: string, { entries, fresh, ...update }: Writing): Promise<boolean> {
  const first = fresh[0];
  const last = fresh.at(-1) ?? first;
  const outbox = fresh.flatMap(({ seq, told = [] }) =>
    told.map((notice, position) => ({
      seq,
      position,
      kind: notice.kind,
      recipient: notice.to,
      code: notice.code,
      params: notice.params,
      words: wordsVersion,
      body: noticeText(notice),
    })),
  );
  const { numAffectedRows } = await sql`
    with seen as materialized (select from "case" where id = ${caseId} and revision = ${first.seq - 1}),
    following as materialized (
      select id, head from "case" where id = ${caseId} and revision = ${first.seq - 1} and exists (select from seen)
      and 'sha256:' || encode(sha256(convert_to(head || chr(10) || ${first.text}, 'UTF8')), 'hex') = ${first.hash}
      for no key update),
    asked as materialized (
      select c.answer from following f, command c where c.key = any(${keysOf(fresh)}::text[]) and c.case_id = f.id
      order by c.key for no key update of c),
    locked as materialized (
      select * from following where not exists (select from asked where answer @> '{"accepted": false}')),
    logged as (
      insert into event (
        case_id, seq, type, at, on_day, asked_at, actor, command_key, digest, cause, rules, data, prev, hash)
      select r.case_id, r.seq, r.type, r.at, r.on_day, r.asked_at, r.actor, r.command_key, r.digest, r.cause, r.rules,
        r.data, coalesce(r.prev, l.head), r.hash
      from locked l, json_populate_recordset(null::event, ${eventRows(caseId, fresh)}::json) r),
    ${sql.join(partsOf(caseId, update).map(part => replacing(caseId, part)))},
    queued as (
      insert into feed_queue (case_id, seq)
      select l.id, seq from locked l, generate_series(${first.seq}::int, ${last.seq}::int) seq order by seq),
    counted as (${counting(caseId)}),
    told as (
      insert into outbox (case_id, seq, position, kind, recipient, code, params, words, body)
      select l.id, m.* from locked l, json_to_recordset(${JSON.stringify(outbox)}::json) m(
        seq int, position int, kind text, recipient text, code text, params jsonb, words int, body text)),
    answered as (${answering(caseId, entries, last.seq)} and exists (select from locked))
    update "case" c set revision = ${last.seq}, head = ${last.hash},
      ${sql.join(caseColumns.map(column => sql`${sql.id(column)} = v.${sql.id(column)}`))}
    from locked l, jsonb_populate_record(null::"case", ${JSON.stringify(caseRow(update))}::jsonb) v where c.id =
      l.id`.execute(db);
  return numAffectedRows === 1n;
}

/** For events that the log has already. */
export async function answer(tx: Tx, caseId: string, entries: readonly Entry[], revision: number): Promise<void> {
  await answering(caseId, entries, revision).execute(tx);
}

/** The row of a case before its first event, unless it is there. */
export async function open(
  tx: Tx,
  caseId: string,
  head: string,
  view: CaseView,
  queryCode: string,
  timeOffset: number,
): Promise<void> {
  await sql`
    with alone as materialized (select ${takeLock('beginningOfCase', caseId)}::text)
    insert into "case" (id, revision, head, query_code, time_offset_ms,
      ${sql.join(caseColumns.map(column => sql.id(column)))})
    select ${caseId}, 0, ${head}, ${queryCode}, ${timeOffset}::bigint,
      ${sql.join(caseColumns.map(column => sql`v.${sql.id(column)}`))}
    from alone, jsonb_populate_record(null::"case", ${JSON.stringify(caseRow({ view }))}::jsonb) v
      on conflict (id) do nothing`.execute(tx);
}
