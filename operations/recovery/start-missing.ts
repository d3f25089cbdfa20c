import { openCases } from '../../db/cases/cases.ts';
import { clearIncidents, noteIncident } from '../../db/operations/note-incident.ts';
import { NewerEvent } from '../../domain/log/reader.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { setWithoutRun } from '../../commands/metrics.ts';
import { describeError } from '../../telemetry/safe-error.ts';

/**
 * Starts the open cases that Temporal does not list as running. Its list lags: one start too many finds the run that is
 * there.
 */
export async function startMissing(context: CommandContext): Promise<number> {
  const { client, db, taskQueue, log } = context;
  const running = new Set<string>();
  for await (const { workflowId } of client.workflow.list({
    query: `ExecutionStatus = "Running" and TaskQueue = "${taskQueue}"`,
    pageSize: 1_000,
  }))
    running.add(workflowId);
  let started = 0;
  let missing = 0;
  for (let page = await openCases(db); page.length > 0; page = await openCases(db, { after: page.at(-1)! })) {
    for (const id of page.filter(each => !running.has(each))) {
      missing += 1;
      try {
        await ensureRunning(context, id);
        await clearIncidents(db, id, ['withoutRun']);
        started += 1;
      } catch (error) {
        // A worker of the newer build starts it.
        if (error instanceof NewerEvent) continue;
        const fault = describeError(error);
        log.warn({ case: id, fault }, 'case not started');
        await noteIncident(
          db,
          id,
          'withoutRun',
          `it cannot be started: ${fault.kind}${fault.code === undefined ? '' : ` ${fault.code}`}`,
        );
      }
    }
  }
  setWithoutRun(missing);
  return started;
}
