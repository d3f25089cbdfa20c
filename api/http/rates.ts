import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refusalOf } from '../../domain/refusal.ts';
import type { HttpRefusals } from '../../domain/refusals/request.ts';
import { lengthOf, pathOf, stopReading } from './body.ts';
import { isFilesPath } from './files/paths.ts';
import { callerAddress } from './caller-address.ts';
import { HttpRefusal } from './refusal.ts';
import { cookieOf, sessionCookie } from './sign-in/cookies.ts';

/** Points a second and process. A request costs one, and one more for each 64 KiB of its body, but for files. */
export interface RateOptions {
  /** Of all requests from one address. */
  readonly perAddress: number;
  /** Of requests from one address without a token or a session. */
  readonly anonymous: number;
  /** Of requests that are signed in as one person, by whatever token or session. */
  readonly perPerson: number;
  /** Proxies whose `x-forwarded-for` is believed. */
  readonly trustedProxies: BlockList;
}

export interface Rates {
  /** Refuses a request by its head alone while its caller is beyond a rate; undefined takes it. */
  refusalOf(request: IncomingMessage): HttpRefusal | undefined;
  /** Counts a request for its address. Throws HttpRefusal beyond the rate. */
  count(request: IncomingMessage): Promise<void>;
  /** Counts a request for the person who is signed in. Throws HttpRefusal beyond the rate. */
  countFor(person: string, request: IncomingMessage): Promise<void>;
}

const bytesPerPoint = 65_536;
/** Refusals are held back until their second is over, and by up to as much again; those of large bodies by more. */
const spreadMs = 1_000;
const spreadOfLargeMs = 5_000;
/** A larger body is not read when its request is refused; the connection is closed instead. */
const bytesReadOn = 16_384;

/** Bounds how often callers ask, by what this process saw of them in the last second. */
export function createRates({ perAddress, anonymous, perPerson, trustedProxies }: RateOptions): Rates {
  const addresses = new Rate('address', perAddress);
  const unsigned = new Rate('anonymous', anonymous);
  const people = new Rate('person', perPerson);
  const placesOf = (request: IncomingMessage): readonly (readonly [Rate, string])[] => {
    const address = callerAddress(request, trustedProxies);
    return isSigned(request)
      ? [[addresses, address]]
      : [
          [unsigned, address],
          [addresses, address],
        ];
  };
  return {
    refusalOf(request) {
      for (const [rate, key] of placesOf(request)) {
        const waitMs = rate.waitMsOf(key);
        if (waitMs > 0) return refuse(request, rate, waitMs);
      }
      return undefined;
    },
    async count(request) {
      for (const [rate, key] of placesOf(request)) await spend(request, rate, key);
    },
    countFor: (person, request) => spend(request, people, person),
  };
}

const isSigned = ({ headers }: IncomingMessage): boolean =>
  headers.authorization !== undefined || cookieOf(headers.cookie, sessionCookie) !== undefined;

/** A file goes to the store as it comes: how many come at once is bounded elsewhere. */
const pointsOf = (request: IncomingMessage): number =>
  isFilesPath(pathOf(request)) ? 1 : 1 + Math.floor(lengthOf(request) / bytesPerPoint);

async function spend(request: IncomingMessage, rate: Rate, key: string): Promise<void> {
  const waitMs = await rate.spend(key, pointsOf(request));
  if (waitMs > 0) throw beyond(rate, waitMs, spreadMs);
}

function refuse(request: IncomingMessage, rate: Rate, waitMs: number): HttpRefusal {
  const isShort = request.headers['transfer-encoding'] === undefined && lengthOf(request) <= bytesReadOn;
  if (isShort) {
    // Dropped as it comes: pieces that wait while the refusal is held take a hundred times their size.
    request.resume();
    return beyond(rate, waitMs, spreadMs);
  }
  stopReading(request);
  return beyond(rate, waitMs, spreadOfLargeMs, { connection: 'close' });
}

const beyond = (
  { of, most }: Rate,
  waitMs: number,
  spread: number,
  headers: Readonly<Record<string, string>> = {},
): HttpRefusal =>
  new HttpRefusal(
    429,
    'RATE_EXCEEDED',
    refusalOf('http.rateExceeded', { of, most }),
    { ...headers, 'retry-after': String(Math.ceil(waitMs / 1_000)) },
    // Spread, or all that were refused would be answered, and asked again, in the same moment.
    waitMs + Math.random() * spread,
  );

/** One rate, with the keys that are beyond it until their second is over: those are refused by their heads. */
class Rate {
  readonly of: HttpRefusals['http.rateExceeded']['of'];
  readonly most: number;
  readonly #limiter: RateLimiterMemory;
  readonly #untilOf = new Map<string, number>();

  constructor(of: Rate['of'], most: number) {
    this.of = of;
    this.most = most;
    this.#limiter = new RateLimiterMemory({ points: most, duration: 1 });
  }

  /** Milliseconds for which the key is beyond the rate; 0 for none. */
  waitMsOf(key: string): number {
    return Math.max((this.#untilOf.get(key) ?? 0) - performance.now(), 0);
  }

  /** Spends points and gives the milliseconds to wait; 0 where they were there. */
  async spend(key: string, points: number): Promise<number> {
    try {
      await this.#limiter.consume(key, points);
      return 0;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const waitMs = Math.max(error.msBeforeNext, 1);
      if (!this.#untilOf.has(key)) setTimeout(() => this.#untilOf.delete(key), waitMs).unref();
      this.#untilOf.set(key, performance.now() + waitMs);
      return waitMs;
    }
  }
}
