import { setTimeout as pause } from 'node:timers/promises';
import { lackingIn, type Lacking } from '../../db/operations/builds.ts';
import { refusalOf, Refused } from '../../domain/refusal.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import type { CommandContext } from '../../commands/context.ts';
import { activePollers } from '../../telemetry/pollers.ts';
import { grpcStatus, hasGrpcStatus } from '../../telemetry/safe-error.ts';

type Versioned = Pick<CommandContext, 'client' | 'taskQueue'>;

/**
 * One build of the workflow code, as Temporal knows it: a version of the worker deployment that is named after the task
 * queue.
 */
export interface Build {
  readonly id: string;
  /** New cases begin on it, and runs that roll over go to it. */
  readonly isCurrent: boolean;
  /** Has a worker that asked for work lately. */
  readonly hasWorker: boolean;
  /** When it was first seen. */
  readonly since: Date | undefined;
}

/** The deployment's builds, the newest first; none before the first worker has come. */
export async function readBuilds(context: Versioned): Promise<readonly Build[]> {
  const {
    client: {
      workflowService,
      options: { namespace },
    },
    taskQueue,
  } = context;
  try {
    const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({
      namespace,
      deploymentName: taskQueue,
    });
    const working = await buildsAtWork(context);
    const current = workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
    return (workerDeploymentInfo?.versionSummaries ?? [])
      .flatMap(({ deploymentVersion, createTime }) => {
        const id = deploymentVersion?.buildId;
        if (!id) return [];
        return [
          {
            id,
            isCurrent: id === current,
            hasWorker: working.has(id),
            since: createTime ? new Date(Number(createTime.seconds) * 1_000) : undefined,
          },
        ];
      })
      .toSorted((a, b) => Number(b.since) - Number(a.since));
  } catch (error) {
    if (hasGrpcStatus(error, grpcStatus.notFound)) return [];
    throw error;
  }
}

/** The builds whose workers have asked for workflow tasks lately. */
async function buildsAtWork({
  client: {
    workflowService,
    options: { namespace },
  },
  taskQueue: name,
}: Versioned): Promise<ReadonlySet<string>> {
  const { pollers } = await workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType: 1 });
  return new Set(
    activePollers(pollers ?? [], Date.now()).flatMap(({ deploymentOptions }) => deploymentOptions?.buildId ?? []),
  );
}

type Promoting = Versioned & Pick<CommandContext, 'db' | 'log'>;

/** What to do about a build without what open cases need. */
export const lacksProcedures = (build: string, lacking: readonly Lacking[]): string =>
  refusalText(refusalOf('build.lacksProcedures', { build, lacking }), 'en');

/**
 * Makes a build the current one: new cases begin on it, and every run on another build rolls over to it with its next
 * task. Waits up to `patience` milliseconds for the build's workers to be known.
 * @throws Refused `build.unknown` when no worker of it came, or the one there is gone; `build.lacksProcedures` when
 * open cases run under procedure versions that it does not have, unless `anyway`: their cases then stand still until a
 * build has them, and it is logged.
 */
export async function promote(
  context: Promoting,
  build: string,
  { patience = 30_000, anyway = false }: { readonly patience?: number; readonly anyway?: boolean } = {},
): Promise<void> {
  const {
    client: {
      workflowService,
      options: { namespace },
    },
    taskQueue,
    db,
    log,
  } = context;
  const lacking = await lackingIn(db, build);
  if (lacking.length > 0) {
    const told = lacksProcedures(build, lacking);
    if (!anyway) throw new Refused('build.lacksProcedures', { build, lacking });
    log.error({ build, procedures: lacking.map(each => each.procedure) }, told);
  }
  for (const end = Date.now() + patience; ; await pause(250)) {
    const builds = await readBuilds(context);
    const found = builds.find(each => each.id === build);
    if (found?.isCurrent) return;
    // Without a worker its cases would wait for ever.
    if (found?.hasWorker) {
      try {
        await workflowService.setWorkerDeploymentCurrentVersion({
          namespace,
          deploymentName: taskQueue,
          buildId: build,
          identity: 'shixian',
        });
        return;
      } catch (error) {
        // Known to one part of the server, not yet to another; or the old build serves something that this one does not
        // yet.
        if (!hasGrpcStatus(error, grpcStatus.notFound, grpcStatus.failedPrecondition) || Date.now() > end) throw error;
      }
    }
    if (Date.now() > end) {
      const known = builds.map(({ id, hasWorker }) => ({ build: id, hasWorker }));
      throw new Refused('build.unknown', { found: build, known });
    }
  }
}

/**
 * Where no build is current, as on a Temporal that lost everything it knew, makes the newest one at work the current
 * one: cases that start from their logs would wait for ever otherwise. Returns whether one is current.
 */
export async function ensureCurrent(context: Promoting): Promise<boolean> {
  const builds = await readBuilds(context);
  if (builds.some(each => each.isCurrent)) return true;
  const found = builds.find(each => each.hasWorker);
  if (!found) return false;
  await promote(context, found.id, { anyway: true });
  context.log.warn({ build: found.id }, 'no build was current: the one at work is now');
  return true;
}
