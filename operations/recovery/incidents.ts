import type { CommandRow } from '../../db/commands/command-row.ts';
import { type NotedIncident, notedIncidents } from '../../db/operations/incidents.ts';
import { clearIncidents, noteIncident } from '../../db/operations/note-incident.ts';
import type { CommandContext } from '../../commands/context.ts';
import { differenceOf, runningRun } from '../repair/diff-with-temporal.ts';
import { failingRuns } from './failing.ts';
import { millisecondsPerDay } from '../../domain/calendar/day.ts';

/** Runs looked at in one round, at most. */
const most = 1_000;
/** Milliseconds for which a forged act of a case that has ended is told: no repair starts such a case. */
const keptMs = 7 * millisecondsPerDay;

/**
 * Notes the runs whose workflow tasks keep failing, as Temporal lists them, and takes back what no longer holds: events
 * that are written now, acts that are answered, runs that run. Every worker does it once a minute; what acts meet they
 * note at once.
 */
export async function lookForIncidents(context: CommandContext): Promise<void> {
  const failing = new Set<string>();
  for await (const { workflowId, runId } of failingRuns(
    context,
    ['WorkflowTaskFailed', 'WorkflowTaskTimedOut'],
    most,
  )) {
    if (failing.size === most) break;
    failing.add(workflowId);
    await noteIncident(
      context.db,
      workflowId,
      'cannotDecide',
      `its workflow tasks keep failing: ${(await lastFailure(context, { workflowId, runId })) ?? 'no answer in time'}`,
    );
  }
  for (const incident of await notedIncidents(context.db)) {
    if (!(await holds(context, incident, failing))) await clearIncidents(context.db, incident.caseId, [incident.kind]);
  }
}

/**
 * Notes why an act has no answer though the recovery loop brought it to the run, if the run's workflow task failed
 * since it was asked: its code throws outside of what is checked before an act is taken, or its reply is larger than
 * Temporal takes.
 */
export async function noteFailedTask(
  context: CommandContext,
  { caseId, askedAt }: Pick<CommandRow, 'caseId' | 'askedAt'>,
): Promise<void> {
  const failure = await lastFailure(context, { workflowId: caseId }, askedAt);
  if (failure !== undefined)
    await noteIncident(context.db, caseId, 'cannotDecide', `a workflow task failed at an act: ${failure}`);
}

/**
 * Why the latest failed workflow task of a run failed, among its last events. A run never sees personal data, so this
 * may be told.
 */
async function lastFailure(
  { client }: CommandContext,
  execution: { readonly workflowId: string; readonly runId?: string },
  since = 0,
): Promise<string | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution,
    maximumPageSize: 20,
  });
  for (const { eventTime, workflowTaskFailedEventAttributes: failed } of history?.events ?? []) {
    if (failed && Number(eventTime?.seconds ?? 0) * 1_000 >= since - 1_000)
      return failed.failure?.message ?? 'without a message';
  }
  return undefined;
}

async function holds(
  context: CommandContext,
  { caseId, kind, isOpen, hasUnanswered, seenAt }: NotedIncident,
  failing: ReadonlySet<string>,
): Promise<boolean> {
  switch (kind) {
    case 'databaseBehind':
    case 'eventNotWritten':
      return (await differenceOf(context, caseId)) !== undefined;
    // An act at which the run's code throws waits until it is answered or given up.
    case 'cannotDecide':
      return failing.has(caseId) || hasUnanswered;
    // The case goes on by itself, so an administrator would hear nothing of it: they take it away (`startFromLog`).
    case 'forged':
      return isOpen || hasUnanswered || seenAt > Date.now() - keptMs;
    case 'withoutRun':
      return isOpen && (await runningRun(context.client, caseId)) === undefined;
  }
}
