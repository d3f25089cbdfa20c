import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../commands/context.ts';
import { describeError } from '../telemetry/safe-error.ts';

/** Repeats `work` until it is stopped, at once while there is more. What fails is logged and tried again. */
export function repeat(
  { log }: { readonly log: Log },
  name: string,
  intervalMs: number,
  work: () => Promise<boolean>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const isMore = await work().catch((error: unknown) => {
        log.warn({ fault: describeError(error) }, `${name} failed and is tried again`);
        return false;
      });
      if (!isMore) await pause(intervalMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
