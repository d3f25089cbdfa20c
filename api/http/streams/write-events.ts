import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** A comment: it keeps proxies from closing a silent connection, and finds out that the other side has gone. */
const heartbeat = ':\n\n';

export interface Beat {
  readonly everyMs: number;
  /** Time that a reader has to take what was sent, before the connection is cut. */
  readonly patienceMs: number;
}

/**
 * Writes server-sent events for as long as there are any, with heartbeats between them. The next one is only asked for
 * when the last one was taken, so a slow reader costs one event of memory; one that takes nothing is cut.
 */
export async function writeEvents(
  response: ServerResponse,
  events: AsyncIterable<string>,
  { everyMs, patienceMs }: Beat,
): Promise<void> {
  const beating = setInterval(() => {
    if (!response.writableNeedDrain) response.write(heartbeat);
  }, everyMs);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    response.write(heartbeat);
    for await (const event of events) {
      if (response.destroyed) return;
      if (!response.write(event) && !(await isTaken(response, patienceMs, gone.signal))) return;
    }
    response.end();
  } finally {
    clearInterval(beating);
  }
}

/** Waits until what was sent is taken; cuts the connection after its patience. */
async function isTaken(response: ServerResponse, patienceMs: number, gone: AbortSignal): Promise<boolean> {
  const cutting = setTimeout(() => response.destroy(), patienceMs);
  try {
    await once(response, 'drain', { signal: gone });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(cutting);
  }
}
