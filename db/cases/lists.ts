import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Level } from '../../domain/case/vocabulary.ts';
import type { ClockView, InstrumentView, StepView } from '../../domain/case/view.ts';
import type { ClockKind, Colour, Status } from '../../domain/case/vocabulary.ts';
import type { Db } from '../client.ts';
import { type List, type Page, type PageRequest, readPage } from '../page.ts';
import { type CaseSummary, summaryColumns, summaryOf, type SummaryRow } from './summary.ts';
import { iso } from '../values.ts';

/** `column = any (values)`; one value is compared by `=`, so that an index on it keeps its order. */
const among = (column: string, values: readonly string[] | undefined): RawBuilder<unknown>[] =>
  values === undefined
    ? []
    : [
        values.length === 1
          ? sql`${sql.raw(column)} = ${values[0]}`
          : sql`${sql.raw(column)} = any(${[...values]}::text[])`,
      ];
const one = (column: string, value: string | undefined): RawBuilder<unknown>[] =>
  among(column, value === undefined ? undefined : [value]);

export interface CaseFilter {
  readonly applicants?: readonly string[];
  /** Has a part in the case: see `desksOf`. */
  readonly desk?: string;
  readonly procedure?: string;
  readonly statuses?: readonly Status[];
  /** Only red and dark red ones that are not closed. */
  readonly red?: boolean;
  readonly closed?: boolean;
}

/** Cases, those received last first. Those of a desk are read from its own rows. */
export async function listCases(db: Db, filter: CaseFilter, request: PageRequest): Promise<Page<CaseSummary>> {
  const isOfDesk = filter.desk !== undefined;
  /** The table that the order and the indexed conditions go by. */
  const by = isOfDesk ? 'd' : 'c';
  return readPage<SummaryRow, CaseSummary>(
    db,
    {
      name: 'cases',
      columns: summaryColumns,
      from: isOfDesk ? sql`case_desk d join "case" c on c.id = d.case_id` : sql`"case" c`,
      order: [`${by}.received_at`, isOfDesk ? 'd.case_id' : 'c.id'],
      newestFirst: true,
      item: summaryOf,
      where: [
        ...one('d.desk', filter.desk),
        ...among('c.applicant', filter.applicants),
        ...one('c.procedure', filter.procedure),
        ...among(`${by}.status`, filter.statuses),
        ...(filter.red ? [sql.raw(`${by}.colour in ('red', 'darkRed') and not ${by}.closed`)] : []),
        ...(filter.closed === undefined ? [] : [sql.raw(`${filter.closed ? '' : 'not '}${by}.closed`)]),
      ],
    },
    request,
  );
}

export interface StepItem {
  readonly case: CaseSummary;
  readonly step: StepView;
  /** The step's own clock, while it has one. */
  readonly clock?: ClockView;
}
type StepRow = SummaryRow & { readonly step: StepView; readonly clock: ClockView | null };

export interface InboxFilter {
  readonly procedure?: string;
  readonly states?: readonly StepView['state'][];
  readonly claimedBy?: string;
  /** Of the step's own clock. */
  readonly colours?: readonly Colour[];
}

/** The inbox of a unit: its open steps, those that wait longest first. */
export async function inbox(db: Db, unit: string, filter: InboxFilter, request: PageRequest): Promise<Page<StepItem>> {
  return readPage<StepRow, StepItem>(
    db,
    {
      name: 'inbox',
      columns: sql`${summaryColumns}, s.view as step, k.view as clock`,
      order: ['s.opened_at', 's.case_id', 's.step'],
      from: sql`case_step s join "case" c on c.id = s.case_id
      left join case_clock k on k.case_id = s.case_id and k.clock = 'step:' || s.step`,
      where: [
        sql`s.open`,
        ...one('s.unit', unit),
        ...one('c.procedure', filter.procedure),
        ...among('s.state', filter.states),
        ...one('s.claimed_by', filter.claimedBy),
        ...among('k.colour', filter.colours),
      ],
      item: row => ({ case: summaryOf(row), step: row.step, ...(row.clock !== null && { clock: row.clock }) }),
    },
    request,
  );
}

export interface ClockItem {
  readonly case: CaseSummary;
  readonly clock: ClockView;
}
type ClockRow = SummaryRow & { readonly clock: ClockView };

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
): List<ClockRow, ClockItem> => ({
  name,
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

export interface InstrumentItem {
  readonly case: CaseSummary;
  readonly instrument: InstrumentView;
}
type InstrumentRow = SummaryRow & { readonly instrument: InstrumentView };

export interface InstrumentFilter {
  /** Who issues it. */
  readonly authority?: string;
  /** To whom it is addressed. */
  readonly unit?: string;
  readonly levels?: readonly Level[];
  readonly states?: readonly InstrumentView['state'][];
  /** Only those to sign, to answer or to close. */
  readonly open?: boolean;
}

/** Records of the ladder (督办), those opened last first. */
export async function listInstruments(
  db: Db,
  filter: InstrumentFilter,
  request: PageRequest,
): Promise<Page<InstrumentItem>> {
  return readPage<InstrumentRow, InstrumentItem>(
    db,
    {
      name: 'instruments',
      columns: sql`${summaryColumns}, i.view as instrument`,
      from: sql`instrument i join "case" c on c.id = i.case_id`,
      order: ['i.opened_at', 'i.case_id', 'i.instrument'],
      newestFirst: true,
      where: [
        ...(filter.open ? [sql`i.state <> 'closed'`] : []),
        ...one('i.authority', filter.authority),
        ...one('i.unit', filter.unit),
        ...among('i.level', filter.levels),
        ...among('i.state', filter.states),
      ],
      item: row => ({ case: summaryOf(row), instrument: row.instrument }),
    },
    request,
  );
}
