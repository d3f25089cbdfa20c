import type { Check } from '../../api/door/health.ts';
import type { CommandContext } from '../../commands/context.ts';
import { databaseFault } from '../../db/health.ts';

/** Milliseconds; below the two seconds that a probe waits. */
const patience = 1_500;

type Queue = Pick<CommandContext, 'client' | 'taskQueue'>;

/** Who polls for tasks of cases, as the server lists them: each for some minutes after its last poll. */
async function pollers({ client, taskQueue }: Queue): Promise<readonly string[]> {
  const { pollers: found } = await client.withDeadline(Date.now() + patience, () =>
    client.workflowService.describeTaskQueue({ namespace: client.options.namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 }));
  const recent = Date.now() / 1_000 - 90;
  return (found ?? []).filter(each => Number(each.lastAccessTime?.seconds ?? 0) > recent).map(each => each.identity ?? '');
}

const needed = (look: Check['look']): Check => ({ needed: true, look });
const wished = (look: Check['look']): Check => ({ needed: false, look });

/**
 * For the API. Without PostgreSQL nothing can be served. Without Temporal or a worker applications are still received and
 * everything can be read, so requests go on coming here and the answer is "degraded".
 */
export const apiChecks = (context: CommandContext): Record<'database' | 'temporal' | 'worker', Check> => ({
  database: needed(() => databaseFault(context.db)),
  temporal: wished(() => temporalFault(context)),
  worker: wished(async () => {
    try {
      return (await pollers(context)).length > 0 ? undefined : `nobody polls the task queue ${context.taskQueue}: start a worker`;
    } catch {
      return 'not known while Temporal is away';
    }
  }),
});

const away = 'away: applications are received, other acts wait or are asked again';
async function temporalFault({ client }: CommandContext): Promise<string | undefined> {
  try {
    await client.withDeadline(Date.now() + patience, () => client.workflowService.getSystemInfo({}));
    return undefined;
  } catch {
    return away;
  }
}

/** For a worker: it is of no use without the database, and when the server does not see it polling. */
export const workerChecks = (context: CommandContext, identity: string, runs: () => boolean): Record<'database' | 'polling', Check> => ({
  database: needed(() => databaseFault(context.db)),
  polling: needed(async () => {
    if (!runs()) return 'the worker has stopped';
    try {
      return (await pollers(context)).includes(identity) ? undefined : 'Temporal does not see this worker polling';
    } catch {
      return 'Temporal is away';
    }
  }),
});
