import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../../domain/refusal.ts';
import { readBuilds, type Build } from './builds.ts';
import type { CommandContext } from '../../commands/context.ts';
import { moveCase, type Moved } from './move-case.ts';
import { describeError } from '../../telemetry/safe-error.ts';

export interface Moving {
  /** Cases a second at most. */
  readonly rate?: number;
  /** Cases in all at most. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Told after each case. */
  readonly onMoved?: (caseId: string, moved: Moved | 'failed') => void;
}

/** What was done, and how many runs were still on another build when all were looked at. */
export interface MoveReport {
  readonly to: string;
  readonly moved: Readonly<Record<Moved | 'failed', number>>;
  readonly left: number;
}

/**
 * Moves the open cases of other builds to the current one, at a bounded rate. What is left after a limit, an abort or a
 * kill is found again by the next call: what is to be moved is read from Temporal each time.
 * @throws Refused `build.noneCurrent` when no build is current or the current one has no worker
 */
export async function moveCases(context: CommandContext, moving: Moving = {}): Promise<MoveReport> {
  const builds = await readBuilds(context);
  const current = builds.find(each => each.isCurrent);
  if (!current?.hasWorker) {
    throw new Refused('build.noneCurrent', { found: current?.id ?? null });
  }
  const moved = await moveEach(context, elsewhere(context.taskQueue, current.id), builds, moving);
  return { to: current.id, moved, left: await countMovable(context, current.id) };
}

/**
 * Starts again from its log, on the current build, every case whose run is pinned to a build that no worker serves any
 * more. Does nothing while the current build itself has no worker. Returns how many it were.
 */
export async function startOrphaned(context: CommandContext): Promise<number> {
  const builds = await readBuilds(context);
  const gone = builds
    .filter(each => !each.isCurrent && !each.hasWorker)
    .map(each => `"${versionOf(context.taskQueue, each.id)}"`);
  if (gone.length === 0 || !builds.some(each => each.isCurrent && each.hasWorker)) return 0;
  const query = `${runningOn(context.taskQueue)} AND TemporalWorkerDeploymentVersion IN (${gone.join(', ')})`;
  const { startedAgain } = await moveEach(context, query, builds, { rate: 100 });
  if (startedAgain > 0)
    context.log.warn({ cases: startedAgain }, 'their build has no worker any more: started again from their logs');
  return startedAgain;
}

/** In flight at most: each waits for its run. */
const together = 20;

async function moveEach(
  context: CommandContext,
  query: string,
  builds: readonly Build[],
  { rate = 20, limit = Infinity, signal, onMoved = () => {} }: Moving,
): Promise<Record<Moved | 'failed', number>> {
  const to = {
    build: builds.find(each => each.isCurrent)!.id,
    working: new Set(builds.filter(each => each.hasWorker).map(each => each.id)),
  };
  const moved = { rolledOver: 0, startedAgain: 0, noNeed: 0, failed: 0 };
  const flight = new Set<Promise<void>>();
  let begun = 0;
  for await (const { workflowId } of context.client.workflow.list({ query, pageSize: 500 })) {
    if (begun >= limit || signal?.aborted) break;
    begun += 1;
    const one = moveCase(context, workflowId, to)
      .catch((error: unknown) => {
        context.log.warn({ case: workflowId, fault: describeError(error) }, 'case not moved');
        return 'failed' as const;
      })
      .then(what => {
        moved[what] += 1;
        flight.delete(one);
        onMoved(workflowId, what);
      });
    flight.add(one);
    if (flight.size >= together) await Promise.race(flight);
    await pause(1_000 / rate, undefined, signal && { signal }).catch(() => {});
  }
  await Promise.all(flight);
  return moved;
}

const versionOf = (taskQueue: string, build: string): string => `${taskQueue}:${build}`;
const runningOn = (taskQueue: string): string => `ExecutionStatus = "Running" AND TaskQueue = "${taskQueue}"`;
/** Runs that are not on this build. Temporal's list lags behind by a second or so. */
const elsewhere = (taskQueue: string, build: string): string =>
  `${runningOn(taskQueue)} AND (TemporalWorkerDeploymentVersion != "${versionOf(taskQueue, build)}" OR ` +
  'TemporalWorkerDeploymentVersion IS NULL)';

/** How many cases run on a build; without one, how many have not been worked on by any. */
export async function countCases(
  { client, taskQueue }: Pick<CommandContext, 'client' | 'taskQueue'>,
  build?: string,
): Promise<number> {
  const version =
    build === undefined
      ? 'TemporalWorkerDeploymentVersion IS NULL'
      : `TemporalWorkerDeploymentVersion = "${versionOf(taskQueue, build)}"`;
  return (await client.workflow.count(`${runningOn(taskQueue)} AND ${version}`)).count;
}

/** How many runs are on another build than this. */
export async function countMovable(
  { client, taskQueue }: Pick<CommandContext, 'client' | 'taskQueue'>,
  build: string,
): Promise<number> {
  return (await client.workflow.count(elsewhere(taskQueue, build))).count;
}
