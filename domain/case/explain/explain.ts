import { explain } from '../../clock/explain/explain.ts';
import type { Explanation } from '../../clock/explain/explanation.ts';
import { Refused } from '../../refused.ts';
import { factsOf } from '../clocks.ts';
import type { Environment } from '../environment.ts';
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
}

/**
 * Explains a clock of a case from its log alone. Refuses a clock that the case does not have (`clock.unknown`) and one whose end no
 * published calendar reaches (`calendar.unpublished`).
 */
export function explainClock(history: readonly [Moment, ...Moment[]], name: string, environment: Environment): ClockExplanation {
  const state = stateOf(history);
  const clock = clockOf(state, name);
  if (!clock) throw new Refused('clock.unknown', `The case has no clock "${name}"; it has ${state.clocks.map(each => each.clock).join(', ') || 'none'}.`, { details: { found: name, expected: state.clocks.map(each => each.clock) } });
  const pauses = namedPauses(history, clock, environment);
  return {
    ...explain(environment.calendar(clock.calendar), { ...factsOf(clock), pauses }),
    recomputations: recomputationsOf(history, clock, environment),
    holder: holderOf(state, clock, environment),
  };
}
