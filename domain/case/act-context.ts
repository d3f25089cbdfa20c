import { defined } from '../defined.ts';
import type { Instant } from '../calendar/day.ts';
import type { Actor } from '../values.ts';

/** What brought an act: it goes into the envelope of the act's first event. */
export interface ActSource {
  readonly actor: Actor;
  readonly key?: string;
  /** Of the canonical text that the command's row keeps. */
  readonly digest?: string;
  /** The request that brought it. */
  readonly request?: string;
  /** The event of another case that wrote it. */
  readonly cause?: string;
  /** The version of the engine's rules that a receipt pins, for a log decided once more. Default: the current one. */
  readonly rules?: number;
}

/** Who asks for something, when it was recorded, and when it takes effect (never before the event before it). */
export interface ActContext extends ActSource {
  readonly at: Instant;
  readonly askedAt: Instant;
  /** For what time did at the end of a day (24:00): that day. */
  readonly on?: string;
  /** For what time did: when it was noticed, if late. */
  readonly noticedAt?: Instant;
}

/** The context of an act asked at an instant: it takes effect then, or with the last event if that is later. */
export const contextOf = (
  { actor, key, digest, request, cause, rules }: ActSource,
  askedAt: Instant,
  state: { readonly at: Instant } | undefined,
): ActContext => ({
  actor,
  ...defined({ key, digest, request, cause, rules }),
  askedAt,
  at: Math.max(askedAt, state?.at ?? askedAt),
});
