import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type NativeConnectionOptions,
} from '@temporalio/worker';
import type { bare } from './workflow.ts';

/** Of the worker that runs the anchors' workflows. */
export const anchorQueue = `bare-${randomUUID()}`;

/** A worker for the anchors' workflows, with the settings of the product's (`bin/worker.ts`). */
export async function startAnchorWorker(
  temporal: NativeConnectionOptions,
  namespace: string,
): Promise<{ stop(): Promise<void> }> {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('workflow.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
  const connection = await NativeConnection.connect(temporal);
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: anchorQueue,
    workflowBundle,
    maxCachedWorkflows: 1_000,
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '5s',
  });
  const ended = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await ended;
      await connection.close();
    },
  };
}

/** One bare workflow from its start through so many updates. */
export async function bareCase(
  client: Client,
  updates: number,
  decided: (milliseconds: number) => void,
): Promise<void> {
  const handle = await client.workflow.start<typeof bare>('bare', {
    taskQueue: anchorQueue,
    workflowId: `bare-${randomUUID()}`,
    args: [updates],
  });
  for (let each = 0; each < updates; each += 1) {
    const began = performance.now();
    await handle.executeUpdate('act', { args: ['something'] });
    decided(performance.now() - began);
  }
}
