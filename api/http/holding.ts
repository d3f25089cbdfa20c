import { setTimeout as pause } from 'node:timers/promises';

/** Answers that a process holds back at once: each keeps a connection, and behind the proxy perhaps a body. */
const maxHeld = 500;

/**
 * Makes the function that holds an answer back. A flood of refused requests then costs one answer for each connection
 * and second, where at once it would cost as many as the caller can send. Beyond the most it holds nothing back.
 */
export function createHolding(): (milliseconds: number) => Promise<void> {
  let held = 0;
  return async milliseconds => {
    if (milliseconds <= 0 || held >= maxHeld) return;
    held += 1;
    await pause(milliseconds);
    held -= 1;
  };
}
