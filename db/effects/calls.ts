import { type RawBuilder, sql } from 'kysely';
import { Refused } from '../../domain/refusal.ts';
import type { Call } from '../../domain/log/call.ts';
import type { Json } from '../../domain/values.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Db } from '../client.ts';
import { boolean, instant, integer, nullable, pick, text } from '../column.ts';
import { type RowOf, rowOf, rowsOf } from '../rows.ts';
import type { HeadedEntry } from '../log/keyed-entries.ts';
import { idempotently, type Repair, type Repairer, repairColumns, repairShape } from '../operations/repairs.ts';
import { sealingRepair } from '../seals/seals.ts';
import { tables } from '../schema.ts';
import { defined } from '../../domain/defined.ts';

/** The channel of `notify` by which whoever makes calls is woken. */
export const callChannel = 'shixian_calls';

/**
 * The parts of a statement that write what events ask of the world, where a row of `locked` says that it is to be done.
 * What was asked before is not asked again. (P37)
 */
export function writingCalls(entries: readonly HeadedEntry[]): readonly RawBuilder<unknown>[] {
  const rows = entries.flatMap(({ entry: { calls = [] } }) =>
    calls.map(({ of: subject, ...call }) => ({ ...call, subject })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    call_kick as materialized (select pg_notify(${callChannel}, '')::text as woken from locked),
    called as (
      insert into effect_call (case_id, kind, subject, calls, input, personal)
      select l.id, r.kind, r.subject, r.calls, r.input, r.personal
      from locked l, call_kick, json_to_recordset(${JSON.stringify(rows)}::json)
        r(kind text, subject text, calls text, input jsonb, personal jsonb)
      on conflict do nothing)`,
  ];
}

const columns = pick(tables.effect_call, 'case_id', 'kind', 'subject', 'calls', 'input', 'personal', 'attempt', 'sent');
const claimedShape = { ...columns, procedure: text, awaited: boolean };

/** A call that somebody makes now. */
export interface ClaimedCall {
  readonly caseId: string;
  readonly procedure: string;
  readonly kind: Call['kind'];
  readonly subject: string;
  readonly calls: string;
  readonly input: Json;
  readonly personal?: NonNullable<Call['personal']>;
  readonly attempt: number;
  readonly sent: number;
  /** Whether the case still waits for it. */
  readonly awaited: boolean;
}

const callOf = ({ case_id: caseId, personal, ...row }: RowOf<typeof claimedShape>): ClaimedCall => ({
  caseId,
  ...row,
  ...defined({ personal }),
});

/**
 * Takes calls that are due, for so long: whoever took one and died leaves it to the next. No lock is held while it is
 * made.
 */
export async function claimCalls(db: Db, limit: number, leaseMs: number): Promise<readonly ClaimedCall[]> {
  const claiming = sql`
    with due as materialized (
      select case_id, kind, subject from effect_call
      where done_at is null and dead_at is null and next_at <= clock_timestamp()
      order by next_at, case_id limit ${limit} for update skip locked)
    update effect_call k set attempt = k.attempt + 1,
      next_at = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
    from due d join "case" c on c.id = d.case_id
    where k.case_id = d.case_id and k.kind = d.kind and k.subject = d.subject
    returning k.case_id, k.kind, k.subject, k.calls, k.input, k.personal, k.attempt, k.sent, c.procedure,
      case k.kind when 'effect' then exists (select from case_step s
        where s.case_id = k.case_id and s.step = k.subject and s.open)
        when 'source' then not c.closed else true end as awaited`;
  return (await rowsOf(db, claimedShape, claiming)).map(callOf);
}

type Named = Pick<ClaimedCall, 'caseId' | 'kind' | 'subject'>;
const named = ({ caseId, kind, subject }: Named) =>
  sql`case_id = ${caseId} and kind = ${kind} and subject = ${subject} and done_at is null`;

/** Nothing is to be called any more. */
export async function endCall(db: Db, call: Named): Promise<void> {
  await sql`update effect_call set done_at = clock_timestamp(), failure = null where ${named(call)}`.execute(db);
}

/** A call failed: it is made again after a while, or is given up until an administrator gives it back. */
export async function failCall(db: Db, call: Named, failure: string, againAfterMs: number | undefined): Promise<void> {
  const next =
    againAfterMs === undefined
      ? sql`dead_at = clock_timestamp()`
      : sql`next_at = clock_timestamp() + ${againAfterMs}::bigint * interval '1 millisecond'`;
  await sql`update effect_call set failure = ${failure.slice(0, 1_000)}, ${next} where ${named(call)}`.execute(db);
}

/** How a call stands, for whoever sees its step. */
export interface CallStatus {
  readonly attempts: number;
  readonly failure: string | null;
  /** When it is made again; null where it is done or given up. */
  readonly nextAt: Instant | null;
  readonly givenUpAt: Instant | null;
}
const statusShape = {
  attempts: integer,
  failure: nullable(text),
  nextAt: nullable(instant),
  givenUpAt: nullable(instant),
};

/** How the call of a step stands; undefined where none is made. */
export const statusOfCall = (db: Db, caseId: string, step: string): Promise<CallStatus | undefined> =>
  rowOf(
    db,
    statusShape,
    sql`select attempt as attempts, failure, dead_at as "givenUpAt",
      case when done_at is null and dead_at is null then next_at end as "nextAt"
    from effect_call where case_id = ${caseId} and kind = 'effect' and subject = ${step}`,
  );

/** The name of a call in lists of what was given up. */
export const callKey = ({ caseId, kind, subject }: Named): string => `${kind}:${caseId}:${subject}`;

/**
 * Gives a call back that was given up, which is made at once, and records who did so.
 * @throws Refused `repair.notADeadLetter`, `command.differs`
 */
export const callAgain = (db: Db, key: string, repairer: Repairer): Promise<Repair> =>
  idempotently(db, repairer.key, 'callAgain', key, async () => {
    const { by, reason, key: asked } = repairer;
    const repairing = sql`
    with given as (
      update effect_call set dead_at = null, attempt = 0, sent = sent + 1, next_at = clock_timestamp()
      where kind || ':' || case_id || ':' || subject = ${key} and case_id = split_part(${key}, ':', 2)
        and done_at is null and dead_at is not null
      returning case_id, failure),
    kick as materialized (select pg_notify(${callChannel}, '')::text as woken from given)
    insert into repair as r (by, what, case_id, command_key, found, reason, key)
    select ${by}, 'callAgain', case_id, ${key}, coalesce(failure, ''), ${reason}, ${asked ?? null} from given, kick
    returning ${repairColumns}, ${sealingRepair}`;
    const row = await rowOf(db, { ...repairShape, sealed: integer }, repairing);
    if (!row) throw new Refused('repair.notADeadLetter', { key, found: 'none' });
    const { sealed: _, ...repair } = row;
    return repair;
  });
