/** A worker: cases, their activities and the recovery loop. `startWorker` runs the same for `npm start`. */
import { access } from 'node:fs/promises';
import { NativeConnection, Worker, type NativeConnectionOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { makeLog } from '../api/http/log.ts';
import { promote, readBuilds } from '../operations/deployment/builds.ts';
import { commandMetrics, recoveryMetrics } from '../commands/metrics.ts';
import { startRecovery } from '../operations/recovery/recover.ts';
import type { CommandContext } from '../commands/context.ts';
import { recordBuild } from '../db/operations/builds.ts';
import type { Db } from '../db/client.ts';
import { buildIdOf, bundleWorkflows, proceduresIn } from './bundle.ts';
import { interrupted } from './interrupted.ts';
import { workerChecks } from './observe/checks.ts';
import { processMetrics } from './observe/process.ts';
import { startPage } from './observe/page.ts';
import { installRuntime } from './observe/runtime.ts';
import { connectionMetrics, stockMetrics } from './observe/stock.ts';
import { traceSinks, tracingFrom, type Tracing } from './observe/tracing.ts';
import { runProgram } from './program.ts';
import { SettingsError } from './settings/setting.ts';
import { settingsOf } from './settings/settings.ts';
import { connectionTo, openMigrated, taskQueue } from './shell.ts';
import { placeFrom } from './stack/given.ts';

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
 * is
 * replayed by this build alone; should a run not replay even so, it fails, and its case starts again from its log.
 * After a worker's sudden death its
 * cases answer within the 2 seconds for which they wait for it, not within the server's usual 10.
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

const usage = `Runs cases and finishes what dead callers left. Any number of these processes may work on the same cases.

  node bin/worker.ts

Its build of the workflow code gets cases once it is the current one: the first of all is at once, a later one when it is promoted, by
npm run -s deployment or by PROMOTE=always. Until then it works beside the build before.

SIGTERM or Ctrl-C: takes no more tasks, ends what is being done, closes. A second signal ends it at once.
`;

/**
 * @throws SettingsError when the file is not there: a worker that builds its own code by surprise might run another
 * build.
 */
async function bundleFrom(file: string | undefined): Promise<WorkflowBundleOption> {
  if (file === undefined) return await bundleWorkflows();
  await access(file).catch(() => {
    throw new SettingsError(
      `WORKFLOW_BUNDLE names ${file}, which cannot be read. Build it: node bin/bundle.ts ${file}`,
    );
  });
  return { codePath: file };
}

/** Promotes a build when it is told to, and the very first one. Returns whether it is current then. */
async function becomeCurrent(context: CommandContext, build: string, always: boolean): Promise<boolean> {
  const current = (await readBuilds(context)).find(each => each.isCurrent);
  if (current && !always) return current.id === build;
  // Not to start would leave all cases without a worker, not only those that it cannot serve.
  await promote(context, build, { anyway: true });
  return true;
}

if (import.meta.main) {
  await runProgram({
    usage,
    settings: settingsOf.worker,
    async run(settings, env) {
      const stopped = interrupted();
      const log = makeLog(undefined, settings.LOG_LEVEL);
      const temporal = await placeFrom(env);
      const workflowBundle = await bundleFrom(settings.WORKFLOW_BUNDLE);
      const telemetry = await installRuntime(log);
      const tracing = tracingFrom(settings, 'shixian-worker');
      const shell = await openMigrated(
        { databaseUrl: settings.DATABASE_URL, connections: settings.DATABASE_CONNECTIONS, temporal, tracing },
        log,
      );
      const failed = Promise.withResolvers<never>();
      const worker = await startWorker({
        db: shell.db,
        temporal: connectionTo({ temporal }),
        namespace: temporal.namespace,
        taskQueue,
        workflowBundle,
        tracing,
        onFailure: failed.reject,
      });
      const isCurrent = await becomeCurrent(shell.context, worker.build, settings.PROMOTE === 'always');
      if (!isCurrent)
        log.warn(
          { build: worker.build },
          'this build is not the current one: it gets no new cases until it is promoted',
        );
      const recovery = startRecovery(shell.context);
      const page = await startPage({
        host: settings.METRICS_HOST,
        port: settings.METRICS_PORT,
        ready: workerChecks(shell.context, worker.identity, worker.runs),
        registries: [
          processMetrics(),
          commandMetrics,
          recoveryMetrics,
          stockMetrics(shell.db),
          connectionMetrics(shell.db),
        ],
        more: telemetry.metrics,
      });
      log.info(
        { taskQueue, build: worker.build, metricsPort: page.port, procedures: [...shell.context.procedures.keys()] },
        'the worker runs',
      );
      try {
        await Promise.race([stopped, failed.promise]);
        log.info('stopping: takes no more tasks');
      } finally {
        await recovery.stop();
        await worker.stop();
        await page.stop();
        await shell.close();
        await tracing?.stop();
      }
      log.info('stopped');
    },
  });
}
