import type { Instant } from '../calendar/day.ts';
import { nextTick, tick } from '../case/case.ts';
import type { Environment } from '../case/environment.ts';
import { appendEvents } from './snapshot.ts';
import type { CaseSnapshot } from './protocol.ts';

/**
 * From this many milliseconds on a tick is late: something of ours was down, and acts asked in time may still wait
 * outside.
 */
const late = 2_000;

/** A tick must wait until nobody who asked before it is unanswered. (P11) */
export class TickBlocked extends Error {
  readonly due: Instant;
  /** The case after what was due before it. */
  readonly reached: CaseSnapshot;

  constructor(due: Instant, reached: CaseSnapshot) {
    super(`What is due at ${due} ends a right, or comes late: acts asked before it go first.`);
    this.due = due;
    this.reached = reached;
  }
}

export interface Horizon {
  /** Ticks due before this instant are applied. */
  readonly until: Instant;
  /** The case's time. */
  readonly now: Instant;
  /** No unanswered act was asked up to this instant. */
  readonly clearedUpTo: Instant;
}

/**
 * What time did, each tick at its own due instant, however late it is noticed; how late is in its events. Throws
 * `TickBlocked` before a tick that ends somebody's right, or that comes late, and is not cleared yet.
 */
export function applyDueTicks(
  kept: CaseSnapshot,
  { until, now, clearedUpTo: cleared }: Horizon,
  environment: Environment,
): CaseSnapshot {
  let result = kept;
  for (
    let next = nextTick(result.state, environment);
    next && next.at < until;
    next = nextTick(result.state, environment)
  ) {
    const isLate = now - next.at > late;
    if ((next.endsRight || isLate) && next.at > cleared) throw new TickBlocked(next.at, result);
    const decision = tick(result, environment, isLate ? now : undefined);
    if (decision.events.length === 0)
      throw new Error(`The tick at ${next.at} of case ${kept.caseId} changed nothing: it would come again for ever.`);
    result = appendEvents(result, decision);
  }
  return result;
}

/**
 * When the engine's own act takes effect that an effect outside was waited for: now, but never after what has fallen
 * due meanwhile, however long that took. What is due keeps its own instant.
 */
export const beforeWhatIsDue = ({ state }: CaseSnapshot, now: Instant, environment: Environment): Instant =>
  Math.max(state.at, Math.min(now, nextTick(state, environment)?.at ?? now));
