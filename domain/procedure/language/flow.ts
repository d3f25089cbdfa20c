import type { Reasons } from './answers.ts';
import type { PersonalName } from './personal.ts';
import type { Call } from './step.ts';

/**
 * What a flow can wait for. The classes are the brand: nobody else can make one, so a foreign yield does not compile,
 * and is a defect should it happen all the same.
 */
export class Ask {
  readonly step: string;
  readonly call: Call;
  constructor(step: string, call: Call) {
    this.step = step;
    this.call = call;
  }
  declare private readonly brand: never;
}
export class Join {
  readonly how: 'all' | 'race' | 'each';
  readonly names: readonly string[];
  readonly begin: (index: number) => Iterable<Want, unknown, unknown>;
  constructor(how: Join['how'], names: readonly string[], begin: Join['begin']) {
    this.how = how;
    this.names = names;
    this.begin = begin;
  }
  declare private readonly brand: never;
}
export type Want = Ask | Join;

/** A wait, or several in order. An iterable, not a generator: waited for twice it asks twice. */
export type Flow<T> = Iterable<Want, T, unknown>;

/** What the decision came to. Personal data never occurs in it. */
export type Ending<P extends string = string, R extends string = string> =
  | Granted<P>
  | Denied
  | ForwardedUp
  | Settled<R>;
export interface Granted<P extends string = string> {
  readonly end: 'granted';
  readonly permits: readonly P[];
  /** Permits that their own answer refused, while others were granted. */
  readonly refusedPermits?: Readonly<Record<string, Reasons>>;
  /** Conditions under which a permit was agreed to. */
  readonly conditions?: Readonly<Record<string, Reasons>>;
}
export interface Denied {
  readonly end: 'denied';
  readonly reasons: Reasons;
}
/** 转报: to an organ that is none of the directory, or to the unit of the lead's role one level above. */
export interface ForwardedUp {
  readonly end: 'forwardedUp';
  readonly to?: string | undefined;
}
export interface Settled<R extends string = string> {
  readonly end: 'settled';
  readonly result: R;
  readonly reasons?: Reasons;
}

/** What followed the decision. Revoked beats reopened beats closed. */
export type Closing<P extends string = string, Form = unknown> =
  | { readonly closing: 'closed' }
  | { readonly closing: 'revoked'; readonly permits: readonly P[]; readonly reasons: Reasons }
  | {
      readonly closing: 'reopened';
      readonly form: Form;
      /** Where personal fields of the new case are not those of this one by the same names. */
      readonly personal?: Readonly<Record<string, PersonalName>>;
    };
