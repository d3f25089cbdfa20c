import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import type { TestShell } from './worker.ts';

/** The events of a case as its log has them. */
export async function eventsOf(shell: TestShell, caseId: string): Promise<readonly CaseEvent[]> {
  const rows = await shell.database.db
    .selectFrom('event')
    .select('data')
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
  return rows.map(row => readEvent(row.data));
}
