import { clearIncidents, noteIncident, type NotedIncident, notedIncidents } from '../db/incidents.ts';
import type { CommandContext } from './context.ts';
import { differenceOf, runningRun } from './compare.ts';

/** Runs looked at in one round, at most. */
const most = 1_000;

/**
 * Notes the runs whose workflow tasks keep failing, as Temporal lists them, and takes back what no longer holds: events that are
 * written now, acts that are answered, runs that run. Every worker does it once a minute; what acts meet they note at once.
 */
export async function lookForIncidents(context: CommandContext): Promise<void> {
  const failing = new Set<string>();
  for await (const { workflowId, runId } of context.client.workflow.list({ query: failingOn(context.taskQueue), pageSize: most })) {
    if (failing.size === most) break;
    failing.add(workflowId);
    await noteIncident(context.db, workflowId, 'cannotDecide', `its workflow tasks keep failing: ${await lastFailure(context, workflowId, runId)}`);
  }
  for (const incident of await notedIncidents(context.db)) {
    if (!await holds(context, incident, failing)) await clearIncidents(context.db, incident.caseId, [incident.kind]);
  }
}

/** Temporal lists a run so after its workflow task failed or timed out several times in a row, until one succeeds. */
const failingOn = (taskQueue: string): string =>
  `ExecutionStatus = "Running" AND TaskQueue = "${taskQueue}" AND TemporalReportedProblems IN ("category=WorkflowTaskFailed", "category=WorkflowTaskTimedOut")`;

/** What the run's code threw. A run never sees personal data. */
async function lastFailure({ client }: CommandContext, workflowId: string, runId: string): Promise<string> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({ namespace: client.options.namespace, execution: { workflowId, runId }, maximumPageSize: 20 });
  for (const { workflowTaskFailedEventAttributes: failed, workflowTaskTimedOutEventAttributes: timedOut } of history?.events ?? []) {
    if (failed) return failed.failure?.message ?? 'without a message';
    if (timedOut) return 'no answer in time';
  }
  return 'not in its history';
}

async function holds(context: CommandContext, { caseId, kind, isOpen, hasUnanswered }: NotedIncident, failing: ReadonlySet<string>): Promise<boolean> {
  switch (kind) {
    case 'databaseBehind': case 'eventNotWritten': return await differenceOf(context, caseId) !== undefined;
    // An act at which the run's code throws waits until it is answered or given up.
    case 'cannotDecide': return failing.has(caseId) || hasUnanswered;
    case 'withoutRun': return isOpen && await runningRun(context.client, caseId) === undefined;
  }
}
