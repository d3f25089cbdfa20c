import type { z } from 'zod';
import type { DecisionBuilder } from './decision-builder.ts';
import type { Environment } from './environment.ts';
import type { NumberedCase } from './document-builders.ts';
import type { CaseState, ClockState, DocumentState } from './state.ts';
import type { Told } from './tell.ts';

/** What a guard reads: the case, who asks and when, and what the case is decided with. */
export type Asking = Pick<DecisionBuilder, 'state' | 'asked' | 'environment'>;

/** The part of a case that a command is about, where it is not the case as a whole. */
export type NamedKey = 'step' | 'clock' | 'material' | 'instrument' | 'event' | 'permit';
export type Named<C> = Pick<C, Extract<keyof C, NamedKey>>;

/** What stands about a command beside its schema. A command without one of these does not compile. */
interface Rule<C> {
  /** Whether a case that has ended still takes it: what outlives it, such as its instruments and permits. (A12) */
  readonly whenEnded: 'allow' | 'refuse';
  /** Whether a suspended case (中止) takes it: what only the office does waits until it is resumed. */
  readonly whenSuspended: 'allow' | 'refuse';
  /** Records what the command comes to, or throws `Refused` where a rule says no. Pure and synchronous. */
  decide(draft: DecisionBuilder, command: C): void;
}

/** A command that people ask for through the API. */
export interface PeoplesRule<C> extends Rule<C> {
  readonly by: 'people';
  /**
   * Throws `Refused` where the act is not possible whatever it carries: by who asks, when, and how the case stands. It
   * is asked before `decide`, which adds what is wrong with the input; and it answers "may I" without any input.
   */
  guard(asking: Asking, named: Named<C>): void;
}

/** A command of whoever begins a case, of the publication of a calendar or of rules, of another case, of the engine. */
export interface OthersRule<C> extends Rule<C> {
  readonly by: 'beginning' | 'publication' | 'case' | 'engine';
}
export type CommandRule<C> = PeoplesRule<C> | OthersRule<C>;
export type RulesFor<L extends readonly z.ZodType<{ readonly type: string }>[]> = {
  readonly [C in z.output<L[number]> as C['type']]: CommandRule<C>;
};

/** What follows from an event beside the state. An event without one of these does not compile. */
export interface EventConsequences<E> {
  /** The flow may ask somebody for something after it. */
  readonly opensSteps: boolean;
  /** The written documents (文书) that it makes, or `none`. `state` is the case just after the event. */
  documents(event: E, state: NumberedCase): readonly DocumentState[];
  /** Whom it is told to, and what; or `none`. `state` is the case just after the event. */
  notices(event: E, state: CaseState, environment: Environment): readonly Told[];
}

/** What an event makes of a case. An event without one of these does not compile. */
export interface EventFold<E> extends EventConsequences<E> {
  /** The state after the event. Never refuses: what is in the log has happened. */
  evolve(state: CaseState, event: E, environment: Environment): CaseState;
  /**
   * It answers no instrument: it follows from an act that was logged by itself, or is one person's word where the unit
   * needs several.
   */
  readonly isConsequence: boolean;
}
/** The first event of a log makes the state. */
export interface FirstFold<E> extends EventConsequences<E> {
  begin(event: E, environment: Environment): CaseState;
}
export type FoldsFor<L extends readonly z.ZodType<{ readonly type: string }>[]> = {
  readonly [E in z.output<L[number]> as E['type']]: E['type'] extends 'received' ? FirstFold<E> : EventFold<E>;
};

/** The event makes no document, or nobody is told of it. */
export const none = (): readonly never[] => [];

/** What happens when a clock of a kind runs out. */
export interface Expiry {
  /** Whether somebody loses a right by it: acts that were asked before it go first. */
  endsRight(clock: ClockState): boolean;
  expire(draft: DecisionBuilder, clock: ClockState): void;
}
