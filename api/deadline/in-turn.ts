import { setImmediate } from 'node:timers/promises';

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs costly calculations of all requests one after the other, each in a turn of the event loop of its own: requests
 * that cost nothing are answered in between.
 */
export function inTurn<T>(calculate: () => T): Promise<T> {
  const mine = last.then(() => setImmediate()).then(calculate);
  last = mine.catch(() => undefined);
  return mine;
}
