import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { finishAdvance, keepAdvance, readAdvance } from '../../db/operations/advances.ts';
import { type CaseRecord, readCase, setTimeOffset } from '../../db/cases/cases.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { Refused } from '../../domain/refusal.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { environmentOf } from '../../commands/environment.ts';

const dayLength = 86_400_000;
/** Milliseconds for the whole journey, which costs about a tenth of a second for each tick on the way. */
const patience = 60_000;

/** A move of a case's time, with the caller's key: the same again is the same move. */
export interface Move {
  readonly key: string;
  readonly caseId: string;
  readonly workingDays: number;
}

/**
 * Development only: puts a case's time ahead by working days of its calendar, to the same time of day. What was asked
 * is kept before anything moves, so the same key again goes on where it was left, also after a restart, and does
 * nothing once it is done. Returns false when the key was used for another move.
 */
export async function advance(context: CommandContext, { key, caseId, workingDays }: Move): Promise<boolean> {
  const { db, client } = context;
  const repeated = await readAdvance(db, key);
  if (!repeated) {
    const { timeOffset, view } = await movable(context, caseId);
    await context.calendars.load([view.calendar]);
    const calendar = environmentOf(context, view.procedure).calendar(view.calendar);
    const today = dayOf(Date.now() + timeOffset);
    const milliseconds = (calendar.addWorkingDays(today, workingDays) - today) * dayLength;
    await keepAdvance(db, {
      key,
      caseId,
      workingDays,
      milliseconds,
      leadBefore: await lead(client, caseId),
      offsetBefore: timeOffset,
    });
  }
  const kept = repeated ?? (await readAdvance(db, key));
  if (kept?.caseId !== caseId || kept.workingDays !== workingDays) return false;
  if (kept.done) return true;
  // Our clock went on while the way was gone: a way that was gone before is short of it by that.
  await move(
    context,
    caseId,
    kept.milliseconds,
    { lead: kept.leadBefore, offset: kept.offsetBefore },
    repeated ? patience : 0,
  );
  await finishAdvance(db, key);
  return true;
}

/**
 * Development only: puts a case's time ahead by milliseconds, with everything that is due on the way done and written
 * down. The run's time is skipped by the server; the case keeps the offset, for acts and for later runs. One at a time,
 * and no acts meanwhile: the server then skips over what is due, and the case does it late.
 */
export async function advanceBy(context: CommandContext, caseId: string, milliseconds: number): Promise<void> {
  const { timeOffset } = await movable(context, caseId);
  if (milliseconds <= 0) throw new Refused('time.notAhead', { found: milliseconds });
  const before = { lead: await lead(context.client, caseId), offset: timeOffset };
  // Written down as any other move: meanwhile the run's time is ahead of what the database can know.
  const key = `engine:${randomUUID()}`;
  await keepAdvance(context.db, {
    key,
    caseId,
    workingDays: 0,
    milliseconds,
    leadBefore: before.lead,
    offsetBefore: before.offset,
  });
  await move(context, caseId, milliseconds, before);
  await finishAdvance(context.db, key);
}

/** The case, with a run whose time can be moved. */
async function movable(context: CommandContext, caseId: string): Promise<CaseRecord> {
  const record = await readCase(context.db, caseId);
  if (!record) throw new Refused('case.unknown', { found: caseId });
  if (record.view.closed) throw new Refused('case.ended', { found: 'closed' });
  await ensureRunning(context, caseId);
  return record;
}

/**
 * Moves what is still missing of the way, from where the case's time stood when it was asked: all but `nearly` is
 * enough.
 */
async function move(
  { client, db }: CommandContext,
  caseId: string,
  milliseconds: number,
  before: { readonly lead: number; readonly offset: number },
  nearly = 0,
): Promise<void> {
  // A run that was lost since began anew without a lead: what it gained is in the offset.
  const start = await lead(client, caseId);
  const from = Math.min(start, before.lead);
  const missing = milliseconds - (start - from);
  if (missing > nearly) await fastForward(client, caseId, missing);
  await setTimeOffset(db, caseId, before.offset + (await lead(client, caseId)) - from);
}

const executionOf = ({ options }: Client, workflowId: string) => ({
  namespace: options.namespace,
  workflowExecution: { workflowId },
});

async function fastForward(client: Client, caseId: string, milliseconds: number): Promise<void> {
  const id = randomUUID();
  const duration = { seconds: Math.floor(milliseconds / 1_000), nanos: (milliseconds % 1_000) * 1_000_000 };
  const { workflowService } = client;
  await workflowService.updateWorkflowExecutionOptions({
    ...executionOf(client, caseId),
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id, duration: duration as never },
        maxSessionSkipCount: 100_000,
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  const end = Date.now() + patience;
  const poll = () =>
    workflowService.pollWorkflowExecutionTimeSkipping({ ...executionOf(client, caseId), fastForwardId: id });
  await client.withDeadline(end, poll);
}

/** By how many milliseconds the run's clock is ahead of ours. */
async function lead(client: Client, workflowId: string): Promise<number> {
  const { workflowExtendedInfo } = await client.workflowService.describeWorkflowExecution({
    namespace: client.options.namespace,
    execution: { workflowId },
  });
  const current = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return current ? Number(current.seconds) * 1_000 + Math.floor((current.nanos ?? 0) / 1_000_000) - Date.now() : 0;
}
