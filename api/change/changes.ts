import { type CaseRecord, readCase } from '../../db/cases/cases.ts';
import type { Db } from '../../db/client.ts';
import type { Live } from '../../delivery/live/live.ts';
import type { Change } from '../../delivery/live/topics.ts';

/** Cases that are kept for those who hear of a change of them in the same moment. */
const mostKept = 1_000;

/** The changes of all cases, and the cases that changed: read once for all who hear of it. */
export interface Changes extends Pick<Live, 'open' | 'last'> {
  /** The case, read when the change was known already. */
  recordOf(change: Change): Promise<CaseRecord | undefined>;
}

export function createChanges(db: Db, live: Live): Changes {
  const kept = new Map<string, { readonly position: number; readonly record: Promise<CaseRecord | undefined> }>();
  return {
    open: (topics, after) => live.open(topics, after),
    last: () => live.last(),
    recordOf({ caseId, position }) {
      const found = kept.get(caseId);
      if (found && found.position >= position) return found.record;
      const record = readCase(db, caseId);
      kept.delete(caseId);
      kept.set(caseId, { position: live.last(), record });
      record.catch(() => kept.delete(caseId));
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return record;
    },
  };
}
