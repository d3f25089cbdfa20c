import type { z } from 'zod';
import type { DecisionBuilder } from './decision-builder.ts';
import type { Environment } from './environment.ts';
import type { CaseState, ClockState } from './state.ts';

/** What stands about a command beside its schema. A command without one of these does not compile. */
export interface CommandRule<C> {
  /**
   * Who may ask for it: people through the API, whoever begins a case, the publication of a calendar, or the engine
   * itself.
   */
  readonly by: 'people' | 'beginning' | 'publication' | 'engine';
  /** Whether a case that has ended still takes it: instruments of L3 and above outlive their case. (A12) */
  readonly whenEnded: 'allow' | 'refuse';
  /** Whether a suspended case (中止) takes it: what only the office does waits until it is resumed. */
  readonly whenSuspended: 'allow' | 'refuse';
  /** Records what the command comes to, or throws `Refused` where a rule says no. Pure and synchronous. */
  decide(draft: DecisionBuilder, command: C): void;
}
export type RulesFor<L extends readonly z.ZodType<{ readonly type: string }>[]> = {
  readonly [C in z.output<L[number]> as C['type']]: CommandRule<C>;
};

/** What follows from an event. An event without one of these does not compile. */
export interface EventFold<E> {
  /** The state after the event. Never refuses: what is in the log has happened. */
  evolve(state: CaseState, event: E, environment: Environment): CaseState;
  /** It follows from an act that was logged by itself, and is no act of the unit: it answers no instrument. */
  readonly isConsequence: boolean;
  /** The flow may ask somebody for something after it. */
  readonly opensSteps: boolean;
}
/** `received` makes the state and is folded by itself: `receive` of the intake. */
export type FoldsFor<L extends readonly z.ZodType<{ readonly type: string }>[]> = {
  readonly [E in Exclude<z.output<L[number]>, { readonly type: 'received' }> as E['type']]: EventFold<E>;
};

/** What happens when a clock of a kind runs out. */
export interface Expiry {
  /** Whether somebody loses a right by it: acts that were asked before it go first. */
  endsRight(clock: ClockState): boolean;
  expire(draft: DecisionBuilder, clock: ClockState): void;
}
