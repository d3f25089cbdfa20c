import type { Db } from '../db/client.ts';
import { readLog } from '../db/log.ts';
import { fold, type Environment } from '../domain/case/case.ts';
import type { CaseEvent } from '../domain/case/event.ts';
import { keptFrom } from '../domain/run/kept.ts';
import type { Kept } from '../domain/run/protocol.ts';

/** A case as its whole log tells it. */
export async function readKept(db: Db, caseId: string, environment: Environment): Promise<Kept> {
  const entries = await readLog(db, caseId);
  return keptFrom(caseId, fold(entries.map(entry => JSON.parse(entry.text) as CaseEvent), environment), entries);
}
