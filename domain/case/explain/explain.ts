import { orUndefinedIfUnpublished } from '../../calendar/unpublished.ts';
import type { Instant } from '../../calendar/day.ts';
import { attributionOf, type Attribution } from '../../clock/attribution.ts';
import { spentOf } from '../../clock/clock.ts';
import { explain } from '../../clock/explain/explain.ts';
import type { Explanation } from '../../clock/explain/explanation.ts';
import { markedAsOf } from '../../clock/explain/so-far.ts';
import { Refused } from '../../refusal.ts';
import { factsOf, isDayEndOf } from '../clocks.ts';
import type { Environment } from '../environment.ts';
import { sharedBy } from '../shared-clock.ts';
import { clockOf } from '../state.ts';
import { type Moment, stateOf } from './history.ts';
import { holderOf, type Holder } from './holder.ts';
import { namedPauses } from './pauses.ts';
import { type Recomputation, recomputationsOf } from './recomputations.ts';

/** The due of a case's clock, how it came about, and whose time it is now. */
export interface ClockExplanation extends Explanation {
  /** Every change of the due since the clock was started. */
  readonly recomputations: readonly Recomputation[];
  readonly holder: Holder;
  /** Of the clocks that all branches share: who held each day counted so far. */
  readonly attribution?: Attribution;
}

/** When, and by whom, an explanation is read. */
export interface Reading {
  readonly now?: Instant;
  /** What an official wrote is for the party and the office, not for whoever has a query code. */
  readonly withoutFreeText?: boolean;
}

/**
 * Explains a clock of a case from its log alone, as of `now` (or of its last event), or of when the clock was stopped.
 * Refuses a clock that the case does not have (`clock.unknown`) and one whose end no published calendar reaches
 * (`calendar.unpublished`).
 */
export function explainClock(
  history: readonly [Moment, ...Moment[]],
  name: string,
  environment: Environment,
  { now, withoutFreeText = false }: Reading = {},
): ClockExplanation {
  const state = stateOf(history);
  const clock = clockOf(state, name);
  if (!clock) throw new Refused('clock.unknown', { found: name, expected: state.clocks.map(each => each.clock) });
  const calendar = environment.calendar(clock.calendar);
  const at = clock.stoppedAt ?? Math.max(state.at, now ?? state.at);
  const isDayEnd = isDayEndOf(state, clock, at);
  const explanation = explain(calendar, {
    ...factsOf(clock),
    pauses: namedPauses(history, clock, environment, withoutFreeText),
  });
  // A reader who comes when no calendar answers any more is told what is due, and not how far it was.
  const spent = orUndefinedIfUnpublished(() => spentOf(calendar, factsOf(clock), at, isDayEnd));
  const shared =
    clock.kind === 'promise' || clock.kind === 'statutory' ? sharedBy(state, clock, environment) : undefined;
  return {
    ...(spent
      ? markedAsOf(calendar, explanation, { at, isDayEnd, stopped: clock.stoppedAt !== undefined, spent })
      : explanation),
    recomputations: recomputationsOf(history, clock, environment, withoutFreeText),
    holder: holderOf(state, clock, environment),
    ...(spent &&
      shared && { attribution: attributionOf(calendar, shared.facts, shared.branches, shared.lead, at, isDayEnd) }),
  };
}
