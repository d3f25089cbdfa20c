import { NativeConnection, Worker, type NativeConnectionOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { recordBuild } from '../../db/operations/builds.ts';
import type { Db } from '../../db/client.ts';
import { buildIdOf, proceduresIn } from './bundle.ts';
import { traceSinks, type Tracing } from '../../telemetry/tracing.ts';

export interface WorkerOptions {
  readonly db: Db;
  readonly temporal: NativeConnectionOptions;
  readonly namespace: string;
  readonly taskQueue: string;
  /** See `bundleWorkflows`. */
  readonly workflowBundle: WorkflowBundleOption;
  /** Cases kept in memory; each beyond them is replayed when it is next asked. 0 replays always. */
  readonly maxCachedWorkflows?: number;
  readonly tracing?: Pick<Tracing, 'activity'> | undefined;
  /** Told when the worker ends without having been asked to. */
  readonly onFailure?: (error: unknown) => void;
}

export interface RunningWorker {
  /** The build of its workflow code, which must be the current one before cases begin on it. See `promote`. */
  readonly build: string;
  /** The name by which the server lists it among those who poll. */
  readonly identity: string;
  readonly runs: () => boolean;
  stop(): Promise<void>;
}

/**
 * Runs cases and their activities until stopped; what is being done is finished first. A run that this build once began
 * is replayed by this build alone; should a run not replay even so, it fails, and its case starts again from its log.
 * After a worker's sudden death its cases answer within the 2 seconds for which they wait for it, not within the
 * server's usual 10.
 */
export async function startWorker({
  db,
  temporal,
  namespace,
  taskQueue,
  workflowBundle,
  maxCachedWorkflows = 1_000,
  tracing,
  onFailure = () => {},
}: WorkerOptions): Promise<RunningWorker> {
  const build = await buildIdOf(workflowBundle);
  await recordBuild(db, build, await proceduresIn(workflowBundle));
  const connection = await NativeConnection.connect(temporal);
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    maxCachedWorkflows,
    activities: createActivities({ db }),
    sinks: traceSinks,
    ...(tracing && { interceptors: { activity: [tracing.activity] } }),
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '5s',
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: taskQueue, buildId: build },
      defaultVersioningBehavior: 'PINNED',
    },
    workflowFailureErrorTypes: { '*': ['NondeterminismError'] },
  });
  const ended = worker.run().catch(onFailure);
  return {
    build,
    identity: worker.options.identity,
    runs: () => worker.getState() === 'RUNNING',
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
      await connection.close();
    },
  };
}
