import { sql } from 'kysely';
import type { InstrumentView } from '../../domain/case/view.ts';
import type { Level } from '../../domain/case/vocabulary.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from '../cases/summary.ts';
import type { Db } from '../client.ts';
import { json } from '../column.ts';
import { among, one } from '../conditions.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';

export interface InstrumentItem {
  readonly case: CaseSummary;
  readonly instrument: InstrumentView;
}
const instrumentShape = { ...summaryShape, instrument: json<InstrumentView>() };

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
  return readPage(
    db,
    {
      name: 'instruments',
      shape: instrumentShape,
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
