import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Db } from '../client.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { bigint, boolean, instant, nullable, text, textOf } from '../column.ts';
import { rowsOf } from '../rows.ts';
import type { RepairKind } from './repairs.ts';

/**
 * What keeps one case, or one act on it, from going on until somebody looks, and the repairs for it; the first is the
 * usual one. `deadLetter`: a command was given up. `callGivenUp`: an effect, or a source of shared data, did not
 * answer. `databaseBehind`: the run was told that more is written than the log has: it was restored. `eventNotWritten`:
 * the database does not take an event of the case. `cannotDecide`: the run's code throws, at an act or at what time
 * does. `forged`: an event carries the key of a command that somebody else asked, or with other content. `withoutRun`:
 * the case is open and no run of it can be started.
 */
export const repairsOf = {
  deadLetter: ['sendAgain', 'refuse'],
  callGivenUp: ['callAgain'],
  databaseBehind: ['takeFromHistory', 'startFromLog'],
  eventNotWritten: ['startFromLog'],
  cannotDecide: ['startFromLog'],
  forged: ['startFromLog'],
  withoutRun: ['start'],
} as const satisfies Readonly<Record<string, readonly RepairKind[]>>;
export type IncidentKind = keyof typeof repairsOf;
/** Those that are noted of a case; what was given up is in its own row. */
export type CaseIncident = Exclude<IncidentKind, 'deadLetter' | 'callGivenUp'>;
export const incidentKinds = Object.keys(repairsOf) as readonly IncidentKind[];

export interface Incident {
  readonly kind: IncidentKind;
  readonly caseId: string;
  /** Of what was given up: the command's, or the call's. */
  readonly key: string | null;
  readonly since: Instant;
  /** When it was last met. */
  readonly seenAt: Instant;
  readonly detail: string;
}

const all = sql`(
  select case_id, kind, ''::text as key, since, seen_at, detail from incident
  union all select case_id, 'deadLetter', key, dead_at, dead_at, dead_reason from command where dead_at is not null
    and answer is null
  union all select case_id, 'callGivenUp', kind || ':' || case_id || ':' || subject, dead_at, dead_at,
    calls || ': ' || coalesce(failure, '') from effect_call where dead_at is not null and done_at is null) i`;
const incidentShape = {
  caseId: text,
  kind: textOf<IncidentKind>(),
  key: nullable(text),
  since: instant,
  seenAt: instant,
  detail: text,
};
const columns = sql`i.case_id as "caseId", i.kind, nullif(i.key, '') as key, i.since, i.seen_at as "seenAt", i.detail`;

export interface IncidentFilter {
  readonly kind?: IncidentKind;
  readonly caseId?: string;
}

/** Incidents, those that have lasted longest first. */
export async function listIncidents(
  db: Db,
  { kind, caseId }: IncidentFilter,
  request: PageRequest,
): Promise<Page<Incident>> {
  return readPage(
    db,
    {
      name: 'incidents',
      shape: incidentShape,
      columns,
      from: all,
      order: ['i.since', 'i.case_id', 'i.kind', 'i.key'],
      item: row => row,
      where: [
        ...(kind === undefined ? [] : [sql`i.kind = ${kind}`]),
        ...(caseId === undefined ? [] : [sql`i.case_id = ${caseId}`]),
      ],
    },
    request,
  );
}

/** An incident that is noted of a case, with what says whether it still holds. */
export interface NotedIncident extends Incident {
  readonly kind: CaseIncident;
  readonly isOpen: boolean;
  /** An act on the case has no answer yet and is not given up. */
  readonly hasUnanswered: boolean;
}

const notedShape = {
  ...incidentShape,
  kind: textOf<CaseIncident>(),
  isOpen: boolean,
  hasUnanswered: boolean,
};

/** Those that are noted of one case, or of all. */
export async function notedIncidents(db: Db, caseId?: string): Promise<readonly NotedIncident[]> {
  const noting = sql`
    select ${columns}, exists (select from "case" c where c.id = i.case_id and not c.closed) as "isOpen",
      exists (select from command c where c.case_id = i.case_id and c.answer is null and
        c.dead_at is null) as "hasUnanswered"
    from (select *, ''::text as key from incident) i where
      ${caseId === undefined ? sql`true` : sql`i.case_id = ${caseId}`} order by i.since, i.case_id`;
  return await rowsOf(db, notedShape, noting);
}

/** How many there are of each kind. */
export async function countIncidents(db: Db): Promise<Readonly<Record<IncidentKind, number>>> {
  const counting = sql`select i.kind, count(*) as count from ${all} group by i.kind`;
  const rows = await rowsOf(db, { kind: textOf<IncidentKind>(), count: bigint }, counting);
  return Object.fromEntries(
    incidentKinds.map(kind => [kind, rows.find(each => each.kind === kind)?.count ?? 0]),
  ) as Record<IncidentKind, number>;
}
