import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { serverBusy } from './unavailable.ts';

/** For each millisecond that the work of a turn took, so many are left to others before the next. */
const leftToOthers = 2;
const longestPauseMs = 100;
/** Requests that wait for a turn at once: each holds its body. */
const maxWaiting = 200;

/**
 * Makes the function that waits for a turn of the event loop of its own. Requests of nobody in particular begin one
 * after the other, and leave two thirds of the time to who is signed in, however many come at once. Beyond the most
 * that may wait it throws HttpRefusal (503).
 */
export function createTurns(): () => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async () => {
    if (waiting >= maxWaiting) throw serverBusy();
    waiting += 1;
    const mine = last;
    last = mine.then(async () => {
      await setImmediate();
      const began = performance.now();
      // The work that was begun in the turn stands between these two.
      await setImmediate();
      await pause(Math.min((performance.now() - began) * leftToOthers, longestPauseMs));
    });
    await mine;
    waiting -= 1;
    await setImmediate();
  };
}
