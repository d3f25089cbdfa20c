import { sql } from 'kysely';
import type { CalendarData } from '../../domain/calendar/calendar.ts';
import { type Day, type Instant, instantAt } from '../../domain/calendar/day.ts';
import type { CaseCalendars } from '../../domain/case/capabilities/limits/state.ts';
import { defined } from '../../domain/defined.ts';
import { differingDays } from '../../domain/calendar/versions.ts';
import { readCalendars } from './calendars.ts';
import type { Db } from '../client.ts';
import { bigint, integer, json, nullable, text } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';

/** An open case with a running clock that touches a day about which its version and the new one differ. */
export interface Affected {
  readonly id: string;
  readonly procedure: string;
  readonly timeOffset: number;
  /** The versions that it would count by. */
  readonly calendars: CaseCalendars;
  /** The nearest due of the clocks that touch; 0 where one has none. */
  readonly due: Instant;
}

/**
 * How many open cases run on other versions of these calendars, and those whose dates may move, the earliest due first.
 */
export async function affectedCases(
  db: Db,
  versions: readonly CalendarData[],
): Promise<{ readonly cases: number; readonly touched: readonly Affected[] }> {
  const standing = sql`
    select version, calendar from calendar_version v where calendar = any(${versions.map(each => each.id)}::text[])
      and version <> all(${versions.map(each => each.version)}::text[])
      and exists (select from "case" c where c.calendars @> array[v.version] and not c.closed)`;
  const old = await rowsOf(db, { version: text, calendar: text }, standing);
  const next = new Map(old.map(({ version, calendar }) => [version, versions.find(each => each.id === calendar)!]));
  const touched = new Map<string, Affected>();
  for (const data of await readCalendars(db, [...next.keys()])) {
    for (const found of await touching(db, data.version, differingDays(data, next.get(data.version)!))) {
      const due = Math.min(found.due, touched.get(found.id)?.due ?? Infinity);
      touched.set(found.id, { ...found, due, calendars: successorsOf(found.calendars, next) });
    }
  }
  const counting = sql`select count(*)::int as cases from "case"
    where calendars && ${[...next.keys()]}::text[] and not closed`;
  const { cases } = (await rowOf(db, { cases: integer }, counting))!;
  return { cases, touched: [...touched.values()].toSorted(byDue) };
}

/** The versions that a case counts by once these are replaced. */
function successorsOf({ calendar, calendars }: CaseCalendars, next: ReadonlyMap<string, CalendarData>): CaseCalendars {
  const of = (version: string): string => next.get(version)?.version ?? version;
  return {
    calendar: of(calendar),
    ...(calendars && {
      calendars: Object.fromEntries(Object.entries(calendars).map(([unit, version]) => [unit, of(version)])),
    }),
  };
}

/** The order in which cases are computed. */
export const byDue = (a: Pick<Affected, 'due' | 'id'>, b: Pick<Affected, 'due' | 'id'>): number =>
  a.due - b.due || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const touchedShape = {
  id: text,
  procedure: text,
  timeOffset: bigint,
  due: bigint,
  calendar: text,
  ofUnits: nullable(json<Readonly<Record<string, string>>>()),
};

/** Open cases with a running clock of a version that counts on one of these days, or has no due yet. */
async function touching(
  db: Db,
  version: string,
  days: { readonly first: Day; readonly last: Day } | undefined,
): Promise<readonly Affected[]> {
  const [from, to] = days ? [instantAt(days.first, 0), instantAt(days.last + 1, 0)] : [Infinity, -Infinity];
  const bound = (instant: number): number => Math.max(-8e15, Math.min(8e15, instant));
  const statement = sql`
    select c.id, c.procedure, c.time_offset_ms as "timeOffset", coalesce(min((k.view->>'due')::bigint), 0) as due,
      c.view->>'calendar' as calendar, c.view->'calendars' as "ofUnits"
    from "case" c join case_clock k on k.case_id = c.id and k.state <> 'stopped' and k.view->>'calendar' = ${version}
    where c.calendars @> array[${version}::text] and not c.closed
    and (k.due is null or ((k.view->>'due')::bigint >= ${bound(from)}::bigint and (k.view->>'anchor')::bigint <
      ${bound(to)}::bigint))
    group by c.id`;
  return (await rowsOf(db, touchedShape, statement)).map(({ calendar, ofUnits, ...row }) => ({
    ...row,
    calendars: { calendar, ...defined({ calendars: ofUnits ?? undefined }) },
  }));
}
