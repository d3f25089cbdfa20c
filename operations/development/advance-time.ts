import { randomUUID } from 'node:crypto';
import {
  finishAdvance,
  holdAdvance,
  keepAdvance,
  leftAdvances,
  readAdvance,
  releaseAdvance,
  takeAdvance,
} from '../../db/operations/advances.ts';
import { type CaseRecord, readCase } from '../../db/cases/cases.ts';
import { familyOf } from '../../db/cases/family.ts';
import { millisecondsPerDay, dayOf } from '../../domain/calendar/day.ts';
import { Refused } from '../../domain/refusal.ts';
import type { CommandContext } from '../../commands/context.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { environmentOf } from '../../commands/environment.ts';
import { runTime } from '../../commands/run-time.ts';
import { moveFamily } from './move-family.ts';

/** A move of a case's time, with the caller's key: the same again is the same move. */
export interface Move {
  readonly key: string;
  readonly caseId: string;
  readonly workingDays: number;
}

/** Whether the case's time is there, somebody else is at it, or the key was used for another move. */
export type Moved = 'arrived' | 'underWay' | 'differs';

/**
 * Development only: puts the time of a case, and of those that it is linked to, ahead by working days of its calendar,
 * to the same time of day. Where it leads
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
    const milliseconds = (calendar.addWorkingDays(today, workingDays) - today) * millisecondsPerDay;
    const { offset } = await runTime(context.client, caseId);
    const cases = (await familyOf(db, caseId)).map(({ id }) => id);
    await keepAdvance(db, { key, caseId, cases, workingDays, milliseconds, targetOffset: offset + milliseconds });
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
  const cases = (await familyOf(context.db, caseId)).map(({ id }) => id);
  const targetOffset = offset + milliseconds;
  await keepAdvance(context.db, { key, caseId, cases, workingDays: 0, milliseconds, targetOffset });
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
    await moveFamily(context, caseId, targetOffset, cases => holdAdvance(db, key, cases));
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
