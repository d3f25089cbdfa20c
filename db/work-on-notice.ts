import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from './client.ts';
import { listen, type Listening } from './listen.ts';

/** What is worked off page by page, and how it is told that there is something. */
export interface Work {
  /** The channel of the database that tells that there is something. */
  readonly channel: string;
  /** Milliseconds after which it is looked at without a notice. */
  readonly lookMs: number;
  /** Takes a page and works it off. Returns how much there was: it is called again until there is nothing. */
  readonly page: () => Promise<number>;
  /** Told of a page that failed, and of a database that cannot be listened to. */
  readonly onError: (error: unknown) => void;
}

/**
 * Works off what there is, as soon as the database tells that there is something, and by itself every `lookMs`. Any
 * number of processes may do so. A page that fails is left for the next look; a connection that broke is made anew.
 */
export function workOnNotice(db: Db, { channel, lookMs, page, onError }: Work): { stop(): Promise<void> } {
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
        onError(error);
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
