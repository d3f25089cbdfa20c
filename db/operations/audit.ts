import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type {
  StoredAnswer,
  StoredCase,
  StoredCommand,
  StoredEvent,
  StoredMessage,
  StoredNumber,
} from '../../domain/audit/stored.ts';
import type { Actor } from '../../domain/values.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Db, Tx } from '../client.ts';
import { caseRow, partsOf } from '../cases/read-model.ts';
import { iso } from '../values.ts';

/**
 * Which cases: by the instant of receipt (from inclusive, to exclusive), by id or number, by procedure. All of them
 * when nothing is said.
 */
export interface Selection {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly cases?: readonly string[];
  readonly procedure?: string;
}

/** Where a page of cases ended. */
export interface AuditCursor {
  readonly receivedAt: Instant;
  readonly id: string;
}

export interface CaseName extends AuditCursor {
  readonly procedure: string;
}

const selected = ({ from, to, cases, procedure }: Selection) => sql`
  (${from === undefined ? null : iso(from)}::timestamptz is null or c.received_at >=
    ${from === undefined ? null : iso(from)}::timestamptz)
  and (${to === undefined ? null : iso(to)}::timestamptz is null or c.received_at <
    ${to === undefined ? null : iso(to)}::timestamptz)
  and (${cases ? [...cases] : null}::text[] is null or c.id = any(${cases ? [...cases] : null}::text[]) or
    c.number = any(${cases ? [...cases] : null}::text[]))
  and (${procedure ?? null}::text is null or c.procedure = ${procedure ?? null}::text)`;

