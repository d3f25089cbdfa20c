import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import type { Limits } from '../../api/http/limits.ts';
import type { RateOptions } from '../../api/http/rates.ts';
import type { Endpoints } from '../../bin/compose/services.ts';

/** What the API's process is told to begin with. */
export interface Began extends Endpoints {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JSONWebKeySet;
  readonly limits: Partial<Limits>;
  /** How often callers may ask; not bounded if left out. */
  readonly rates?: Omit<RateOptions, 'trustedProxies'> & { readonly trustedProxies: string };
}

/** What its event loop went through since it was last watched. */
export interface Watched {
  /** Milliseconds of processor time in the longest turn of the loop. */
  readonly turn: number;
  /**
   * Milliseconds that the loop was late at most, by the clock: what callers feel, and what a loaded machine lengthens.
   */
  readonly delay: number;
  /** Bytes of memory that the process has had at most since it began. */
  readonly peakMemory: number;
}

export interface ApiProcess {
  readonly port: number;
  readonly pid: number;
  /** Watches its loop while something is done to it. */
  watched<T>(during: () => Promise<T>): Promise<{ readonly found: T; readonly watched: Watched }>;
  stop(): Promise<void>;
}

/**
 * Starts the API in a process of its own, so that whoever attacks it does not hold up its event loop.
 * @param execArgv options of Node for it.
 */
export async function startApiProcess(began: Began, execArgv: readonly string[] = []): Promise<ApiProcess> {
  const child = fork(join(import.meta.dirname, 'api.ts'), { serialization: 'json', execArgv: [...execArgv] });
  const ended = once(child, 'exit');
  const told = async <T>(message: Began | 'tell'): Promise<T> => {
    const answer = once(child, 'message') as Promise<[T]>;
    child.send(message);
    return await Promise.race([
      answer.then(([given]) => given),
      ended.then(([code]): never => {
        throw new Error(`The API's process ended with ${String(code)}.`);
      }),
    ]);
  };
  const { port } = await told<{ port: number }>(began);
  return {
    port,
    pid: child.pid ?? 0,
    async watched(during) {
      child.send('watch');
      const found = await during();
      return { found, watched: await told<Watched>('tell') };
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
