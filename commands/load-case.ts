import type { Db } from '../db/client.ts';
import { readLog } from '../db/log/read.ts';
import { fold, type Environment } from '../domain/case/case.ts';
import { readEvent } from '../domain/case/event.ts';
import { snapshotFromLog } from '../domain/host/snapshot.ts';
import type { CaseSnapshot } from '../domain/host/protocol.ts';
import { versionsIn, type Calendars } from './calendars.ts';

/** A case as its whole log tells it, with the calendars that it names made known. */
export async function readKept(
  { calendars }: { readonly calendars: Calendars },
  db: Db,
  caseId: string,
  environment: Environment,
): Promise<CaseSnapshot> {
  const entries = await readLog(db, caseId);
  const events = entries.map(entry => readEvent(entry.text));
  await calendars.load(versionsIn(events), db);
  return snapshotFromLog(caseId, fold(events, environment), entries);
}
