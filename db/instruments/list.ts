import { sql } from 'kysely';
import type { InstrumentView } from '../../domain/case/view.ts';
import { type Level, levels as allLevels } from '../../domain/case/vocabulary.ts';
import { type BoundedList, readBounded } from '../bounded-list.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from '../cases/summary.ts';
import type { Db } from '../client.ts';
import { json } from '../column.ts';
import { among, branchesOf, one } from '../conditions.ts';
import type { Page, PageRequest } from '../page.ts';

export interface InstrumentItem {
  readonly case: CaseSummary;
  readonly instrument: InstrumentView;
}
const instrumentShape = { ...summaryShape, instrument: json<InstrumentView>() };
export type InstrumentList = BoundedList<typeof instrumentShape, InstrumentItem>;

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

const shared = {
  table: 'instrument',
  alias: 'i',
  shape: instrumentShape,
  columns: sql`${summaryColumns}, i.view as instrument`,
  joined: sql`join "case" c on c.id = i.case_id`,
  narrowBy: ['unit', 'authority', 'levels', 'open'],
  item: (row: Parameters<typeof summaryOf>[0] & { readonly instrument: InstrumentView }): InstrumentItem => ({
    case: summaryOf(row),
    instrument: row.instrument,
  }),
};

/** Records of the ladder (督办), those opened last first. */
export function instrumentList({ authority, unit, levels, states, open }: InstrumentFilter): InstrumentList {
  const isOpen = open || (states !== undefined && !states.includes('closed'));
  // One of the two leads the index; where both are asked for, an authority is asked of the records of the unit.
  const base = [
    ...(isOpen ? [sql`i.state <> 'closed'`] : []),
    ...(unit === undefined ? one('i.authority', authority) : one('i.unit', unit)),
  ];
  return {
    ...shared,
    name: 'instruments',
    order: ['i.opened_at', 'i.case_id', 'i.instrument'],
    newestFirst: true,
    branches: branchesOf('i.level', levels ?? allLevels, base),
    filters: [...(unit === undefined ? [] : one('i.authority', authority)), ...among('i.state', states)],
  };
}

/** What a unit must answer (待答复): what is served and not answered, the earliest due first. */
export const toAnswerList = (unit: string): InstrumentList => ({
  ...shared,
  name: 'to answer',
  order: ['i.reply_due', 'i.case_id', 'i.instrument'],
  branches: [[sql`i.unit = ${unit}`, sql`i.state in ('served', 'overdue')`]],
  filters: [],
});

export const listInstruments = (
  db: Db,
  filter: InstrumentFilter,
  request: PageRequest,
): Promise<Page<InstrumentItem>> => readBounded(db, instrumentList(filter), request);
