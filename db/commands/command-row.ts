import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import type { Actor } from '../../domain/values.ts';
import { boolean, nullable, pick, text } from '../column.ts';
import type { RowOf } from '../rows.ts';
import { tables } from '../schema.ts';
import type { Answer } from './answer.ts';

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
  /** The event of another case that wrote it, `sender/seq/n`: then the key itself. (P31) */
  readonly cause?: string;
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

/** The columns of `command` that make a row. */
export const commandShape = pick(
  tables.command,
  'key',
  'case_id',
  'procedure',
  'begins',
  'number',
  'query_code',
  'actor',
  'payload',
  'request_id',
  'asked_at',
  'case_offset_ms',
  'attempt',
  'recoveries',
  'answer',
  'sender_seq',
  'sender_n',
);
export const commandColumns: RawBuilder<unknown> = sql.raw(Object.keys(commandShape).join(', '));

/**
 * The order in which a case gets its commands: as they were asked. What one event writes comes in the order of writing,
 * which the text of a key does not tell.
 */
export const inTurn: RawBuilder<unknown> = sql.raw('asked_at, sender_seq, sender_n, key');

export const commandRowOf = (row: RowOf<typeof commandShape>): CommandRow => ({
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
  ...defined({
    request: row.request_id ?? undefined,
    number: row.number ?? undefined,
    queryCode: row.query_code ?? undefined,
    answer: row.answer ?? undefined,
    cause: row.sender_seq > 0 ? row.key : undefined,
  }),
});

const { revision, head, closed, time_offset_ms } = tables.case;
/** What is read of a command's case beside it; all of it null where there is no case but `known` and `logged`. */
export const knownShape = {
  known: boolean,
  revision: nullable(revision),
  head: nullable(head),
  closed: nullable(closed),
  time_offset_ms: nullable(time_offset_ms),
  known_procedure: nullable(text),
  logged: boolean,
};

/** The columns of `knownShape`, of the case `c` and the command `row`. */
export const knownColumns = (row: string): RawBuilder<unknown> =>
  sql.raw(`c.id is not null as known, c.revision, c.head, c.closed, c.time_offset_ms, c.procedure as known_procedure,
    exists (select from event e where e.case_id = ${row}.case_id and e.command_key = ${row}.key) as logged`);

/** Undefined where the database has no case. */
export const knownCaseOf = (row: RowOf<typeof knownShape>): KnownCase | undefined =>
  row.known
    ? {
        revision: row.revision!,
        head: row.head!,
        closed: row.closed!,
        timeOffset: row.time_offset_ms!,
        procedure: row.known_procedure!,
        logged: row.logged,
      }
    : undefined;
