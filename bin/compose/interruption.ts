import type { Progress } from '../stack/progress.ts';

/**
 * Milliseconds within which two signals are one: the terminal sends Ctrl-C to all of its processes, and npm passes on
 * its own to its script.
 */
const asOne = 100;

/** Resolves at Ctrl-C or SIGTERM; a second one ends at once. */
export function interrupted(): Promise<void> {
  return new Promise(done => {
    let first: number | undefined;
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        first ??= performance.now();
        if (performance.now() - first > asOne) process.exit(130);
        done();
      });
    }
  });
}

/** Ctrl-C came while things were brought up. */
export class Interrupted extends Error {}

/**
 * A progress whose stages begin only while nobody has interrupted: what is under way is finished, so that it can be
 * stopped in order.
 * @throws Interrupted where a stage would begin afterwards
 */
export function untilInterrupted(progress: Progress, stopped: Promise<void>): Progress {
  let over = false;
  void stopped.then(() => {
    over = true;
  });
  return {
    say: line => {
      progress.say(line);
    },
    async stage(name, work) {
      if (over) throw new Interrupted(`Interrupted before: ${name}.`);
      return await progress.stage(name, work);
    },
  };
}
