import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from '../commands/context.ts';
import { listen, type Listening } from '../db/listen.ts';
import { describeError } from '../telemetry/safe-error.ts';

/** What is worked off page by page, and how it is told that there is something. */
export interface Work {
  /** The channel of the database that tells that there is something. */
  readonly channel: string;
  /** Milliseconds after which it is looked at without a notice. */
  readonly lookMs: number;
  /** What the log calls it: `letters`, `calls`. */
  readonly name: string;
  /** Takes a page and works it off. Returns how much there was: it is called again until there is nothing. */
  readonly page: () => Promise<number>;
}

/**
 * Works off what there is, as soon as the database tells that there is something, and by itself every `lookMs`. Any
 * number of processes may do so. A page that fails is left for the next look.
 */
export function workOnNotice(
  { db, log }: Pick<CommandContext, 'db' | 'log'>,
  { channel, lookMs, name, page }: Work,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let kick = new AbortController();
  let listening: Listening | undefined;
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      kick = new AbortController();
      try {
        listening ??= await listen(db, channel, {
          onNotice: () => kick.abort(),
          onLost: () => {
            listening = undefined;
          },
        });
        while (!stopping.signal.aborted && (await page()) > 0);
      } catch (error) {
        log.warn({ fault: describeError(error) }, `${name} failed`);
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
