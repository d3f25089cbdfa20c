import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import {
  finishAdvance,
  keepAdvance,
  leftAdvances,
  readAdvance,
  releaseAdvance,
  takeAdvance,
} from '../../db/operations/advances.ts';
import { type CaseRecord, readCase, setTimeOffset } from '../../db/cases/cases.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { Refused } from '../../domain/refusal.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { environmentOf } from '../../commands/environment.ts';
import { runTime } from '../../commands/run-time.ts';

const dayLength = 86_400_000;
/** Milliseconds for the whole journey, which costs about a tenth of a second for each tick on the way. */
const patience = 60_000;
/** Runs that may be replaced on the way before somebody asks again. */
const most = 5;

/** A move of a case's time, with the caller's key: the same again is the same move. */
export interface Move {
  readonly key: string;
  readonly caseId: string;
  readonly workingDays: number;
}

/** Whether the case's time is there, somebody else is at it, or the key was used for another move. */
export type Moved = 'arrived' | 'underWay' | 'differs';

/**
 * Development only: puts a case's time ahead by working days of its calendar, to the same time of day. Where it leads
 * is kept before anything moves, so the same key again goes on from wherever the time stands, also after a restart or
 * with another run, and does nothing once it is done.
 */
export async function advance(context: CommandContext, { key, caseId, workingDays }: Move): Promise<Moved> {
  const { db } = context;
  if (!(await readAdvance(db, key))) {
    const { timeOffset, view } = await movable(context, caseId);
    await context.calendars.load([view.calendar]);
    const calendar = environmentOf(context, view.procedure).calendar(view.calendar);
    const today = dayOf(Date.now() + timeOffset);
    const milliseconds = (calendar.addWorkingDays(today, workingDays) - today) * dayLength;
    const { offset } = await runTime(context.client, caseId);
    await keepAdvance(db, { key, caseId, workingDays, milliseconds, targetOffset: offset + milliseconds });
  }
  const kept = await readAdvance(db, key);
  if (kept?.caseId !== caseId || kept.workingDays !== workingDays) return 'differs';
  return await carryOut(context, key);
}

/**
 * Development only: puts a case's time ahead by milliseconds, with everything that is due on the way done and written
 * down. The run's time is skipped by the server; the case keeps the offset, for acts and for later runs. One at a time,
 * and no acts meanwhile: the server then skips over what is due, and the case does it late.
 */
export async function advanceBy(context: CommandContext, caseId: string, milliseconds: number): Promise<void> {
  await movable(context, caseId);
  if (milliseconds <= 0) throw new Refused('time.notAhead', { found: milliseconds });
  const { offset } = await runTime(context.client, caseId);
  // Written down as any other move: meanwhile the run's time is ahead of what the database can know.
  const key = `engine:${randomUUID()}`;
  await keepAdvance(context.db, { key, caseId, workingDays: 0, milliseconds, targetOffset: offset + milliseconds });
  await carryOut(context, key);
}

/** Goes on with the moves whose callers are gone. Returns how many arrived. */
export async function finishLeftAdvances(context: CommandContext): Promise<number> {
  let arrived = 0;
  for (const key of await leftAdvances(context.db)) {
    if ((await carryOut(context, key)) === 'arrived') arrived += 1;
  }
  return arrived;
}

async function carryOut(context: CommandContext, key: string): Promise<Moved> {
  const { db } = context;
  if (!(await takeAdvance(db, key))) return (await readAdvance(db, key))?.done ? 'arrived' : 'underWay';
  try {
    const { caseId, targetOffset } = (await readAdvance(db, key))!;
    await move(context, caseId, targetOffset);
    await finishAdvance(db, key);
    return 'arrived';
  } catch (error) {
    await releaseAdvance(db, key);
    throw error;
  }
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
 * Moves the case's time to where it is to be, whichever run it has. A run that takes the place of another begins with
 * the offset that the database has: what the former one had gained is gone through again.
 */
async function move(context: CommandContext, caseId: string, targetOffset: number): Promise<void> {
  const { client, db } = context;
  for (let tries = 0; tries < most; tries += 1) {
    await ensureRunning(context, caseId);
    const before = await runTime(client, caseId);
    if (before.isRunning && targetOffset > before.offset)
      await fastForward(client, caseId, targetOffset - before.offset);
    const after = await runTime(client, caseId);
    if (after.chain !== before.chain && after.isRunning) continue;
    // Clocks went on while the way was gone.
    await setTimeOffset(db, caseId, after.offset);
    if (!after.isRunning || targetOffset - after.offset < patience) return;
  }
  throw new Error(`The run of ${caseId} was replaced ${most} times while its time was moved.`);
}

/** Skips the time of a run. Whatever is due on the way happens in the run. */
export async function fastForward(client: Client, workflowId: string, milliseconds: number): Promise<void> {
  const id = randomUUID();
  const duration = { seconds: Math.floor(milliseconds / 1_000), nanos: (milliseconds % 1_000) * 1_000_000 };
  const execution = { namespace: client.options.namespace, workflowExecution: { workflowId } };
  const { workflowService } = client;
  await workflowService.updateWorkflowExecutionOptions({
    ...execution,
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id, duration: duration as never },
        maxSessionSkipCount: 100_000,
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await client.withDeadline(Date.now() + patience, () =>
    workflowService.pollWorkflowExecutionTimeSkipping({ ...execution, fastForwardId: id }),
  );
}
