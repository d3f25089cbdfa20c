import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowIdReusePolicy,
} from '@temporalio/client';
import { lockCase } from '../db/cases/cases.ts';
import { sinceReceipt } from '../domain/calendar/trim-calendar.ts';
import { versionsInUse } from '../domain/case/case.ts';
import type { CaseInput } from '../domain/host/protocol.ts';
import { readKept } from './load-case.ts';
import type { CommandContext } from './context.ts';
import { environmentOf } from './environment.ts';
import { offsetMemo } from './run-time.ts';

/** Milliseconds for Temporal's answer while the case's row is locked. */
const patienceMs = 3_000;

/**
 * Makes sure that an open case has a run, started from its log: how every case begins, and how all return on an empty
 * Temporal. Under the lock of the case's row, so that nobody writes to the log meanwhile. A case that is closed, or
 * that does not exist, gets no run. (P26)
 */
export async function ensureRunning(context: CommandContext, caseId: string): Promise<void> {
  // Before the lock: connecting to a server that is away takes seconds, and the case must not be held up by that.
  await context.client.connection.ensureConnected();
  await context.db.transaction().execute(async tx => {
    const stored = await lockCase(tx, caseId);
    if (!stored || stored.closed) return;
    const environment = environmentOf(context, stored.procedure);
    const kept = await readKept(context, tx, caseId, environment);
    // No clock of the case is anchored before it was received; the years before would only make every run's history
    // longer.
    const calendars = Object.fromEntries(
      [...versionsInUse(kept.state)].map(version => [
        version,
        sinceReceipt(environment.calendar(version).data, kept.state.receivedAt),
      ]),
    );
    const input: CaseInput = { kept, offset: stored.timeOffset, calendars };
    const start = (workflowIdReusePolicy: WorkflowIdReusePolicy) =>
      context.client.withDeadline(Date.now() + patienceMs, () =>
        context.client.workflow.start(stored.procedure, {
          workflowId: caseId,
          taskQueue: context.taskQueue,
          args: [input],
          memo: { [offsetMemo]: stored.timeOffset },
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy,
        }),
      );
    try {
      await start('ALLOW_DUPLICATE_FAILED_ONLY');
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      // A run ends only once the log has it, so the log is older than that run. Whoever stood still and lost the lock
      // fails here.
      if (!(await lockCase(tx, caseId))) return;
      context.log.error(
        { case: caseId, revision: stored.revision },
        'the run has ended and the case is open: was the database restored? Started again from the log',
      );
      await start('ALLOW_DUPLICATE');
    }
  });
}

/** Ends one run, and no other, that decides on another past than the log's. (P19) */
export async function terminate({ client }: CommandContext, caseId: string, runId: string, why: string): Promise<void> {
  try {
    await client.workflow.getHandle(caseId, runId).terminate(why);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
