import { randomUUID } from 'node:crypto';
import type { Connection } from '@temporalio/client';

const completed = 2;
const timedOut = 1;

/**
 * Moves one workflow's time ahead by `milliseconds` and waits until it has got there, its timers on the way having fired. Afterwards
 * it runs at real speed from the new time on. Send it nothing meanwhile: the server then skips over timers that are due.
 * @throws when the workflow ends on the way.
 */
export async function advance(connection: Connection, namespace: string, workflowId: string, milliseconds: number): Promise<void> {
  const { workflowService } = connection;
  const id = randomUUID();
  const workflowExecution = { workflowId };
  const duration = { seconds: Math.floor(milliseconds / 1000) as unknown as Long, nanos: (milliseconds % 1000) * 1_000_000 };
  await workflowService.updateWorkflowExecutionOptions({
    namespace, workflowExecution, updateMask: { paths: ['time_skipping_config'] },
    // The server's own limit of 200 skips would end a long way silently.
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration }, maxSessionSkipCount: 100_000 } },
  });
  for (;;) {
    const { fastForwardPollingResult: result, failedReason } = await connection.withDeadline(Date.now() + 60_000, () =>
      workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId: id }));
    if (result === completed) return;
    if (result !== timedOut) throw new Error(`The time of ${workflowId} was not moved by ${milliseconds} ms: ${failedReason || `the server answered ${result}`}.`);
  }
}
