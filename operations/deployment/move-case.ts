import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { RollingOver, RollOverUpdate } from '../../domain/host/protocol.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning, terminate } from '../../commands/ensure-running.ts';

const rollOver: RollOverUpdate = 'rollOver';

/** Milliseconds for a run's answer, and for its next run to be there. */
const patienceMs = 10_000;
const breathMs = 200;

/**
 * What the move of one case came to: it rolled over with all that it kept, or it was started again from its log, or
 * there was nothing to move.
 */
export type Moved = 'rolledOver' | 'startedAgain' | 'noNeed';

/** Where a run is: on which build, if it is decided already. */
interface Place {
  readonly runId: string;
  readonly build: string | undefined;
}

async function placeOf({ client }: CommandContext, caseId: string): Promise<Place | undefined> {
  try {
    const { status, runId, raw } = await client.workflow.getHandle(caseId).describe();
    if (status.name !== 'RUNNING') return undefined;
    return { runId, build: raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/**
 * Brings a case to the current build. Its run is told to look for itself, and rolls over by continue-as-new with its
 * folded state; where no worker answers for its build any more, the run is ended and the case starts again from its
 * log. Either way nothing is lost: what a caller was told is written by him, what he was not told is asked again by the
 * same id.
 */
export async function moveCase(
  context: CommandContext,
  caseId: string,
  to: { readonly build: string; readonly working: ReadonlySet<string> },
): Promise<Moved> {
  const before = await placeOf(context, caseId);
  if (before?.build === to.build) return 'noNeed';
  if (
    before &&
    (before.build === undefined || to.working.has(before.build)) &&
    (await rolledOver(context, caseId, before))
  )
    return 'rolledOver';
  if (before) await terminate(context, caseId, before.runId, `no worker of the build ${before.build ?? '(none)'}`);
  await ensureRunning(context, caseId);
  return 'startedAgain';
}

async function rolledOver(context: CommandContext, caseId: string, before: Place): Promise<boolean> {
  const { client } = context;
  const end = Date.now() + patienceMs;
  const handle = client.workflow.getHandle(caseId, before.runId);
  while (Date.now() < end) {
    try {
      // No id of ours: a run that did not yet know of the new build is asked once more.
      const { isDue } = await client.withDeadline(end, () => handle.executeUpdate<RollingOver, []>(rollOver));
      if (isDue) break;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) break;
    }
    await pause(breathMs);
  }
  while (Date.now() < end) {
    const place = await placeOf(context, caseId);
    // A run that ended without a next one: its case is closed, or starts again from its log.
    if (!place) await ensureRunning(context, caseId);
    if (place?.runId !== before.runId) return true;
    await pause(breathMs);
  }
  return false;
}
