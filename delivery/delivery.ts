import { foldDeskCounts } from '../db/cases/desk-counts.ts';
import type { Db } from '../db/client.ts';
import { numberCommitted } from '../db/feed/feed.ts';
import { startLoop, type Running } from './loop.ts';

/** Milliseconds between two looks for events that have no position in the feed yet: so late may a reader be. */
const relayIntervalMs = 100;
/** Events that get their positions in one transaction. */
const batchSize = 500;
/** Milliseconds between two foldings of the counts of desks. */
const foldIntervalMs = 10_000;

export interface DeliveryOptions {
  readonly db: Db;
  /** Told of what fails; it is tried again. */
  readonly onError: (error: unknown) => void;
  readonly relayIntervalMs?: number;
}

/**
 * Runs what follows the commits of cases: the relay, which numbers events for those who read all cases in order, and
 * the folding of counts. Any number of processes may run it; one relay at a time numbers.
 */
export function startDelivery({
  db,
  onError,
  relayIntervalMs: intervalMs = relayIntervalMs,
}: DeliveryOptions): Running {
  const loops = [
    startLoop(
      intervalMs,
      async () => ((await numberCommitted(db, batchSize)) === batchSize ? 'more' : 'done'),
      onError,
    ),
    startLoop(foldIntervalMs, async () => await foldDeskCounts(db).then(() => 'done' as const), onError),
  ];
  return {
    async stop() {
      await Promise.all(loops.map(loop => loop.stop()));
    },
  };
}
