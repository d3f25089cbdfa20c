import { type RawBuilder, sql } from 'kysely';
import type { Status } from '../../domain/case/vocabulary.ts';
import type { Db } from '../client.ts';
import { among, one } from '../conditions.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from './summary.ts';

export interface CaseFilter {
  readonly applicants?: readonly string[];
  /** Has a part in the case: see `desksOf`. */
  readonly desk?: string;
  readonly procedure?: string;
  /** Was opened by this case. */
  readonly parent?: string;
  readonly statuses?: readonly Status[];
  /** Of a desk: also those that wait for it now, whatever their status. */
  readonly orActs?: true;
  /** Only red and dark red ones that are not closed. */
  readonly red?: boolean;
  readonly closed?: boolean;
}

const eitherOf = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`(${sql.join(conditions, sql` or `)})`;

/** Cases, those received last first. Those of a desk are read from its own rows. */
export async function listCases(db: Db, filter: CaseFilter, request: PageRequest): Promise<Page<CaseSummary>> {
  const isOfDesk = filter.desk !== undefined;
  /** The table that the order and the indexed conditions go by. */
  const by = isOfDesk ? 'd' : 'c';
  return readPage(
    db,
    {
      name: 'cases',
      shape: summaryShape,
      columns: summaryColumns,
      from: isOfDesk ? sql`case_desk d join "case" c on c.id = d.case_id` : sql`"case" c`,
      order: [`${by}.received_at`, isOfDesk ? 'd.case_id' : 'c.id'],
      newestFirst: true,
      item: summaryOf,
      where: [
        ...one('d.desk', filter.desk),
        ...among('c.applicant', filter.applicants),
        ...one('c.procedure', filter.procedure),
        ...one('c.parent', filter.parent),
        ...(filter.orActs ? [eitherOf([...among('d.status', filter.statuses), sql.raw('d.acts')])] : []),
        ...(filter.orActs ? [] : among(`${by}.status`, filter.statuses)),
        ...(filter.red ? [sql.raw(`${by}.colour in ('red', 'darkRed') and not ${by}.closed`)] : []),
        ...(filter.closed === undefined ? [] : [sql.raw(`${filter.closed ? '' : 'not '}${by}.closed`)]),
      ],
    },
    request,
  );
}
