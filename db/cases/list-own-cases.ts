import { type RawBuilder, sql } from 'kysely';
import type { Acceptance, Channel, Status } from '../../domain/case/vocabulary.ts';
import { type BoundedList, countBounded, readBounded } from '../bounded-list.ts';
import type { Db } from '../client.ts';
import { among, branchesOf, one, type Span, within } from '../conditions.ts';
import type { Page, PageRequest } from '../page.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from './summary.ts';

export interface OwnCaseFilter {
  readonly procedure?: string;
  readonly statuses?: readonly Status[];
  readonly closed?: boolean;
  readonly channel?: Channel;
  readonly acceptance?: Acceptance;
  readonly received?: Span;
}
type CaseList = BoundedList<typeof summaryShape, CaseSummary>;

const shared = {
  table: 'case',
  alias: 'c',
  shape: summaryShape,
  columns: summaryColumns,
  joined: sql``,
  order: ['c.received_at', 'c.id'] as const,
  newestFirst: true,
  item: summaryOf,
};

/** The cases of applicants, received last first: each applicant's come from an index, and are merged. */
const ownCaseList = (applicants: readonly string[], filter: OwnCaseFilter): CaseList => ({
  ...shared,
  name: 'own cases',
  branches: branchesOf('c.applicant', applicants, within('c.received_at', filter.received)),
  filters: [
    ...one('c.procedure', filter.procedure),
    ...among('c.status', filter.statuses),
    ...(filter.closed === undefined ? [] : [sql.raw(filter.closed ? 'c.closed' : 'not c.closed')]),
    ...one(`c.view->>'channel'`, filter.channel),
    ...one('c.acceptance', filter.acceptance),
  ],
  narrowBy: ['receivedFrom', 'receivedBefore'],
});

/** Who of those that a case opened others asks: applicants, or a desk. */
export interface Sight {
  readonly applicants?: readonly string[];
  readonly desk?: string;
}

/** The cases that a case opened, received last first, of those that somebody has a part in. */
export const childList = (parent: string, { applicants, desk }: Sight): CaseList => ({
  ...shared,
  name: 'children',
  branches: [one('c.parent', parent)],
  filters: [...among('c.applicant', applicants), ...(desk === undefined ? [] : [hasDesk(desk)])],
  // The row of a desk is read beside each.
  candidates: 400,
  narrowBy: [],
});

const hasDesk = (desk: string): RawBuilder<unknown> =>
  sql`exists (select from case_desk d where d.case_id = c.id and d.desk = ${desk})`;

export const listOwnCases = (
  db: Db,
  applicants: readonly string[],
  filter: OwnCaseFilter,
  request: PageRequest,
): Promise<Page<CaseSummary>> => readBounded(db, ownCaseList(applicants, filter), request);

/** How many cases applicants have; undefined where too many would have to be looked at. */
export const countOwnCases = (
  db: Db,
  applicants: readonly string[],
  filter: OwnCaseFilter,
): Promise<number | undefined> => countBounded(db, ownCaseList(applicants, filter));
