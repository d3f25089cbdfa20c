import { ApplicationFailure } from '@temporalio/activity';
import type { Db } from '../db/client.ts';
import { noteNotWritten } from '../db/operations/note-incident.ts';
import { project as write, type Projection } from '../db/log/append.ts';
import { requireDue } from '../db/log/require-due.ts';
import { Forged, Fork } from '../db/log/fork.ts';

/** Writes what time did. A fork is final: the run that decided on another past must end. */
export const project =
  (db: Db) =>
  async ({ caseId, ...projection }: Projection & { readonly caseId: string }): Promise<void> => {
    try {
      await requireDue(db, caseId, projection.entries);
      await write(db, caseId, projection);
    } catch (error) {
      if (error instanceof Fork) throw ApplicationFailure.nonRetryable(error.message, 'Fork');
      await noteNotWritten(db, caseId, error);
      // What nobody asked is in the state of that run for good: it ends too, and the case goes on from its log.
      if (error instanceof Forged) throw ApplicationFailure.nonRetryable(error.message, 'Fork');
      throw error;
    }
  };
