import { setTimeout as pause } from 'node:timers/promises';
import { reachStragglers } from '../../db/calendars/publication-commands.ts';
import { claimUnanswered } from '../../db/commands/recovery.ts';
import { takeTurn } from '../../db/commands/turns.ts';
import { reachErasureStragglers } from '../../db/erasures/erasure-commands.ts';
import { reachRepinStragglers } from '../../db/directory/repins.ts';
import { finishLeftAdvances } from '../development/advance-time.ts';
import { sweepDrafts } from '../../db/drafts/drafts.ts';
import { ensureCurrent } from '../deployment/builds.ts';
import type { CommandContext } from '../../commands/context.ts';
import { startLetters } from './letters.ts';
import { recoverCommand } from './recover-command.ts';
import { startFailing } from './failing.ts';
import { giveBackClaims } from './give-back-claims.ts';
import { lapseProposals } from './lapse-proposals.ts';
import { startMissing } from './start-missing.ts';
import { writeOverdue } from './write-overdue.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { lookForIncidents } from './incidents.ts';
import { startOrphaned } from '../deployment/move.ts';

export interface RecoveryTimes {
  /** Milliseconds between two looks for unanswered commands. */
  readonly look?: number;
  /**
   * Milliseconds between two looks for cases without a run, with one whose build is gone, or with one that fails task
   * after task.
   */
  readonly sweep?: number;
  /** Milliseconds for which a command is left to whoever took it. */
  readonly after?: number;
  /** Cases of batches that begin in a second. */
  readonly batchRate?: number;
}

/**
 * Finishes what dead callers left, brings the letters of cases to their receivers and publications to their cases, and
 * starts every open case that has no run, or one that no worker serves or that fails. Any number of processes may run
 * it.
 */
export function startRecovery(
  context: CommandContext,
  { look = 1_000, sweep = 60_000, after, batchRate }: RecoveryTimes = {},
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  /** Ends the pauses between sweeps: Temporal was away and is back, and may know less than before. */
  let back = new AbortController();
  const every = async (interval: number, name: string, work: () => Promise<unknown>): Promise<void> => {
    while (!stopping.signal.aborted) {
      let next = interval;
      try {
        await work();
      } catch (error) {
        context.log.warn({ fault: describeError(error) }, `${name} failed`);
        next = Math.min(interval, 5 * look);
      }
      await pause(next, undefined, { signal: AbortSignal.any([stopping.signal, back.signal]) }).catch(() => {});
    }
  };
  const letters = startLetters(context, look, batchRate);
  let away = false;
  const loops = [
    every(look, 'recovery', async () => {
      const before = away;
      away = true;
      await recoverOnce(context, after);
      away = false;
      if (!before) return;
      back.abort();
      back = new AbortController();
    }),
    every(look, 'publication', () => carryOn(context)),
    every(look, 'repinning', () => carryOnRepinning(context)),
    every(look, 'claims', () => giveBackClaims(context)),
    every(5 * look, 'lapse of proposals', () => lapseProposals(context)),
    every(sweep, 'sweep', async () => {
      await reachStragglers(context.db);
      await reachRepinStragglers(context.db);
      await reachErasureStragglers(context.db);
      await startMissing(context);
      await writeOverdue(context);
      await sweepDrafts(context.db);
    }),
    every(sweep, 'moves of time', () => finishLeftAdvances(context)),
    every(sweep, 'sweep of incidents', () => lookForIncidents(context)),
    every(sweep, 'sweep of builds', async () => {
      if (!(await ensureCurrent(context))) throw new Error('no worker polls yet, so no build can be the current one');
      await startOrphaned(context);
      await startFailing(context);
    }),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all([...loops, letters.stop()]);
    },
  };
}

/**
 * Takes the unanswered commands that are due, the oldest of each case, and brings them to their answers. Does nothing
 * while Temporal is away.
 */
export async function recoverOnce(context: CommandContext, after?: number): Promise<number> {
  await context.client.withDeadline(Date.now() + 2_000, () => context.client.workflowService.getSystemInfo({}));
  const taken = await claimUnanswered(context.db, after === undefined ? {} : { after });
  await Promise.all(taken.map(row => recoverCommand(context, row)));
  return taken.length;
}

/**
 * A turn of the publication that runs, if there is one and no other process has it: its next cases count anew. Returns
 * how many.
 */
export const carryOn = (context: CommandContext): Promise<number> =>
  carryOnWith(context, 'publication', reachStragglers);

/** The same of a version of the directory by which roles stand for other units. */
export const carryOnRepinning = (context: CommandContext): Promise<number> =>
  carryOnWith(context, 'repin', reachRepinStragglers);

async function carryOnWith(
  context: CommandContext,
  of: 'publication' | 'repin',
  reach: (db: CommandContext['db']) => Promise<void>,
): Promise<number> {
  await context.client.withDeadline(Date.now() + 2_000, () => context.client.workflowService.getSystemInfo({}));
  const turn = await takeTurn(context.db, of);
  if (turn?.commands.length === 0) await reach(context.db);
  await Promise.all((turn?.commands ?? []).map(row => recoverCommand(context, row)));
  return turn?.commands.length ?? 0;
}
