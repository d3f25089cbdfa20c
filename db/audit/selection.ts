import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Db } from '../client.ts';
import { instant, integer, text } from '../column.ts';
import { rowOf, type RowOf, rowsOf } from '../rows.ts';
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

const caseNameShape = { id: text, procedure: text, receivedAt: instant };
export type CaseName = RowOf<typeof caseNameShape>;

/** What a row must fulfil to be selected, by the SQL of its instant, its case's id, its number and its procedure. */
export function selected(
  { from, to, cases, procedure }: Selection,
  columns: { readonly at: string; readonly id: string; readonly number: string; readonly procedure: string },
): RawBuilder<boolean> {
  const at = sql.raw(columns.at);
  const conditions = [
    ...(from === undefined ? [] : [sql`${at} >= ${iso(from)}::timestamptz`]),
    ...(to === undefined ? [] : [sql`${at} < ${iso(to)}::timestamptz`]),
    ...(cases === undefined
      ? []
      : [
          sql`(${sql.raw(columns.id)} = any(${[...cases]}::text[])
            or ${sql.raw(columns.number)} = any(${[...cases]}::text[]))`,
        ]),
    ...(procedure === undefined ? [] : [sql`${sql.raw(columns.procedure)} = ${procedure}::text`]),
  ];
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

const ofCase = { at: 'c.received_at', id: 'c.id', number: 'c.number', procedure: 'c.procedure' };

/** Which of these ids or numbers name no case, and no application either. */
export async function unknownCases(db: Db, cases: readonly string[]): Promise<readonly string[]> {
  const statement = sql`
    select name from unnest(${[...cases]}::text[]) name
    where not exists (select from "case" c where c.id = name or c.number = name)
    and not exists (select from command k where k.case_id = name or k.number = name)`;
  return (await rowsOf(db, { name: text }, statement)).map(row => row.name);
}

export async function countCases(db: Db, selection: Selection): Promise<number> {
  const counting = sql`select count(*)::int as n from "case" c where ${selected(selection, ofCase)}`;
  return (await rowOf(db, { n: integer }, counting))?.n ?? 0;
}

/** A page of the selected cases, in the order of their receipt. */
export async function pageOfCases(
  db: Db,
  selection: Selection,
  after: AuditCursor | undefined,
  limit: number,
): Promise<readonly CaseName[]> {
  const behind = after ? sql`(c.received_at, c.id) > (${iso(after.receivedAt)}::timestamptz, ${after.id})` : sql`true`;
  const reading = sql`
    select c.id, c.procedure, c.received_at as "receivedAt" from "case" c
    where ${selected(selection, ofCase)} and ${behind}
    order by c.received_at, c.id limit ${limit}`;
  return await rowsOf(db, caseNameShape, reading);
}
