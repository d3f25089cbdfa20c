import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Check } from '../../../telemetry/readiness.ts';
import { fetchBounded } from './fetch-bounded.ts';

/** The public keys by which tokens are checked. */
export interface IssuerKeys {
  readonly keyOf: JWTVerifyGetKey;
  /** Whether they can be had; without them whoever is signed in is refused, and what is public is served on. */
  readonly check: Check;
  readonly stop: () => void;
}

const refreshIntervalMs = 5 * 60_000;
const timeoutMs = 3_000;

const withCheck = (look: Check['look']): Check => ({ needed: false, look });

/**
 * Holds the issuer's keys. Those at an address are asked for every five minutes, and at once when a token names a key
 * that is not known. While they cannot be had, the last ones hold for `keptMs`.
 */
export function holdIssuerKeys(keys: URL | JSONWebKeySet, keptMs: number): IssuerKeys {
  if (!(keys instanceof URL))
    return {
      keyOf: createLocalJWKSet(keys),
      check: withCheck(() => Promise.resolve(undefined)),
      stop: () => undefined,
    };
  const remote = createRemoteJWKSet(keys, {
    timeoutDuration: timeoutMs,
    cacheMaxAge: keptMs,
    [customFetch]: fetchBounded,
  });
  let isAway = false;
  const refresh = (): Promise<void> =>
    remote.reload().then(
      () => {
        isAway = false;
      },
      () => {
        isAway = true;
      },
    );
  const first = refresh();
  const refreshing = setInterval(() => void refresh(), refreshIntervalMs).unref();
  return {
    keyOf: remote,
    check: withCheck(async () => {
      await first;
      // Asked anew at each look while they are away, so that it is told at once when they are back.
      if (isAway || !remote.fresh) await refresh();
      if (!isAway) return undefined;
      return remote.fresh
        ? "the issuer's keys cannot be had; the last known ones hold"
        : "the issuer's keys cannot be had: nobody can sign in";
    }),
    stop: () => {
      clearInterval(refreshing);
    },
  };
}
