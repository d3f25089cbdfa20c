import { silent, type Progress } from '../stack/progress.ts';
import { Closing } from './closing.ts';

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

/** Ctrl-C or SIGTERM came while things were brought up. */
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

/** Runs one part of a start, and begins none after an interruption. */
export type Step = Progress['stage'];

/**
 * Runs a program until it is interrupted: `start` opens what it needs and registers how each part is closed. Whatever
 * ends it, all that was opened is closed again, so that a start that fails half-way ends the process.
 * @param start calls `failed` when a part fails later
 * @param stopping is called before what runs is closed
 */
export async function runUntilInterrupted(
  start: (opened: {
    readonly closing: Closing;
    readonly step: Step;
    readonly failed: (error: unknown) => void;
  }) => Promise<void>,
  stopping: () => void,
): Promise<void> {
  const closing = new Closing();
  const stopped = interrupted();
  const { promise: failure, reject: failed } = Promise.withResolvers<never>();
  failure.catch(() => undefined);
  const progress = untilInterrupted(silent, stopped);
  try {
    await start({ closing, step: (name, work) => progress.stage(name, work), failed });
    await Promise.race([stopped, failure]);
    stopping();
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    await closing.close();
  }
}
