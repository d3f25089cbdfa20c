import { Gauge, Registry } from 'prom-client';
import { connectionsOf, type Db } from '../db/client.ts';
import { readStock, type Stock } from '../db/operations/gauges.ts';

/** Milliseconds for which one look at the tables serves every scrape. */
const keptFor = 10_000;

/**
 * What lies in the database, read when somebody scrapes. Every worker tells the same of it: take the maximum, not the
 * sum. While the database is away these are left out, and `shixian_database_up` is 0.
 */
export function databaseGauges(db: Db): Registry {
  const registry = new Registry();
  // Each waits for the one look before it is told.
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        await read();
      },
    });
  const unanswered = gauge(
    'shixian_unanswered_commands',
    'Commands that nobody has answered yet, dead letters not counted',
  );
  const oldest = gauge('shixian_oldest_unanswered_command_seconds', 'Age of the oldest of them');
  const queued = gauge('shixian_feed_queue_events', 'Events that are written and have no position in the feed yet');
  const oldestQueued = gauge('shixian_feed_queue_oldest_seconds', 'Age of the oldest of them');
  const incidents = gauge(
    'shixian_incidents',
    'What keeps a case, or an act on it, from going on until an administrator looks, by kind',
    ['kind'],
  );
  const open = gauge('shixian_open_cases', 'Cases that are not closed');
  const lag = gauge(
    'shixian_projection_lag_seconds',
    'Longest time since a running clock fell due without its breach being written',
  );
  const clocks = gauge(
    'shixian_clocks',
    'Clocks of open cases that run or are paused, by colour and by when they are due',
    ['colour', 'due'],
  );
  const instruments = gauge('shixian_instruments', 'Records of the ladder that are not closed, by level and state', [
    'level',
    'state',
  ]);

  const set = ({
    unanswered: { count, oldestSeconds },
    feedQueue,
    incidents: byKind,
    openCases,
    lagSeconds,
    clocks: byColour,
    instruments: byLevel,
  }: Stock): void => {
    unanswered.set(count);
    oldest.set(oldestSeconds);
    queued.set(feedQueue.count);
    oldestQueued.set(feedQueue.oldestSeconds);
    for (const [kind, number] of Object.entries(byKind)) incidents.set({ kind }, number);
    open.set(openCases);
    lag.set(lagSeconds);
    clocks.reset();
    for (const { colour, due, count: number } of byColour) clocks.set({ colour, due }, number);
    instruments.reset();
    for (const { level, state, count: number } of byLevel) instruments.set({ level, state }, number);
  };

  /** No old figure is told as if it held. */
  const clear = (): void => {
    for (const each of [unanswered, oldest, queued, oldestQueued, open, lag]) each.remove();
    for (const each of [clocks, instruments, incidents]) each.reset();
  };
  let last: { readonly at: number; readonly done: Promise<boolean> } | undefined;
  const look = async (): Promise<boolean> => {
    try {
      set(await readStock(db));
      return true;
    } catch {
      clear();
      return false;
    }
  };
  const read = (): Promise<boolean> => {
    const now = performance.now();
    if (last === undefined || now - last.at > keptFor) last = { at: now, done: look() };
    return last.done;
  };
  new Gauge({
    name: 'shixian_database_up',
    registers: [registry],
    help: 'Whether the tables could be read when this was asked',
    async collect() {
      this.set((await read()) ? 1 : 0);
    },
  });
  return registry;
}

/** Of this process. */
export function connectionGauges(db: Db): Registry {
  const registry = new Registry();
  new Gauge({
    name: 'shixian_database_connections',
    registers: [registry],
    labelNames: ['state'],
    help: 'Connections of this process: busy, idle, and callers who wait for one',
    collect() {
      const { total, idle, waiting } = connectionsOf(db);
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  return registry;
}
