import { setTimeout as pause } from 'node:timers/promises';

/** Something that runs until it is stopped; what it is just doing is finished first. */
export interface Running {
  stop(): Promise<void>;
}

/**
 * Repeats `work`, pausing `intervalMs` between two runs; at once while it says that there is more. What it throws is
 * passed to `onError`, and the next run is made after the same pause.
 */
export function startLoop(
  intervalMs: number,
  work: () => Promise<'more' | 'done'>,
  onError: (error: unknown) => void,
): Running {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const result = await work().catch((error: unknown) => {
        onError(error);
        return 'done' as const;
      });
      if (result === 'done') await pause(intervalMs, undefined, { signal: stopping.signal }).catch(() => {});
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
