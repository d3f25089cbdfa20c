import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { ClockView } from '../../domain/case/view.ts';
import type { ClockKind } from '../../domain/case/vocabulary.ts';
import type { Db } from '../client.ts';
import { json } from '../column.ts';
import { among, one } from '../conditions.ts';
import { type List, type Page, type PageRequest, readPage } from '../page.ts';
import { iso } from '../values.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from './summary.ts';

export interface ClockItem {
  readonly case: CaseSummary;
  readonly clock: ClockView;
}
const clockShape = { ...summaryShape, clock: json<ClockView>() };

export interface ClockFilter {
  /** The unit whose time it is. */
  readonly unit?: string;
  readonly procedure?: string;
  readonly kinds?: readonly ClockKind[];
}

const clocks = (
  name: string,
  at: string,
  filter: ClockFilter,
  where: readonly RawBuilder<unknown>[],
): List<typeof clockShape, ClockItem> => ({
  name,
  shape: clockShape,
  columns: sql`${summaryColumns}, k.view as clock`,
  from: sql`case_clock k join "case" c on c.id = k.case_id`,
  order: [at, 'k.case_id', 'k.clock'],
  where: [
    ...where,
    ...one('k.unit', filter.unit),
    ...one('c.procedure', filter.procedure),
    ...among('k.kind', filter.kinds),
  ],
  item: row => ({ case: summaryOf(row), clock: row.clock }),
});

/** Clocks that run, are not breached and are due before that instant: the next due first. */
export async function dueSoon(
  db: Db,
  before: Instant,
  filter: ClockFilter,
  request: PageRequest,
): Promise<Page<ClockItem>> {
  const where = [sql`k.state = 'running' and k.breached_at is null`, sql`k.due < ${iso(before)}::timestamptz`];
  return readPage(db, clocks('dueSoon', 'k.due', filter, where), request);
}

/** Clocks that run and have no due, because no published calendar reaches it: of the cases received first. */
export async function undated(db: Db, filter: ClockFilter, request: PageRequest): Promise<Page<ClockItem>> {
  return readPage(
    db,
    clocks('undated', 'c.received_at', filter, [sql`k.due is null and k.state = 'running'`]),
    request,
  );
}

/** Clocks that are breached and not stopped: the oldest breach first. */
export async function overdue(db: Db, filter: ClockFilter, request: PageRequest): Promise<Page<ClockItem>> {
  return readPage(
    db,
    clocks('overdue', 'k.breached_at', filter, [sql`k.state <> 'stopped' and k.breached_at is not null`]),
    request,
  );
}
