import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { runTime } from '../../commands/run-time.ts';
import { setTimeOffset } from '../../db/cases/cases.ts';

/** Milliseconds for the whole journey, which costs about a tenth of a second for each tick on the way. */
const patienceMs = 60_000;
/** Runs that may be replaced on the way before somebody asks again. */
const most = 5;

/**
 * Moves the case's time to where it is to be, whichever run it has. A run that takes the place of another begins with
 * the offset that the database has: what the former one had gained is gone through again.
 */
export async function moveCase(context: CommandContext, caseId: string, targetOffset: number): Promise<void> {
  const { client, db } = context;
  for (let tries = 0; tries < most; tries += 1) {
    await ensureRunning(context, caseId);
    const before = await runTime(client, caseId);
    if (before.isRunning && targetOffset > before.offset)
      await fastForward(client, caseId, targetOffset - before.offset);
    const after = await runTime(client, caseId);
    if (after.chain !== before.chain && after.isRunning) continue;
    // Clocks went on while the way was gone.
    await setTimeOffset(db, caseId, after.offset);
    if (!after.isRunning || targetOffset - after.offset < patienceMs) return;
  }
  throw new Error(`The run of ${caseId} was replaced ${most} times while its time was moved.`);
}

/** Skips the time of a run. Whatever is due on the way happens in the run. */
export async function fastForward(client: Client, workflowId: string, milliseconds: number): Promise<void> {
  const id = randomUUID();
  const duration = { seconds: Math.floor(milliseconds / 1_000), nanos: (milliseconds % 1_000) * 1_000_000 };
  const execution = { namespace: client.options.namespace, workflowExecution: { workflowId } };
  const { workflowService } = client;
  await workflowService.updateWorkflowExecutionOptions({
    ...execution,
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id, duration: duration as never },
        maxSessionSkipCount: 100_000,
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await client.withDeadline(Date.now() + patienceMs, () =>
    workflowService.pollWorkflowExecutionTimeSkipping({ ...execution, fastForwardId: id }),
  );
}
