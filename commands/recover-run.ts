import { setTimeout as pause } from 'node:timers/promises';
import type { CommandRow } from '../db/commands/command-row.ts';
import { noteIncident } from '../db/operations/note-incident.ts';
import { digestOf } from '../domain/log/chain.ts';
import type { CommandContext } from './context.ts';
import type { Delivery } from './deliver.ts';
import { ensureRunning, terminate } from './ensure-running.ts';

const breathMs = 200;

/** Ends one run that decides on another past than the log's, and starts the case again from there. */
export async function replaceRun(context: CommandContext, caseId: string, runId: string, type: string): Promise<void> {
  context.log.warn({ case: caseId, run: runId, type }, 'the run decides on another past: started again from the log');
  await terminate(context, caseId, runId, type);
  await ensureRunning(context, caseId);
}

/** Puts right what kept a run from answering; false when nothing more can be done before the deadline. */
export async function recoverRun(
  context: CommandContext,
  { key, caseId }: CommandRow,
  delivery: Exclude<Delivery, { kind: 'reply' | 'refused' }>,
  deadline: number,
): Promise<boolean> {
  switch (delivery.kind) {
    case 'noRun':
      await ensureRunning(context, caseId);
      return true;
    case 'otherPast':
      await replaceRun(context, caseId, delivery.runId, delivery.type);
      return true;
    case 'unknown':
      if (delivery.again) break;
      // A run never sees personal data: what its fault says may be logged.
      context.log.error({ act: digestOf(key), case: caseId, why: delivery.why }, 'the run could not decide');
      await noteIncident(context.db, caseId, 'cannotDecide', delivery.why);
      return false;
    case 'stale':
  }
  if (Date.now() + breathMs >= deadline) return false;
  await pause(breathMs);
  return true;
}

/** Says that a run was told of more than the log has, however often it is read: the database was restored. */
export async function noteDatabaseBehind(context: CommandContext, caseId: string, revision: number): Promise<void> {
  context.log.error({ case: caseId, revision }, 'the database is older than what it acknowledged: was it restored?');
  const detail = `the log ends at event ${revision}; the run was told that more is written`;
  await noteIncident(context.db, caseId, 'databaseBehind', detail);
}
