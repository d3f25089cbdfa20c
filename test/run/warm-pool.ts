import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { PoolOptions, PoolWorker, WorkerRequest } from 'vitest/node';

/** A thread that outlives a run of tests: what did not change stays loaded and compiled in it. */
interface WarmThread {
  readonly thread: Worker;
  /** The settings that it was told last: others, as after a filter that somebody typed, are told it anew. */
  config?: unknown;
  /** Files that changed since it ran tests for the last time. */
  readonly changed: Set<string>;
  usedBytes: number;
}

/** Each run leaves some of its modules behind. */
const greatestHeapBytes = 1_000_000_000;
const idle: WarmThread[] = [];
const alive = new Set<WarmThread>();
const known = new WeakSet<readonly string[]>();

/**
 * Threads for `npm run watch`. Vitest ends its threads after each run, and a new one loads and compiles the product
 * from nothing, which takes most of the time between a save and the answer. These threads stay, and forget what
 * changed.
 */
export const warmPool = { name: 'warm', createPoolWorker: (options: PoolOptions) => new WarmWorker(options) };

class WarmWorker implements PoolWorker {
  readonly name = 'warm';
  readonly reportMemory = true;
  readonly #options: PoolOptions;
  readonly #listeners: [event: string, callback: (...args: unknown[]) => void][] = [];
  #warm: WarmThread | undefined;
  #mayStay = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    this.#warm = idle.pop() ?? startThread(this.#options);
    return Promise.resolve();
  }

  on(event: string, callback: (...args: unknown[]) => void): void {
    this.#listeners.push([event, callback]);
    this.#warm?.thread.on(event, callback);
  }

  off(event: string, callback: (...args: unknown[]) => void): void {
    this.#warm?.thread.off(event, callback);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  send(message: WorkerRequest): void {
    const warm = this.#warm;
    if (!warm) return;
    if (message.type === 'start') {
      if (isDeepStrictEqual(warm.config, message.context.config)) return this.#answer('started');
      warm.config = message.context.config;
    } else if (message.type === 'stop') {
      this.#mayStay = true;
      return this.#answer('stopped');
    } else if (message.type === 'run') {
      noteChanges(message.context.invalidates ?? []);
      warm.thread.postMessage({ changed: [...warm.changed] });
      warm.changed.clear();
    }
    warm.thread.postMessage(message);
  }

  /** What the thread would answer if this were its first run, or its last. */
  #answer(type: 'started' | 'stopped'): void {
    setImmediate(() => this.#warm?.thread.emit('message', { __vitest_worker_response__: true, type }));
  }

  async stop(): Promise<void> {
    const warm = this.#warm;
    if (!warm) return;
    for (const [event, callback] of this.#listeners) warm.thread.off(event, callback);
    this.#warm = undefined;
    if (this.#mayStay && warm.usedBytes < greatestHeapBytes) idle.push(warm);
    else await warm.thread.terminate();
  }
}

/** Tells all threads once what changed: one that the next run does not need will be needed later. */
function noteChanges(files: readonly string[]): void {
  if (known.has(files)) return;
  known.add(files);
  for (const warm of alive) for (const file of files) warm.changed.add(file);
}

function startThread({ env, execArgv }: PoolOptions): WarmThread {
  const thread = new Worker(new URL('warm-worker.ts', import.meta.url), { env, execArgv });
  const warm: WarmThread = { thread, changed: new Set(), usedBytes: 0 };
  alive.add(warm);
  thread.on('message', (message: { usedMemory?: number }) => {
    warm.usedBytes = message.usedMemory ?? warm.usedBytes;
  });
  thread.once('exit', () => {
    alive.delete(warm);
    if (idle.includes(warm)) idle.splice(idle.indexOf(warm), 1);
  });
  return warm;
}
