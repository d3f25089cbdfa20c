import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { wordsVersion } from '../../domain/words/zh-CN/version.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Entry } from '../../domain/log/chain.ts';
import type { ViewUpdate } from '../../domain/case/case.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Db, Tx } from '../client.ts';
import { takeLock } from '../locks.ts';
import { sealingQueryCode } from '../seals/seals.ts';
import { writingCalls } from '../effects/calls.ts';
import { writingLetters } from '../letters/letter-rows.ts';
import { caseColumns, caseRow } from '../cases/case-row.ts';
import { writingRows } from '../cases/write-rows.ts';
import { eventColumns } from './event-row.ts';
import { answering, type HeadedEntry, keyedCommands } from './keyed-entries.ts';

/** `prev` of the first is left to the database: it is the head that the case's row has. */
const eventRows = (caseId: string, entries: readonly HeadedEntry[]): string =>
  JSON.stringify(
    entries.map(({ entry, head }, index) => ({
      case_id: caseId,
      seq: entry.seq,
      ...eventColumns(head),
      data: entry.text,
      prev: entries[index - 1]?.entry.hash,
      hash: entry.hash,
    })),
  );

/** The messages of an event, as rows of the outbox. */
export const messageRows = ({ seq, told = [] }: Entry) =>
  told.map((notice, position) => ({
    seq,
    position,
    kind: notice.kind,
    recipient: notice.to,
    code: notice.code,
    params: notice.params,
    words: wordsVersion,
    body: noticeText(notice),
  }));

/** The messages of the events, to add to the outbox; nothing where nobody is told. */
function telling(entries: readonly Entry[]): readonly RawBuilder<unknown>[] {
  const outbox = entries.flatMap(messageRows);
  if (outbox.length === 0) return [];
  return [
    sql`
    told as (
      insert into outbox (case_id, seq, position, kind, recipient, code, params, words, body)
      select l.id, m.* from locked l, json_to_recordset(${JSON.stringify(outbox)}::json) m(
        seq int, position int, kind text, recipient text, code text, params jsonb, words int, body text))`,
  ];
}

export interface Writing {
  /** All events that came, for their commands' answers. */
  readonly entries: readonly HeadedEntry[];
  /** Those that the log does not have; not empty. */
  readonly fresh: readonly [HeadedEntry, ...HeadedEntry[]];
  readonly update: ViewUpdate;
}

/**
 * Log, read model, messages and answers in one statement, if the first fresh event follows the head of the case's row,
 * which it locks, and each event with a command's key is that command's, which was not refused; otherwise nothing.
 * Whoever waited for the lock sees the row as it then is, so of two only one writes. (P20, P22) `seen` makes sure that
 * the rest of the statement, which sees the database as it was when it began, saw the case at the same revision.
 */
export async function write(db: Db, caseId: string, { entries, fresh, update }: Writing): Promise<boolean> {
  const first = fresh[0].entry;
  const last = (fresh.at(-1) ?? fresh[0]).entry;
  const asked = keyedCommands(caseId, fresh);
  const answered = answering(keyedCommands(caseId, entries), last.seq);
  const parts = [
    ...writingRows(caseId, update),
    ...telling(fresh.map(({ entry }) => entry)),
    ...writingLetters(caseId, fresh),
    ...writingCalls(fresh),
    sql`answered as (${answered} and exists (select from locked))`,
  ];
  const { numAffectedRows } = await sql`
    with seen as materialized (select from "case" where id = ${caseId} and revision = ${first.seq - 1}),
    following as materialized (
      select id, head from "case" where id = ${caseId} and revision = ${first.seq - 1} and exists (select from seen)
      and 'sha256:' || encode(sha256(convert_to(head || chr(10) || ${first.text}, 'UTF8')), 'hex') = ${first.hash}
      for no key update),
    asked as materialized (
      select c.answer, (${asked.isSame}) as same from following f, command c where ${asked.isNamed}
      order by c.key for no key update of c),
    locked as materialized (
      select * from following
      where not exists (select from asked where same is not true or answer @> '{"accepted": false}')
        and (select count(*) from asked) = ${asked.keys.length}),
    logged as (
      insert into event (
        case_id, seq, type, at, on_day, asked_at, actor, command_key, digest, cause, rules, data, prev, hash)
      select r.case_id, r.seq, r.type, r.at, r.on_day, r.asked_at, r.actor, r.command_key, r.digest, r.cause, r.rules,
        r.data, coalesce(r.prev, l.head), r.hash
      from locked l, json_populate_recordset(null::event, ${eventRows(caseId, fresh)}::json) r),
    queued as (
      insert into feed_queue (case_id, seq, desks)
      select l.id, seq, array(select d.desk from case_desk d where d.case_id = l.id)
      from locked l, generate_series(${first.seq}::int, ${last.seq}::int) seq order by seq),
    ${sql.join(parts)}
    update "case" c set revision = ${last.seq}, head = ${last.hash},
      ${sql.join(caseColumns.map(column => sql`${sql.id(column)} = v.${sql.id(column)}`))}
    from locked l, jsonb_populate_record(null::"case", ${JSON.stringify(caseRow(update))}::jsonb) v
    where c.id = l.id`.execute(db);
  return numAffectedRows === 1n;
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
    on conflict (id) do nothing returning ${sealingQueryCode}`.execute(tx);
}
