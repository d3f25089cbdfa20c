import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning, terminate } from '../../commands/ensure-running.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { readBuilds } from '../deployment/builds.ts';

/**
 * Temporal marks a run whose workflow tasks failed, or were not answered in time, several times one after the other
 * (twice, as it is set here), and takes the mark away when one succeeds.
 */
export type Problem = 'WorkflowTaskFailed' | 'WorkflowTaskTimedOut';

/** The runs that are so marked. The list lags a little. */
export const failingRuns = ({ client, taskQueue }: CommandContext, problems: readonly Problem[], pageSize: number) =>
  client.workflow.list({
    query:
      `ExecutionStatus = "Running" AND TaskQueue = "${taskQueue}" AND TemporalReportedProblems IN ` +
      `(${problems.map(each => `"category=${each}"`).join(', ')})`,
    pageSize,
  });

/**
 * A run that began less than so many milliseconds ago fails by what it does, not by what it did: to start it again
 * would not help, and not so soon.
 */
const youngMs = 600_000;

/**
 * Starts again from its log every case whose run fails task after task: most of them do not replay under the code that
 * is there, and the SDK does not see it, as where a run began before there were builds. What only such a run decided
 * has no answer yet, and is asked again. One that fails even so is left alone for ten minutes at a time, and logged.
 * Returns how many were started.
 */
export async function startFailing(
  context: CommandContext,
  { begunBefore = Date.now() - youngMs }: { readonly begunBefore?: number } = {},
): Promise<number> {
  const { client, log } = context;
  if (!(await readBuilds(context)).some(each => each.isCurrent && each.hasWorker)) return 0;
  let started = 0;
  for await (const { workflowId } of failingRuns(context, ['WorkflowTaskFailed'], 500)) {
    try {
      // Whether it still fails is asked of the run itself.
      const { status, runId, startTime, raw } = await client.workflow.getHandle(workflowId).describe();
      const attempt = Number(raw.pendingWorkflowTask?.attempt ?? 0);
      if (status.name !== 'RUNNING' || attempt < 2) continue;
      if (startTime.getTime() > begunBefore) {
        log.error(
          { case: workflowId, attempt },
          'the run fails task after task, although it began just now: mend the fault, then start it from its log ' +
            '(npm run -s shixian -- repair)',
        );
        continue;
      }
      await terminate(context, workflowId, runId, 'its tasks fail');
      await ensureRunning(context, workflowId);
      started += 1;
      log.warn({ case: workflowId, run: runId, attempt }, 'the run failed task after task: started again from the log');
    } catch (error) {
      log.warn({ case: workflowId, fault: describeError(error) }, 'case not started again');
    }
  }
  return started;
}
