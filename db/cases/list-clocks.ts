import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { ClockView } from '../../domain/case/view.ts';
import { type ClockKind, clockKinds, type Colour } from '../../domain/case/vocabulary.ts';
import { type BoundedList, readBounded } from '../bounded-list.ts';
import type { Db } from '../client.ts';
import { json } from '../column.ts';
import { among, branchesOf, one } from '../conditions.ts';
import type { Page, PageRequest } from '../page.ts';
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
  readonly colours?: readonly Colour[];
}
export type ClockList = BoundedList<typeof clockShape, ClockItem>;

/** Lists of clocks, whose indexes begin with unit and kind: of several kinds they are merged. */
const clocks = (
  name: string,
  at: string,
  { unit, kinds, procedure, colours }: ClockFilter,
  where: readonly RawBuilder<unknown>[],
): ClockList => ({
  name,
  table: 'case_clock',
  alias: 'k',
  shape: clockShape,
  columns: sql`${summaryColumns}, k.view as clock`,
  joined: sql`join "case" c on c.id = k.case_id`,
  order: [at, 'k.case_id', 'k.clock'],
  branches: branchesOf('k.kind', kinds ?? clockKinds, [...where, ...one('k.unit', unit)]),
  filters: [...one('k.procedure', procedure), ...among('k.colour', colours)],
  narrowBy: ['unit', 'kinds'],
  item: row => ({ case: summaryOf(row), clock: row.clock }),
});

/** Clocks that run, are not breached and are due before that instant: the next due first. */
export const dueSoonList = (before: Instant, filter: ClockFilter): ClockList =>
  clocks('dueSoon', 'k.due', filter, [
    sql`k.state = 'running' and k.breached_at is null`,
    sql`k.due < ${iso(before)}::timestamptz`,
  ]);

/** Clocks that run and have no due, because no published calendar reaches it: of the cases received first. */
export const undatedList = ({ unit, kinds, procedure }: ClockFilter): ClockList => ({
  ...clocks('undated', 'k.received_at', {}, []),
  branches: [[sql`k.due is null and k.state = 'running'`, ...one('k.unit', unit)]],
  filters: [...among('k.kind', kinds), ...one('k.procedure', procedure)],
});

/** Clocks that are breached and not stopped: the oldest breach first. */
export const overdueList = (filter: ClockFilter): ClockList =>
  clocks('overdue', 'k.breached_at', filter, [sql`k.state <> 'stopped' and k.breached_at is not null`]);

export const dueSoon = (db: Db, before: Instant, filter: ClockFilter, request: PageRequest): Promise<Page<ClockItem>> =>
  readBounded(db, dueSoonList(before, filter), request);
export const undated = (db: Db, filter: ClockFilter, request: PageRequest): Promise<Page<ClockItem>> =>
  readBounded(db, undatedList(filter), request);
export const overdue = (db: Db, filter: ClockFilter, request: PageRequest): Promise<Page<ClockItem>> =>
  readBounded(db, overdueList(filter), request);
