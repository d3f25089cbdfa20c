import { NativeConnection, Worker, type NativeConnectionOptions, type WorkflowBundle } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import type { Db } from '../db/client.ts';

export interface WorkerOptions {
  readonly db: Db;
  readonly temporal: NativeConnectionOptions;
  readonly namespace: string;
  readonly taskQueue: string;
  /** See `bundleWorkflows`. */
  readonly workflowBundle: WorkflowBundle;
  /** Cases kept in memory; each beyond them is replayed when it is next asked. 0 replays always. */
  readonly maxCachedWorkflows?: number;
  /** Told when the worker ends without having been asked to. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Runs cases and their activities until stopped; what is being done is finished first. After a worker's sudden death its
 * cases answer within the 2 seconds for which they wait for it, not within the server's usual 10.
 */
export async function startWorker({ db, temporal, namespace, taskQueue, workflowBundle, maxCachedWorkflows = 1_000, onFailure = () => {} }: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const connection = await NativeConnection.connect(temporal);
  const worker = await Worker.create({
    connection, namespace, taskQueue, workflowBundle, maxCachedWorkflows,
    activities: createActivities({ db }),
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '5s',
  });
  const ended = worker.run().catch(onFailure);
  return {
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
      await connection.close();
    },
  };
}
