import type { Client } from '@temporalio/client';
import type { Db } from '../db/client.ts';
import { databaseFault } from '../db/health.ts';
import { countIncidents } from '../db/operations/incidents.ts';
import { activePollers } from './pollers.ts';
import type { Check } from './readiness.ts';
import { grpcStatus, hasGrpcStatus } from './safe-error.ts';

/** Below the two seconds that a probe waits. */
const timeoutMs = 1_500;

interface TaskQueue {
  readonly client: Client;
  readonly taskQueue: string;
}
interface Dependencies extends TaskQueue {
  readonly db: Db;
}

/** The identities of those who poll for tasks of cases, as the server lists them for some minutes after a poll. */
async function pollerIdentities({ client, taskQueue }: TaskQueue): Promise<readonly string[]> {
  const { pollers: found } = await client.withDeadline(Date.now() + timeoutMs, () =>
    client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: 1,
    }),
  );
  return activePollers(found ?? [], Date.now()).map(each => each.identity ?? '');
}

const required = (look: Check['look']): Check => ({ needed: true, look });
const optional = (look: Check['look']): Check => ({ needed: false, look });

const withoutNamespace = (error: unknown): string | undefined =>
  hasGrpcStatus(error, grpcStatus.notFound)
    ? 'Temporal has no such namespace: run bin/namespace.ts, or correct TEMPORAL_NAMESPACE'
    : undefined;

/** One case's trouble is no reason to send requests elsewhere: it is told, by kind and number. */
const incidents = ({ db }: Dependencies): Check =>
  optional(async () => {
    try {
      const found = Object.entries(await countIncidents(db)).filter(([, count]) => count > 0);
      return found.length === 0
        ? undefined
        : `${found.map(([kind, count]) => `${count} ${kind}`).join(', ')}: an administrator must look, npm run -s ` +
            'shixian -- repair list';
    } catch {
      return 'not known while the database cannot be used';
    }
  });

/**
 * The checks of the API. Without PostgreSQL nothing can be served. Without Temporal or a worker applications are still
 * received and everything can be read, so requests go on coming here and the answer is "degraded".
 */
export const apiChecks = (context: Dependencies): Record<'database' | 'temporal' | 'worker' | 'incidents', Check> => ({
  database: required(() => databaseFault(context.db)),
  temporal: optional(() => temporalFault(context)),
  worker: optional(async () => {
    try {
      return (await pollerIdentities(context)).length > 0
        ? undefined
        : `nobody polls the task queue ${context.taskQueue}: start a worker`;
    } catch (error) {
      return withoutNamespace(error) ?? 'not known while Temporal is away';
    }
  }),
  incidents: incidents(context),
});

const away = 'away: applications are received, other acts wait or are asked again';
async function temporalFault({ client }: TaskQueue): Promise<string | undefined> {
  try {
    await client.withDeadline(Date.now() + timeoutMs, () => client.workflowService.getSystemInfo({}));
    return undefined;
  } catch {
    return away;
  }
}

/** The checks of a worker: it needs the database, and the server must see it polling. */
export const workerChecks = (
  context: Dependencies,
  identity: string,
  runs: () => boolean,
): Record<'database' | 'polling' | 'incidents', Check> => ({
  database: required(() => databaseFault(context.db)),
  polling: required(async () => {
    if (!runs()) return 'the worker has stopped';
    try {
      return (await pollerIdentities(context)).includes(identity)
        ? undefined
        : 'Temporal does not see this worker polling';
    } catch (error) {
      return withoutNamespace(error) ?? 'Temporal is away';
    }
  }),
  incidents: incidents(context),
});
