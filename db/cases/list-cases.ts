import { type RawBuilder, sql } from 'kysely';
import type { Acceptance, Channel, Colour, Status } from '../../domain/case/vocabulary.ts';
import { type BoundedList, countBounded, readBounded } from '../bounded-list.ts';
import type { Db } from '../client.ts';
import { among, branchesOf, one, type Span, within } from '../conditions.ts';
import type { Page, PageRequest } from '../page.ts';
import { type CaseKeys, keyedCases } from './keyed-cases.ts';
import { wholeCity } from './read-model.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from './summary.ts';

/** Received last first; what is open, the earliest due first, the undated last; what is open and late, in order. */
export type CaseOrder = 'received' | 'due' | 'breach';

export interface CaseFilter extends CaseKeys {
  /** Has a part in the case: see `desksOf`. Without one: all cases. */
  readonly desk?: string;
  readonly procedure?: string;
  readonly statuses?: readonly Status[];
  /** Of a desk: also those that wait for it now, whatever their status. */
  readonly orActs?: true;
  /** Only open ones of these colours. */
  readonly colours?: readonly Colour[];
  readonly closed?: boolean;
  readonly channel?: Channel;
  readonly acceptance?: Acceptance;
  /** A mode (办理方式) that the case came in by, or was given. */
  readonly mode?: string;
  readonly received?: Span;
  /** Of the earliest due of the desk's own clocks that are not over. */
  readonly due?: Span;
  readonly order?: CaseOrder;
}

/** What sorts undated cases behind all others. */
const undated = `'9999-12-31T00:00:00Z'::timestamptz`;
const dueKey = `coalesce(d.due, ${undated})`;
const orders = {
  received: { key: 'd.received_at', newestFirst: true },
  due: { key: dueKey, newestFirst: false },
  breach: { key: 'd.breached_at', newestFirst: false },
} as const;

const open = sql.raw('not d.closed');

/** Cases, from the rows of a desk: one index gives each order, and the commonest filters with it. */
export async function caseList(db: Db, filter: CaseFilter): Promise<BoundedList<typeof summaryShape, CaseSummary>> {
  const order = filter.order ?? 'received';
  const { key, newestFirst } = orders[order];
  const ids = await keyedCases(db, filter);
  const { branches, filters } = partsOf(filter, order);
  const ofKeys = ids === undefined ? [] : [sql`d.case_id = any(${ids}::text[])`];
  return {
    name: order === 'received' ? 'cases' : `cases by ${order}`,
    table: 'case_desk',
    alias: 'd',
    shape: summaryShape,
    columns: summaryColumns,
    joined: sql`join "case" c on c.id = d.case_id`,
    order: [key, 'd.case_id'],
    newestFirst,
    // Cases that a key names are few: all of them are read, in whatever order.
    branches:
      ids === undefined ? branches : [[sql`d.desk = ${filter.desk ?? wholeCity}`, ...ofKeys, ...spans(filter, order)]],
    filters: ids === undefined ? filters : filtersOf(filter, order, {}),
    narrowBy: ['receivedFrom', 'receivedBefore', 'statuses', 'procedure', 'number', 'applicant'],
    item: summaryOf,
  };
}

/** What the order itself asks for, and the span of its key. */
const spans = ({ received, due }: CaseFilter, order: CaseOrder): readonly RawBuilder<unknown>[] => {
  if (order === 'received') return within('d.received_at', received);
  return order === 'due' ? [open, ...within(dueKey, due)] : [open, sql.raw('d.breached_at is not null')];
};

/** Which filters the branches have answered already. */
interface Answered {
  readonly statuses?: true;
  readonly colours?: true;
  readonly procedure?: true;
  readonly closed?: true;
}

/** Which index gives the candidates: the one of the filter that leaves fewest. */
function partsOf(filter: CaseFilter, order: CaseOrder): Pick<BoundedList<never, never>, 'branches' | 'filters'> {
  const base = [sql`d.desk = ${filter.desk ?? wholeCity}`, ...spans(filter, order)];
  const by = (column: string, values: readonly string[], more: readonly RawBuilder<unknown>[], answered: Answered) => ({
    branches: branchesOf(`d.${column}`, values, [...base, ...more]),
    filters: filtersOf(filter, order, answered),
  });
  const { statuses, colours, procedure, closed, orActs } = filter;
  // Only what is open has a due or is late.
  if (closed && order !== 'received') return { branches: [], filters: [] };
  if (statuses && !orActs && order !== 'breach') return by('status', statuses, [], { statuses: true });
  if (order !== 'received') return { branches: [base], filters: filtersOf(filter, order, {}) };
  if (colours) return by('colour', colours, [open], { colours: true });
  if (procedure !== undefined) return by('procedure', [procedure], [], { procedure: true });
  if (closed === undefined) return { branches: [base], filters: filtersOf(filter, order, {}) };
  return {
    branches: [[...base, closed ? sql.raw('d.closed') : open]],
    filters: filtersOf(filter, order, { closed: true }),
  };
}

function filtersOf(filter: CaseFilter, order: CaseOrder, answered: Answered): readonly RawBuilder<unknown>[] {
  const { statuses, colours, procedure, closed, channel, acceptance, mode, received, due, orActs } = filter;
  const ofStatus = among('d.status', statuses);
  return [
    ...(answered.statuses ? [] : orActs ? [sql`(${sql.join([...ofStatus, sql.raw('d.acts')], sql` or `)})`] : ofStatus),
    ...(answered.colours || colours === undefined ? [] : [open, ...among('d.colour', colours)]),
    ...(answered.procedure ? [] : one('d.procedure', procedure)),
    ...(answered.closed || closed === undefined || order !== 'received' ? [] : [closed ? sql.raw('d.closed') : open]),
    ...one('d.channel', channel),
    ...one('d.acceptance', acceptance),
    ...(mode === undefined ? [] : [sql`d.modes @> array[${mode}]::text[]`]),
    ...(order === 'received' ? [] : within('d.received_at', received)),
    ...(order === 'due' ? [] : within('d.due', due)),
  ];
}

/** A page of the cases that a filter lets pass, in its order. */
export const listCases = async (db: Db, filter: CaseFilter, request: PageRequest): Promise<Page<CaseSummary>> =>
  readBounded(db, await caseList(db, filter), request);

/** How many cases a filter lets pass; undefined where too many would have to be looked at. */
export const countCases = async (db: Db, filter: CaseFilter): Promise<number | undefined> =>
  countBounded(db, await caseList(db, filter));
