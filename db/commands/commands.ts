import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Actor } from '../../domain/values.ts';
import type { Answer } from './answer.ts';
import type { Db } from '../client.ts';
import { shareLock, takeLock } from '../locks.ts';

/** A command row: what was asked of which case, and its turn. */
export interface CommandRow {
  /** `person:commandId`. */
  readonly key: string;
  readonly caseId: string;
  /** The workflow type, such as `restaurant-opening.v1`. */
  readonly procedure: string;
  readonly begins: boolean;
  /** The case's number and query code: only a beginning has them. */
  readonly number?: string;
  readonly queryCode?: string;
  readonly actor: Actor;
  /** Canonical text: a repeat must bring the same. (P1) */
  readonly payload: string;
  /** The request that brought it first: by it the logs of API, run and database are found together. */
  readonly request?: string;
  /** By the database's clock. */
  readonly askedAt: Instant;
  /** The offset of the case's time when it was asked; `askedAt` + this is when it was asked in the case's time. */
  readonly caseOffset: number;
  /** The fence: only whoever took the row last may refuse it. (P5) */
  readonly attempt: number;
  /** How often the recovery loop has taken it. */
  readonly recoveries: number;
  readonly answer?: Answer;
}

/** What the database knows of the case, read together with the command. */
export interface KnownCase {
  readonly revision: number;
  readonly head: string;
  readonly closed: boolean;
  readonly timeOffset: number;
  readonly procedure: string;
  /** The log has the command's event. Without an answer: its row was lost with a newer database, and asked anew. */
  readonly logged: boolean;
}

export interface Asking {
  readonly key: string;
  readonly actor: Actor;
  readonly payload: string;
  readonly caseId: string;
  readonly request?: string | undefined;
  /**
   * A beginning: its case id and number are those of the first time it was asked. The number is `prefix` and a serial
   * of six digits.
   */
  readonly begins?: {
    readonly procedure: string;
    readonly prefix: string;
    readonly queryCode: string;
    readonly timeOffset?: number;
  };
}

export type AskResult =
  | {
      readonly kind: 'asked';
      readonly command: CommandRow;
      /** Absent: a beginning whose case is not written yet. */ readonly known?: KnownCase;
    }
  /** The key was used for something else. */
  | { readonly kind: 'differs' }
  | { readonly kind: 'noSuchCase' };

type Columns = {
  key: string;
  case_id: string;
  procedure: string;
  begins: boolean;
  number: string | null;
  query_code: string | null;
  actor: Actor;
  payload: string;
  request_id: string | null;
  asked_at: number;
  case_offset_ms: number;
  attempt: number;
  recoveries: number;
  answer: Answer | null;
};
type Asked = { [Name in keyof Columns]: Columns[Name] | null } & {
  known: boolean;
  revision: number;
  head: string;
  closed: boolean;
  time_offset_ms: number;
  known_procedure: string;
  logged: boolean;
};

const rowOf = (row: Columns): CommandRow => ({
  key: row.key,
  caseId: row.case_id,
  procedure: row.procedure,
  begins: row.begins,
  actor: row.actor,
  payload: row.payload,
  askedAt: row.asked_at,
  caseOffset: row.case_offset_ms,
  attempt: row.attempt,
  recoveries: row.recoveries,
  ...(row.request_id !== null && { request: row.request_id }),
  ...(row.number !== null && { number: row.number }),
  ...(row.query_code !== null && { queryCode: row.query_code }),
  ...(row.answer !== null && { answer: row.answer }),
});

const columns = sql.raw(
  'key, case_id, procedure, begins, number, query_code, actor, payload, request_id, asked_at, case_offset_ms, ' +
    'attempt, recoveries, answer',
);
const logged = (row: string) =>
  sql.raw(`exists (select from event e where e.case_id = ${row}.case_id and e.command_key = ${row}.key) as logged`);
/**
 * Writes the command, or takes the one of the same key if it is still unanswered, and reads beside it, in the same
 * statement, what the database knows of the case: whoever sees no answer here sees a revision below the command's own
 * event. Asking again raises the attempt, so that a refusal of the earlier attempt no longer counts.
 */
