import { sql } from 'kysely';
import type { ErasureGround } from '../../domain/case/vocabulary.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import type { Db } from '../client.ts';
import { instant, integer, nullable, text, textOf } from '../column.ts';
import { eraseFiles, eraseFilesOf } from '../files/erase.ts';
import { rowOf } from '../rows.ts';

/** Personal data that was erased, and in how many logs that stands by now. */
export interface ErasureProgress {
  readonly id: string;
  readonly ground: ErasureGround;
  readonly at: Instant;
  readonly party?: string;
  readonly caseId?: string;
  /** Cases in which the data was used. */
  readonly cases: number;
  /** Those whose log says so. */
  readonly recorded: number;
}

/** Erasures that have not reached all, and the cases that they name. */
const unfinished = sql`
  live as materialized (select * from erasure where finished_at is null),
  named as materialized (
    select e.id as erasure, c.id from live e join "case" c on c.applicant = e.party
    union select e.id, e.case_id from live e where e.case_id is not null)`;

/**
 * Erases the fields that unfinished erasures name: those of the cases of a party, also of one that was being received
 * meanwhile; of a case what it had when it was asked.
 */
export async function eraseFields(db: Db): Promise<void> {
  await sql`
    with ${unfinished},
    gone as (
      select distinct u.reference from named n join live e on e.id = n.erasure join personal_use u on u.case_id = n.id
        join personal p on p.reference = u.reference
      where p.erased_at is null and (e.party is not null or p.kept_at <= e.asked_at))
    update personal set fields = null, erased_at = clock_timestamp()
    where reference in (select reference from gone)`.execute(db);
  await eraseFiles(db);
}

/** Erases the fields that one case uses: its log says so already. */
export async function eraseFieldsOf(db: Db, caseId: string): Promise<void> {
  await sql`
    update personal set fields = null, erased_at = clock_timestamp()
    where erased_at is null and reference in (select reference from personal_use where case_id = ${caseId})`.execute(
    db,
  );
  await eraseFilesOf(db, caseId);
}

/** A command for each case that is the party's, or that used what is erased; the key is made so that it gets one. */
export async function writeErasureCommands(db: Db): Promise<void> {
  await sql`
    with ${unfinished},
    concerned as (
      select erasure, id from named
      union
      select n.erasure, o.case_id from named n join personal_use u on u.case_id = n.id
        join personal p on p.reference = u.reference and p.erased_at is not null
        join personal_use o on o.reference = u.reference)
    insert into command (key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms, attempt, erasure)
    select 'erasure:' || e.id || ':' || c.id, c.id, c.procedure, false, e.actor,
      '{"ground":"' || e.ground || '","type":"erasePersonal"}',
      date_trunc('milliseconds', clock_timestamp()), c.time_offset_ms, 0, e.id
    from concerned n join live e on e.id = n.erasure join "case" c on c.id = n.id
    on conflict (key) do nothing`.execute(db);
}

/** Reaches cases that were being received while something was erased, and ends what has reached all. */
export async function reachErasureStragglers(db: Db): Promise<void> {
  await eraseFields(db);
  await writeErasureCommands(db);
  await sql`
    update erasure e set finished_at = clock_timestamp()
    where finished_at is null and asked_at < clock_timestamp() - interval '1 minute'
    and not exists (select from command k where k.erasure = e.id and k.answer is null and k.dead_at is null)
    and not exists (
      select from command k where k.begins and k.answer is null and k.dead_at is null
      and (k.payload::jsonb->>'applicant' = e.party or exists (
        select from personal p join personal_use u on u.reference = p.reference and u.case_id = e.case_id
        where p.reference = k.payload::jsonb->'personal'->>'reference')))`.execute(db);
}

const shape = {
  id: text,
  ground: textOf<ErasureGround>(),
  at: instant,
  party: nullable(text),
  case_id: nullable(text),
  cases: integer,
  recorded: integer,
};

/** How far an erasure is. */
export async function readErasure(db: Db, id: string): Promise<ErasureProgress | undefined> {
  const row = await rowOf(
    db,
    shape,
    sql`select e.id, e.ground, e.asked_at as at, e.party, e.case_id, count(k.key)::int as cases,
        count(k.key) filter (where k.answer @> '{"accepted": true}')::int as recorded
      from erasure e left join command k on k.erasure = e.id where e.id = ${id} group by e.id`,
  );
  if (row === undefined) return undefined;
  const { party, case_id: caseId, ...rest } = row;
  return { ...rest, ...defined({ party: party ?? undefined, caseId: caseId ?? undefined }) };
}
