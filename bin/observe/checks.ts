import type { Check } from '../../api/http/health.ts';
import { atWork } from '../../operations/deployment/builds.ts';
import type { CommandContext } from '../../commands/context.ts';
import { answers, isAnswer } from '../../telemetry/safe-error.ts';
import { databaseFault } from '../../db/health.ts';
import { countIncidents } from '../../db/operations/incidents.ts';

/** Milliseconds; below the two seconds that a probe waits. */
const patience = 1_500;

type Queue = Pick<CommandContext, 'client' | 'taskQueue'>;
type Looked = Queue & Pick<CommandContext, 'db'>;

/** Who polls for tasks of cases, as the server lists them: each for some minutes after its last poll. */
async function pollers({ client, taskQueue }: Queue): Promise<readonly string[]> {
  const { pollers: found } = await client.withDeadline(Date.now() + patience, () =>
    client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: 1,
    }),
  );
  return atWork(found ?? [], Date.now()).map(each => each.identity ?? '');
}

const needed = (look: Check['look']): Check => ({ needed: true, look });
const wished = (look: Check['look']): Check => ({ needed: false, look });

const withoutNamespace = (error: unknown): string | undefined =>
  isAnswer(error, answers.notFound)
    ? 'Temporal has no such namespace: run bin/namespace.ts, or correct TEMPORAL_NAMESPACE'
    : undefined;

/** One case's trouble is no reason to send requests elsewhere: it is told, by kind and number. */
const incidents = ({ db }: Looked): Check =>
  wished(async () => {
    try {
      const found = Object.entries(await countIncidents(db)).filter(([, count]) => count > 0);
      return found.length === 0
        ? undefined
        : `${found.map(([kind, count]) => `${count} ${kind}`).join(', ')}: an administrator must look, npm run -s repair -- list`;
    } catch {
      return 'not known while the database cannot be used';
    }
  });

/**
 * For the API. Without PostgreSQL nothing can be served. Without Temporal or a worker applications are still received
 * and
 * everything can be read, so requests go on coming here and the answer is "degraded".
 */
export const apiChecks = (context: Looked): Record<'database' | 'temporal' | 'worker' | 'incidents', Check> => ({
  database: needed(() => databaseFault(context.db)),
  temporal: wished(() => temporalFault(context)),
  worker: wished(async () => {
    try {
      return (await pollers(context)).length > 0
        ? undefined
        : `nobody polls the task queue ${context.taskQueue}: start a worker`;
    } catch (error) {
      return withoutNamespace(error) ?? 'not known while Temporal is away';
    }
  }),
  incidents: incidents(context),
});

const away = 'away: applications are received, other acts wait or are asked again';
async function temporalFault({ client }: Queue): Promise<string | undefined> {
  try {
    await client.withDeadline(Date.now() + patience, () => client.workflowService.getSystemInfo({}));
    return undefined;
  } catch {
    return away;
  }
}

/** For a worker: it is of no use without the database, and when the server does not see it polling. */
export const workerChecks = (
  context: Looked,
  identity: string,
  runs: () => boolean,
): Record<'database' | 'polling' | 'incidents', Check> => ({
  database: needed(() => databaseFault(context.db)),
  polling: needed(async () => {
    if (!runs()) return 'the worker has stopped';
    try {
      return (await pollers(context)).includes(identity) ? undefined : 'Temporal does not see this worker polling';
    } catch (error) {
      return withoutNamespace(error) ?? 'Temporal is away';
    }
  }),
  incidents: incidents(context),
});
