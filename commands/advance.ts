import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { readCase, setTimeOffset } from '../db/cases.ts';
import { dayOf } from '../domain/calendar/day.ts';
import { Refused } from '../domain/refused.ts';
import type { CommandContext } from './context.ts';
import { ensureRunning } from './ensure-running.ts';
import { environmentOf } from './environment.ts';

const dayLength = 86_400_000;
/** Milliseconds for the whole journey, which costs about a tenth of a second for each tick on the way. */
const patience = 60_000;

/** Development only: puts a case's time ahead by working days of its calendar, to the same time of day. Returns the milliseconds gained. */
export async function advance(context: CommandContext, caseId: string, workingDays: number): Promise<number> {
  const record = await readCase(context.db, caseId);
  if (!record) throw new Refused('case.unknown', `Found no case ${caseId}.`);
  const calendar = environmentOf(context, record.view.procedure).calendar(record.view.calendar);
  const today = dayOf(Date.now() + record.timeOffset);
  return await advanceBy(context, caseId, (calendar.addWorkingDays(today, workingDays) - today) * dayLength);
}

/**
 * Development only: puts a case's time ahead by milliseconds, with everything that is due on the way done and written down.
 * The run's time is skipped by the server; the case keeps the offset, for acts and for later runs. One at a time, and no
 * acts meanwhile: the server then skips over what is due, and the case does it late.
 */
export async function advanceBy(context: CommandContext, caseId: string, milliseconds: number): Promise<number> {
  const record = await readCase(context.db, caseId);
  if (!record) throw new Refused('case.unknown', `Found no case ${caseId}.`);
  if (record.view.closed) throw new Refused('case.ended', `The case ${caseId} is closed: time does nothing to it any more.`);
  if (milliseconds <= 0) throw new Refused('time.notAhead', `Found ${milliseconds} ms, expected a time ahead.`);
  await ensureRunning(context, caseId);
  const before = await lead(context.client, caseId);
  await fastForward(context.client, caseId, milliseconds);
  const gained = await lead(context.client, caseId) - before;
  await setTimeOffset(context.db, caseId, record.timeOffset + gained);
  return gained;
}

const executionOf = ({ options }: Client, workflowId: string) => ({ namespace: options.namespace, workflowExecution: { workflowId } });

async function fastForward(client: Client, caseId: string, milliseconds: number): Promise<void> {
  const id = randomUUID();
  const duration = { seconds: Math.floor(milliseconds / 1_000), nanos: (milliseconds % 1_000) * 1_000_000 };
  const { workflowService } = client;
  await workflowService.updateWorkflowExecutionOptions({
    ...executionOf(client, caseId),
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: duration as never }, maxSessionSkipCount: 100_000 } },
    updateMask: { paths: ['time_skipping_config'] },
  });
  const end = Date.now() + patience;
  const poll = () => workflowService.pollWorkflowExecutionTimeSkipping({ ...executionOf(client, caseId), fastForwardId: id });
  await client.withDeadline(end, poll);
}

/** By how many milliseconds the run's clock is ahead of ours. */
async function lead(client: Client, workflowId: string): Promise<number> {
  const { workflowExtendedInfo } = await client.workflowService.describeWorkflowExecution({ namespace: client.options.namespace, execution: { workflowId } });
  const current = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return current ? Number(current.seconds) * 1_000 + Math.floor((current.nanos ?? 0) / 1_000_000) - Date.now() : 0;
}