/** Which of these ids or numbers name no case, and no application either. */
export async function unknownCases(db: Db, cases: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from unnest(${[...cases]}::text[]) name
    where not exists (select from "case" c where c.id = name or c.number = name) and not exists (select from command k
      where k.case_id = name or k.number = name)`.execute(db);
  return rows.map(row => row.name);
}

export async function countCases(db: Db, selection: Selection): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from "case" c where ${selected(selection)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** A page of the selected cases, in the order of their receipt. */
export async function pageOfCases(
  db: Db,
  selection: Selection,
  after: AuditCursor | undefined,
  limit: number,
): Promise<readonly CaseName[]> {
  const behind = after ? sql`(c.received_at, c.id) > (${iso(after.receivedAt)}::timestamptz, ${after.id})` : sql`true`;
  const { rows } = await sql<CaseName>`
    select c.id, c.procedure, c.received_at as "receivedAt" from "case" c where ${selected(selection)} and ${behind}
    order by c.received_at, c.id limit ${limit}`.execute(db);
  return rows;
}

/** Runs `work` on what the database was at one moment. */
export const atOneMoment = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

type Rows<T> = { readonly case_id: string; readonly rows: readonly T[] };
interface CommandJson {
  key: string;
  begins: boolean;
  number: string | null;
  query_code: string | null;
  actor: Actor;
  payload: string;
  request_id: string | null;
  asked: number;
  age: number;
  answer: StoredAnswer | null;
  dead: string | null;
}
const command = ({
  key,
  begins,
  number,
  query_code: queryCode,
  actor,
  payload,
  request_id: request,
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
  ...(number !== null && { number }),
  ...(queryCode !== null && { queryCode }),
  ...(request !== null && { request }),
  ...(answer && { answer }),
  ...(dead !== null && { dead }),
});
/** Milliseconds since the epoch, exactly. */
const epoch = (instant: string) => sql.raw(`(extract(epoch from ${instant}) * 1000)::bigint`);
const commandJson = sql`jsonb_build_object('key', k.key, 'begins', k.begins, 'number', k.number, 'query_code',
  k.query_code, 'actor', k.actor, 'payload', k.payload,
  'request_id', k.request_id, 'asked', ${epoch('k.asked_at')} + k.case_offset_ms, 'age',
    ${epoch('clock_timestamp() - k.asked_at')}, 'answer', k.answer, 'dead', k.dead_reason)`;

/** Cases whole, as an audit needs them. */
export async function storedCases(tx: Tx, ids: readonly string[]): Promise<readonly StoredCase[]> {
  const mine = sql`any(${[...ids]}::text[])`;
  const { rows: cases } = await sql<Omit<StoredCase, 'events' | 'commands' | 'messages' | 'numbers'>>`
    select id, number, query_code as "queryCode", revision, head,
      ${epoch('clock_timestamp()')} + time_offset_ms as now from "case" where id = ${mine}
        order by received_at, id`.execute(tx);
  const { rows: events } = await sql<StoredEvent & { case_id: string }>`
    select case_id, seq, type, at, asked_at as "askedAt", actor, command_key as key, data as text, prev, hash
      from event where case_id = ${mine} order by case_id, seq`.execute(tx);
  const { rows: commands } = await sql<Rows<CommandJson>>`
    select k.case_id, jsonb_agg(${commandJson} order by k.asked_at, k.key) as rows from command k where k.case_id =
      ${mine} group by k.case_id`.execute(tx);
  const { rows: messages } = await sql<Rows<StoredMessage>>`
    select case_id, jsonb_agg(jsonb_build_object('seq', seq, 'position', position, 'to', recipient, 'kind', kind,
      'code', code, 'params', params) order by seq, position) as rows
    from outbox where case_id = ${mine} group by case_id`.execute(tx);
  const { rows: numbers } = await sql<Rows<StoredNumber>>`
    select case_id, jsonb_agg(jsonb_build_object('instrument', instrument, 'authority', authority, 'level', level,
      'year', year, 'number', number)) as rows
    from instrument_number where case_id = ${mine} group by case_id`.execute(tx);
  const of = <T>(found: readonly Rows<T>[], id: string): readonly T[] =>
    found.find(each => each.case_id === id)?.rows ?? [];
  const byCase = Map.groupBy(events, event => event.case_id);
  return cases.map(each => ({
    ...each,
    events: (byCase.get(each.id) ?? []).map(({ case_id: _, ...event }) => event),
    commands: of(commands, each.id).map(command),
    messages: of(messages, each.id),
    numbers: of(numbers, each.id),
  }));
}

/** A row that is not as it must be, as texts; null where there is none. */
export interface OtherRow {
  readonly table: string;
  readonly key: string;
  readonly found: string | null;
  readonly expected: string | null;
}

/** The rows of the read model that are other than a view gives, compared by the database itself in its own types. */
export async function otherRows(tx: Tx, caseId: string, view: CaseView): Promise<readonly OtherRow[]> {
  const compared = partsOf(caseId, { view }).map(
    ({ part: { table, key }, rows }) => sql`
    select ${table} as table, coalesce(f.name, e.name) as key, f.row::text as found, e.row::text as expected
    from (select ${sql.ref(key)} as name, to_jsonb(o) as row from ${sql.table(table)} o where case_id = ${caseId}) f
    full join (select ${sql.ref(key)} as name, to_jsonb(r) as row
      from json_populate_recordset(null::${sql.table(table)}, ${rows}::json) r) e on e.name = f.name
    where f.row is distinct from e.row`,
  );
  const own = ['id', 'revision', 'head', 'query_code', 'time_offset_ms'];
  const { rows } = await sql<OtherRow>`
    ${sql.join(compared, sql` union all `)} union all
    select 'case' as table, ${caseId} as key, f.row::text as found, e.row::text as expected
    from (select to_jsonb(c) - ${own}::text[] as row from "case" c where id = ${caseId}) f,
      (select to_jsonb(r) - ${own}::text[] as row from jsonb_populate_record(null::"case",
        ${JSON.stringify(caseRow({ view }))}::jsonb) r) e
    where f.row is distinct from e.row`.execute(tx);
  return rows;
}

/**
 * Beginnings, and whatever else was asked, of cases that do not exist: an application that was told as received must
 * not be among them.
 */
export async function commandsWithoutCase(
  db: Db,
  { from, to, cases, procedure }: Selection,
  limit: number,
): Promise<readonly (StoredCommand & { readonly caseId: string })[]> {
  const [after, before] = [from, to].map(each => (each === undefined ? null : iso(each)));
  const { rows } = await sql<{ case_id: string; row: CommandJson }>`
    select k.case_id, ${commandJson} as row from command k where not exists (select from "case" c where c.id =
      k.case_id)
    and (k.answer is null or k.answer @> '{"accepted": true}')
    and (${after}::timestamptz is null or k.asked_at >= ${after}::timestamptz) and (${before}::timestamptz is null or
      k.asked_at < ${before}::timestamptz)
    and (${cases ? [...cases] : null}::text[] is null or k.case_id = any(${cases ? [...cases] : null}::text[]) or
      k.number = any(${cases ? [...cases] : null}::text[]))
    and (${procedure ?? null}::text is null or k.procedure = ${procedure ?? null}::text) order by k.asked_at, k.key
      limit ${limit}`.execute(db);
  return rows.map(({ case_id: caseId, row }) => ({ ...command(row), caseId }));
}

export interface OtherRegister {
  readonly register: string;
  readonly last: number;
  readonly count: number;
  readonly highest: number;
}

/** Registers of instruments' numbers with a gap, or whose counter is not at their last number. */
export async function otherRegisters(db: Db): Promise<readonly OtherRegister[]> {
  const { rows } = await sql<OtherRegister>`
    select coalesce(c.authority, n.authority) || ' ' || coalesce(c.level, n.level) || ' ' ||
      coalesce(c.year, n.year) as register,
      coalesce(c.last, 0) as last, coalesce(n.count, 0) as count, coalesce(n.highest, 0) as highest
    from instrument_counter c full join (
      select authority, level, year, count(*)::int as count, max(number) as highest from instrument_number
        group by authority, level, year) n
    on (c.authority, c.level, c.year) = (n.authority, n.level, n.year)
    where c.last is distinct from n.count or n.count is distinct from n.highest order by 1`.execute(db);
  return rows;
}
