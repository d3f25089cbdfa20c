import { sql } from 'kysely';
import { defined } from '../../domain/defined.ts';
import type { Actor } from '../../domain/values.ts';
import type { Db } from '../client.ts';
import { orNull } from '../column.ts';
import { shareLock } from '../locks.ts';
import { rowOf, type RowOf } from '../rows.ts';
import {
  commandColumns,
  type CommandRow,
  commandRowOf,
  commandShape,
  type KnownCase,
  knownCaseOf,
  knownColumns,
  knownShape,
} from './command-row.ts';

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
      /** Absent: a beginning whose case is not written yet. */
      readonly known?: KnownCase;
    }
  /** The key was used for something else. */
  | { readonly kind: 'differs' }
  | { readonly kind: 'noSuchCase' };

/** The command, if there is one of the key, and its case, if there is one. */
const askedShape = { ...orNull(commandShape), ...knownShape };

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
  const asking = sql`
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
      returning ${commandColumns}),
    found as (
      select * from taken
      union all select ${commandColumns} from command where key = ${key} and not exists (select from taken))
    select f.*, ${knownColumns('f')}
    from (select) as one left join found f on true left join "case" c on c.id = coalesce(f.case_id, ${caseId})`;
  for (;;) {
    const row = await rowOf(db, askedShape, asking);
    if (!row || row.key === null) {
      if (!begins && !row?.known) return { kind: 'noSuchCase' };
      continue; // The same key was answered while we looked: the next look sees it.
    }
    const command = commandRowOf(row as RowOf<typeof commandShape>);
    if (
      command.payload !== payload ||
      command.begins !== (begins !== undefined) ||
      (!begins && command.caseId !== caseId)
    )
      return { kind: 'differs' };
    return { kind: 'asked', command, ...defined({ known: knownCaseOf(row) }) };
  }
}
