import { setImmediate } from 'node:timers/promises';

/**
 * Makes the function that waits for a turn of the event loop of its own. Requests of nobody in particular begin one a
 * turn, so that whoever is signed in waits for one of them at most, however many come at once.
 */
export function createTurns(): () => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