export async function ask(db: Db, { key, actor, payload, caseId, request, begins }: Asking): Promise<AskResult> {
  const fresh = begins
    ? sql`select ${begins.procedure}::text as procedure, ${begins.timeOffset ?? 0}::bigint as shift,
        ${begins.prefix}::text || lpad(nextval('case_number')::text, 6, '0') as number,
          ${begins.queryCode}::text as query_code from turn`
    : sql`select c.procedure, c.time_offset_ms as shift, null::text as number, null::text as query_code
      from turn, "case" c where c.id = ${caseId}`;
  const repeat = sql`command.payload = ${payload} and command.begins = ${begins !== undefined} and (command.begins
    or command.case_id = ${caseId})`;
  for (;;) {
    const { rows } = await sql<Asked>`
      with turn as materialized (select ${shareLock('commandsOfCase', caseId)}::text),
      fresh as materialized (${fresh}),
      taken as (
        insert into command (key, case_id, procedure, begins, number, query_code, actor, payload, request_id,
          asked_at, case_offset_ms, attempt, taken_at)
        select ${key}, ${caseId}, f.procedure, ${begins !== undefined}, f.number, f.query_code,
          ${JSON.stringify(actor)}::jsonb, ${payload}, ${request ?? null}::text,
          date_trunc('milliseconds', clock_timestamp()), f.shift, 1, clock_timestamp() from fresh f
        on conflict (key) do update set attempt = command.attempt + 1, taken_at = clock_timestamp()
          where command.answer is null and ${repeat}
        returning ${columns}),
      found as (select * from taken union all select ${columns} from command where key = ${key} and not exists (select
        from taken))
      select f.*, c.id is not null as known, c.revision, c.head, c.closed, c.time_offset_ms,
        c.procedure as known_procedure, ${logged('f')}
      from (select) as one left join found f on true left join "case" c on c.id = coalesce(f.case_id,
        ${caseId})`.execute(db);
    const row = rows[0];
    if (row?.key === null || row === undefined) {
      if (!begins && !row?.known) return { kind: 'noSuchCase' };
      continue; // The same key was answered while we looked: the next look sees it.
    }
    const command = rowOf(row as Columns);
    if (
      command.payload !== payload ||
      command.begins !== (begins !== undefined) ||
      (!begins && command.caseId !== caseId)
    )
      return { kind: 'differs' };
    return { kind: 'asked', command, ...(row.known && { known: knownOf(row) }) };
  }
}

const knownOf = (row: Asked): KnownCase => ({
  revision: row.revision,
  head: row.head,
  closed: row.closed,
  timeOffset: row.time_offset_ms,
  procedure: row.known_procedure,
  logged: row.logged,
});

/** The command of a key with what the database knows of its case, or undefined: for reading again. */
export async function readCommand(
  db: Db,
  key: string,
): Promise<{ readonly command: CommandRow; readonly known?: KnownCase } | undefined> {
  const { rows } = await sql<Columns & Asked>`
    select k.*, c.id is not null as known, c.revision, c.head, c.closed, c.time_offset_ms,
      c.procedure as known_procedure, ${logged('k')}
    from (select ${columns} from command where key = ${key}) k left join "case" c on c.id = k.case_id`.execute(db);
  const row = rows[0];
  return row && { command: rowOf(row), ...(row.known && { known: knownOf(row) }) };
}

/**
 * Writes a refusal, unless the row is answered or somebody else has taken it since. Returns whether it was written;
 * whoever lost reads again.
 */
export async function refuse(
  db: Db,
  key: string,
  attempt: number,
  answer: Extract<Answer, { accepted: false }>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update command set answer = ${JSON.stringify(answer)}::jsonb, answered_at = clock_timestamp()
    where key = ${key} and answer is null and attempt = ${attempt}`.execute(db);
  return numAffectedRows === 1n;
}

/** Who waits for an answer, and up to when nobody can come any more. */
export interface Waiting {
  readonly unanswered: readonly CommandRow[];
  /**
   * Whoever asks from now on asks after this instant of the case's time: by the clock that stamps what is asked.
   * Endless while its time is moved (development).
   */
  readonly passed: Instant;
}

/**
 * The unanswered commands of a case that were asked at or before an instant of the case's time, oldest first: who asked
 * in time goes before the tick. Waits for those who are just asking. Dead letters wait for an administrator and hold
 * nothing up.
 */
export async function unansweredBefore(db: Db, caseId: string, due: Instant): Promise<Waiting> {
  return db.transaction().execute(async tx => {
    await sql`select ${takeLock('commandsOfCase', caseId)}`.execute(tx);
    const {
      rows: [clock],
    } = await sql<{ passed: number | null }>`
      select case when exists (select from advance where case_id = ${caseId} and not done) then null
        else floor(extract(epoch from clock_timestamp()) * 1000)::bigint - 1 + c.time_offset_ms end as passed
          from "case" c where c.id = ${caseId}`.execute(tx);
    const { rows } = await sql<Columns>`
      select ${columns} from command where case_id = ${caseId} and answer is null and dead_at is null
      and asked_at <= ${new Date(due).toISOString()}::timestamptz - case_offset_ms * interval '1 millisecond'
        order by asked_at, key`.execute(tx);
    return { unanswered: rows.map(rowOf), passed: clock?.passed ?? Infinity };
  });
}

export { columns as commandColumns, rowOf as commandRowOf, type Columns as CommandColumns };
