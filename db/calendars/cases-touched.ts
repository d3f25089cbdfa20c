import { sql } from 'kysely';
import type { CalendarData } from '../../domain/calendar/calendar.ts';
import { type Day, type Instant, instantAt } from '../../domain/calendar/day.ts';
import { differingDays } from '../../domain/calendar/versions.ts';
import { readCalendars } from './calendars.ts';
import type { Db } from '../client.ts';
import { bigint, integer, text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/** An open case with a running clock that touches a day about which its version and the new one differ. */
export interface Affected {
  readonly id: string;
  readonly procedure: string;
  readonly timeOffset: number;
  /** The version that it would count by. */
  readonly version: string;
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
  const counting = sql`
    select v.version, v.calendar, count(*)::int as cases from calendar_version v join "case" c on
      c.calendar = v.version and not c.closed
    where v.calendar = any(${versions.map(each => each.id)}::text[])
      and v.version <> all(${versions.map(each => each.version)}::text[]) group by v.version`;
  const standing = await rowsOf(db, { version: text, calendar: text, cases: integer }, counting);
  const old = new Map(
    (
      await readCalendars(
        db,
        standing.map(each => each.version),
      )
    ).map(data => [data.version, data]),
  );
  const touched: Affected[] = [];
  for (const { version, calendar } of standing) {
    const next = versions.find(each => each.id === calendar)!;
    const days = differingDays(old.get(version)!, next);
    touched.push(...(await touching(db, version, days)).map(each => ({ ...each, version: next.version })));
  }
  touched.sort(byDue);
  return { cases: standing.reduce((sum, each) => sum + each.cases, 0), touched };
}

/** The order in which cases are computed. */
export const byDue = (a: Pick<Affected, 'due' | 'id'>, b: Pick<Affected, 'due' | 'id'>): number =>
  a.due - b.due || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Open cases of a version with a running clock that counts on one of these days, or has no due yet. */
async function touching(
  db: Db,
  version: string,
  days: { readonly first: Day; readonly last: Day } | undefined,
): Promise<readonly Omit<Affected, 'version'>[]> {
  const [from, to] = days ? [instantAt(days.first, 0), instantAt(days.last + 1, 0)] : [Infinity, -Infinity];
  const bound = (instant: number): number => Math.max(-8e15, Math.min(8e15, instant));
  const statement = sql`
    select c.id, c.procedure, c.time_offset_ms as "timeOffset", coalesce(min((k.view->>'due')::bigint), 0) as due
    from "case" c join case_clock k on k.case_id = c.id and k.state <> 'stopped'
    where c.calendar = ${version} and not c.closed
    and (k.due is null or ((k.view->>'due')::bigint >= ${bound(from)}::bigint and (k.view->>'anchor')::bigint <
      ${bound(to)}::bigint))
    group by c.id`;
  return await rowsOf(db, { id: text, procedure: text, timeOffset: bigint, due: bigint }, statement);
}
