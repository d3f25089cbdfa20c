import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from '../../commands/context.ts';
import { claimUnanswered } from '../../db/commands/recovery.ts';
import { letterChannel } from '../../db/letters/letter-rows.ts';
import { listen, type Listening } from '../../db/listen.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { recoverCommand } from './recover-command.ts';

/** Cases of batches that one process begins a second, where no setting says otherwise. (P35) */
const usualBatchRate = 20;

/**
 * Brings what cases write to each other to its receivers, as soon as the database tells that there is something, and by
 * itself every `lookMs`. Any number of processes may do so. What fails once is left to the recovery loop. (P33)
 */
export function startLetters(
  context: CommandContext,
  lookMs: number,
  batchRate = usualBatchRate,
): { stop(): Promise<void> } {
  const bucket = new Bucket(batchRate);
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
        while (!stopping.signal.aborted && (await bringLetters(context, bucket)) > 0);
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

/** How many cases may begin now: so many a second, and no more than those of one second at once. */
class Bucket {
  readonly #rate: number;
  #left: number;
  #filledAt = Date.now();

  constructor(rate: number) {
    this.#rate = rate;
    this.#left = rate;
  }

  get left(): number {
    const now = Date.now();
    this.#left = Math.min(this.#rate, this.#left + ((now - this.#filledAt) * this.#rate) / 1_000);
    this.#filledAt = now;
    return Math.floor(this.#left);
  }

  take(cases: number): void {
    this.#left -= cases;
  }
}

/** Letters that are taken at once. */
const page = 20;

/** Takes a page of letters, of each case the oldest, and brings them to their answers. Returns how many. */
async function bringLetters(context: CommandContext, bucket: Bucket): Promise<number> {
  await context.client.withDeadline(Date.now() + 2_000, () => context.client.workflowService.getSystemInfo({}));
  const others = await claimUnanswered(context.db, { letters: 'others', limit: page });
  const limit = Math.min(page, bucket.left);
  const begun = limit > 0 ? await claimUnanswered(context.db, { letters: 'begin', limit }) : [];
  bucket.take(begun.length);
  const taken = [...others, ...begun];
  await Promise.all(taken.map(row => recoverCommand(context, row)));
  return taken.length;
}
