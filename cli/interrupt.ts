import { interrupted } from '../bin/compose/interruption.ts';

let stopping: AbortController | undefined;

/**
 * Aborted at Ctrl-C or SIGTERM, for a command that ends in order: it then says what it did and returns. A second one
 * ends it at once. A command that does not ask for this ends at the first.
 */
export function stopSignal(): AbortSignal {
  if (stopping === undefined) {
    const controller = new AbortController();
    stopping = controller;
    void interrupted().then(() => {
      console.error('\nStopping … Ctrl-C again ends it at once.');
      controller.abort();
    });
  }
  return stopping.signal;
}

export const wasInterrupted = (): boolean => stopping?.signal.aborted ?? false;
