import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { NativeConnection, Worker, type NativeConnectionOptions, type WorkflowBundle } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { makeLog } from '../api/door/log.ts';
import { startRecovery } from '../commands/recover.ts';
import type { Db } from '../db/client.ts';
import { bundleWorkflows } from './bundle.ts';
import { openShell, taskQueue } from './shell.ts';
import { givenTemporal } from './stack/given.ts';

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

const help = `Runs cases and finishes what dead callers left, until Ctrl-C.

  node bin/worker.ts

  DATABASE_URL      the product's PostgreSQL, migrated
  TEMPORAL_ADDRESS  the Temporal server (with TEMPORAL_NAMESPACE, TEMPORAL_TLS…, TEMPORAL_API_KEY)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(help);
  const databaseUrl = process.env['DATABASE_URL'];
  const temporal = await givenTemporal(process.env);
  if (!databaseUrl || !temporal) throw new Error(`Found no ${databaseUrl ? 'TEMPORAL_ADDRESS' : 'DATABASE_URL'}.\n\n${help}`);
  const log = makeLog();
  const workflowBundle = await bundleWorkflows();
  const shell = await openShell({ databaseUrl, temporal }, log);
  const failed = Promise.withResolvers<never>();
  const worker = await startWorker({ db: shell.db, temporal, namespace: temporal.namespace, taskQueue, workflowBundle, onFailure: failed.reject });
  const recovery = startRecovery(shell.context);
  log.info({ taskQueue, procedures: [...shell.context.procedures.keys()] }, 'the worker runs');
  try {
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), failed.promise]);
  } finally {
    await recovery.stop();
    await worker.stop();
    await shell.close();
  }
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
