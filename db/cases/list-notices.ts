import { sql } from 'kysely';
import type { StepView } from '../../domain/case/view.ts';
import type { Db } from '../client.ts';
import { json } from '../column.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from './summary.ts';

interface NoticeItem {
  readonly case: CaseSummary;
  readonly step: StepView;
}

/** Public notices whose period runs (公示), the newest first: read from an index of their own. */
export async function publicNotices(db: Db, request: PageRequest): Promise<Page<NoticeItem>> {
  return readPage(
    db,
    {
      name: 'publicNotices',
      shape: { ...summaryShape, step: json<StepView>() },
      columns: sql`${summaryColumns}, s.view as step`,
      order: ['s.opened_at', 's.case_id', 's.step'],
      newestFirst: true,
      from: sql`case_step s join "case" c on c.id = s.case_id`,
      where: [
        sql`s.open and s.view->>'kind' = 'publicNotice' and not s.view ? 'objection'`,
        sql`not s.view ? 'isPeriodOver'`,
      ],
      item: row => ({ case: summaryOf(row), step: row.step }),
    },
    request,
  );
}
