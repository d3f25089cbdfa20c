import { setImmediate } from 'node:timers/promises';

/** Runs a piece of work when its turn comes. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Makes the function that lets so many pieces of work run at once, in the order of asking. Each begins in a turn of the
 * event loop of its own, so that what thousands are told in the same moment does not hold up who asks meanwhile.
 */
export function createInTurn(atOnce: number): InTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async work => {
    if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve));
    else running += 1;
    try {
      await setImmediate();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
