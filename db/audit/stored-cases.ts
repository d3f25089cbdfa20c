import { sql } from 'kysely';
import type {
  StoredCase,
  StoredInterest,
  StoredMessage,
  StoredNumber,
  StoredPersonal,
} from '../../domain/audit/stored.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { digestOf } from '../../domain/log/chain.ts';
import type { Db, Tx } from '../client.ts';
import { bigint, instant, integer, json, text } from '../column.ts';
import { rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';
import { type CommandJson, commandJson, epoch, storedCommandOf } from './commands.ts';

/** Runs `work` on what the database was at one moment. */
export const atOneMoment = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

const caseShape = {
  id: text,
  number: text,
  queryCode: text,
  revision: integer,
  head: text,
  now: bigint,
  offset: bigint,
};
const { at, asked_at: askedAt, actor, command_key: key } = tables.event;
const eventShape = {
  case_id: text,
  seq: integer,
  type: text,
  at,
  askedAt,
  actor,
  key,
  text,
  prev: text,
  hash: text,
  recordedAt: instant,
};
/** A list of each case. */
const listOf = <T>() => ({ case_id: text, rows: json<readonly T[]>() });

/** Cases whole, as an audit needs them. */
export async function storedCases(tx: Tx, ids: readonly string[]): Promise<readonly StoredCase[]> {
  const mine = sql`any(${[...ids]}::text[])`;
  const casesOf = sql`
    select id, number, query_code as "queryCode", revision, head, ${epoch('clock_timestamp()')} + time_offset_ms as now,
      greatest(time_offset_ms, (select max(a.target_offset_ms) from advance a where c.id = any(a.cases) and not a.done))
        as offset
    from "case" c where id = ${mine} order by received_at, id`;
  const eventsOf = sql`
    select case_id, seq, type, at, asked_at as "askedAt", actor, command_key as key, data as text, prev, hash,
      recorded_at as "recordedAt"
    from event where case_id = ${mine} order by case_id, seq`;
  const commandsOf = sql`
    select k.case_id, jsonb_agg(${commandJson} order by k.asked_at, k.key) as rows
    from command k where k.case_id = ${mine} group by k.case_id`;
  const messagesOf = sql`
    select case_id, jsonb_agg(jsonb_build_object('seq', seq, 'position', position, 'to', recipient, 'kind', kind,
      'code', code, 'params', params) order by seq, position) as rows
    from outbox where case_id = ${mine} group by case_id`;
  const numbersOf = sql`
    select case_id, jsonb_agg(jsonb_build_object('instrument', instrument, 'authority', authority, 'level', level,
      'year', year, 'number', number)) as rows
    from instrument_number where case_id = ${mine} group by case_id`;
  const interestsOf = sql`
    select c.id as case_id, jsonb_agg(jsonb_build_object('person', t.person, 'interest', t.interest,
      'from', ${epoch('t.from_at')}, 'to', ${epoch('t.to_at')})) as rows
    from "case" c join lateral (
      select case r.person when c.applicant then r.subject else r.person end as person, r.kind as interest,
        (r.from_day - interval '8 hours') at time zone 'UTC' as from_at,
        (r.to_day + 1 - interval '8 hours') at time zone 'UTC' as to_at
      from relation r where c.applicant in (r.person, r.subject)
      union all
      select d.agent, 'delegation', d.from_at, least(d.to_at, d.revoked_at) from delegation d
      where d.applicant = c.applicant
      union all
      select p.person, 'own', p.added_at, p.ended_at from party_person p
      where p.party = c.applicant and p.person <> c.applicant) t on true
    where c.id = ${mine} group by c.id`;
  const personalOf = sql`
    select u.case_id, jsonb_agg(jsonb_build_object('reference', p.reference, 'fields', p.fields)) as rows
    from personal_use u join personal p using (reference) where u.case_id = ${mine} group by u.case_id`;
  const personal = byCase(await rowsOf(tx, listOf<KeptFields>(), personalOf));
  const interests = byCase(await rowsOf(tx, listOf<StoredInterest>(), interestsOf));
  const cases = await rowsOf(tx, caseShape, casesOf);
  const events = await rowsOf(tx, eventShape, eventsOf);
  const commands = byCase(await rowsOf(tx, listOf<CommandJson>(), commandsOf));
  const messages = byCase(await rowsOf(tx, listOf<StoredMessage>(), messagesOf));
  const numbers = byCase(await rowsOf(tx, listOf<StoredNumber>(), numbersOf));
  const eventsByCase = Map.groupBy(events, event => event.case_id);
  return cases.map(each => ({
    ...each,
    events: (eventsByCase.get(each.id) ?? []).map(({ case_id: _, ...event }) => event),
    commands: (commands.get(each.id) ?? []).map(storedCommandOf),
    messages: messages.get(each.id) ?? [],
    numbers: numbers.get(each.id) ?? [],
    interests: interests.get(each.id) ?? [],
    personal: (personal.get(each.id) ?? []).map(storedPersonalOf),
  }));
}

interface KeptFields {
  readonly reference: string;
  readonly fields: Readonly<Record<string, unknown>> | null;
}

/** Of the fields an audit is told their digest alone. */
const storedPersonalOf = ({ reference, fields }: KeptFields): StoredPersonal =>
  fields === null ? { reference } : { reference, digest: digestOf(canonicalJson(fields)) };

const byCase = <T>(lists: readonly { readonly case_id: string; readonly rows: readonly T[] }[]) =>
  new Map(lists.map(each => [each.case_id, each.rows]));
