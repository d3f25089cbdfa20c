import type { IncomingMessage } from 'node:http';
import { refusalOf } from '../../../domain/refusal.ts';
import type { Viewer } from '../../viewer/viewer.ts';
import type { Watch } from '../../viewer/watch.ts';
import { HttpRefusal } from '../refusal.ts';
import { refusedToken } from '../sign-in/bearer.ts';
import type { Stay } from '../sign-in/sign-in.ts';
import type { InTurn } from './in-turn.ts';

/** Milliseconds after which who somebody is is asked though nothing is told to them. */
const renewIntervalMs = 60_000;
/** The longest time that a timer of Node takes. */
const longestTimerMs = 2 ** 31 - 1;

/** Somebody who is told things, until their token, session or post ends, they leave, or the process stops. */
export interface Sitting {
  readonly watch: Watch;
  /** Who they are, as they were last asked. */
  viewer(): Viewer;
  /** Ends it once; with a refusal that they are told, or without a word. */
  end(refusal?: HttpRefusal): void;
  /** The refusal by which it ended. */
  endedBy(): HttpRefusal | undefined;
}

export function openSitting(
  { headers }: IncomingMessage,
  { viewer: first, until, renew }: Stay,
  inTurn: InTurn,
  ended: () => void,
): Sitting {
  const ending = new AbortController();
  let viewer = first;
  let reason: HttpRefusal | undefined;
  const end = (refusal?: HttpRefusal): void => {
    if (ending.signal.aborted) return;
    reason = refusal;
    clearTimeout(expiring);
    clearInterval(renewing);
    ending.abort();
    ended();
  };
  const renewNow = async (): Promise<Viewer> => {
    viewer = await inTurn(renew);
    return viewer;
  };
  const expiring = setTimeout(
    () => end(refusedToken(refusalOf('http.tokenExpired', {}))),
    Math.min(until - Date.now(), longestTimerMs),
  );
  const renewing = setInterval(() => {
    // What passes is met by the next change.
    renewNow().catch((error: unknown) => error instanceof HttpRefusal && end(error));
  }, renewIntervalMs);
  const lastEventId = headers['last-event-id'];
  return {
    watch: {
      signal: ending.signal,
      lastEventId: typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : undefined,
      renew: renewNow,
    },
    viewer: () => viewer,
    end,
    endedBy: () => reason,
  };
}
