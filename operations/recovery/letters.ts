import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from '../../commands/context.ts';
import { claimUnanswered } from '../../db/commands/recovery.ts';
import { letterChannel } from '../../db/letters/letter-rows.ts';
import { listen, type Listening } from '../../db/listen.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { recoverCommand } from './recover-command.ts';

/**
 * Brings what cases write to each other to its receivers, as soon as the database tells that there is something, and by
 * itself every `lookMs`. Any number of processes may do so. What fails once is left to the recovery loop. (P33)
 */
export function startLetters(context: CommandContext, lookMs: number): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let kick = new AbortController();
  let listening: Listening | undefined;
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      kick = new AbortController();
      try {
        listening ??= await listen(context.db, letterChannel, {
          onNotice: () => kick.abort(),
          onLost: () => {
            listening = undefined;
          },
        });
        while (!stopping.signal.aborted && (await bringLetters(context)) > 0);
      } catch (error) {
        context.log.warn({ fault: describeError(error) }, 'letters failed');
      }
      await pause(lookMs, undefined, { signal: AbortSignal.any([stopping.signal, kick.signal]) }).catch(() => {});
    }
    await listening?.stop();
  };
  const working = work();
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
}

/** Takes a page of letters, of each case the oldest, and brings them to their answers. Returns how many. */
async function bringLetters(context: CommandContext): Promise<number> {
  await context.client.withDeadline(Date.now() + 2_000, () => context.client.workflowService.getSystemInfo({}));
  const taken = await claimUnanswered(context.db, { letters: true });
  await Promise.all(taken.map(row => recoverCommand(context, row)));
  return taken.length;
}
