import { defined } from '../../defined.ts';
import type { z } from 'zod';
import type { Limit } from '../../clock/limit.ts';
import type { Charge } from './money.ts';
import { upperName } from '../../directory/roles.ts';
import type { Reasons } from './answers.ts';
import { isPlain, type AnyLimit, type Condition, type OnDate, type Per } from './condition.ts';
import type { Procedure } from './definition.ts';

export type Kind =
  | 'approval'
  | 'task'
  | 'decision'
  | 'applicant'
  | 'conference'
  | 'event'
  | 'publicNotice'
  | 'wait'
  | 'effect'
  | 'child';

/** The flow names the unit when it asks: `steps.contact({ to: unit })`. */
export const assigned = 'assigned';

/**
 * The unit of a role one level above the one that plays it in the place of the case: of the township's the district's,
 * of the district's the city's.
 */
export const upper = <const R extends string>(role: R extends 'lead' | typeof assigned ? never : R): `upper.${R}` =>
  upperName<R>(role);

/** A step as data: what the engine, the guide and the authorisation read, without running the flow. */
export interface StepDefinition {
  readonly kind: Kind;
  readonly title: string;
  /** The role that acts, `'lead'`, or `'assigned'`: named by the flow. Absent where no office acts. */
  readonly by?: string;
  /** Who in the unit. */
  readonly post?: string;
  /** Its own share, from being opened: of a wait or public notice its length, of an event when it expires. */
  readonly within?: Limit;
  /** Instead of `within`, where the share depends on the form. `Open.within` holds the one that applies. */
  readonly withinBy?: Per | OnDate;
  /** Due with this milestone of the procedure. */
  readonly until?: string;
  /** Its whole time is this special procedure's and not counted. */
  readonly special?: string;
  /** The special procedures by which it may be paused. */
  readonly mayPauseFor: readonly string[];
  /** The extra answers that it declares: `forwardUp`, `return`, `notApplicable`. */
  readonly may: readonly string[];
  /** How many people have to answer for it together, each by an act of their own. */
  readonly people: 1 | 2 | 3;
  /** The three are 承办、审核、批准: whoever prepares, reviews and approves, by their posts. */
  readonly trio?: true;
  readonly when?: Condition;
  /** The basis by which silence, or absence from a conference, agrees. */
  readonly silence?: Silence;
  /** The earlier shared result that may stand for it. */
  readonly satisfiedBy?: string;
  /** What a decision chooses from, or the parties of a conference. */
  readonly of?: readonly string[];
  /** What the public reads of each choice of a decision. */
  readonly titles?: Readonly<Record<string, string>>;
  /** How long before it a conference is convened. */
  readonly notice?: Limit;
  /** Materials that the applicant brings with it. */
  readonly gives?: readonly string[];
  /** What the applicant pays, in fen, and what allows it. */
  readonly fee?: { readonly charges: readonly Charge[]; readonly basis: string };
  /** The registered implementation that an effect calls, and what it is called with. */
  readonly calls?: string;
  readonly takes?: z.ZodType;
  /** The author's part of the outcome. */
  readonly result?: z.ZodType;
  /** What a child is a case of, and how it begins. */
  readonly child?: Procedure;
  readonly opens?: 'draft' | 'received';
  /** Of a public notice: what an objection is about, and how long the unit has to answer one. */
  readonly concerns?: z.ZodType;
  readonly answered?: Limit;
  /** Of a conference or a notice: exactly what a party may answer, or the unit to an objection. */
  readonly partAnswer?: z.ZodType;
  /** What is answered at the boundary, where that differs from what is logged: personal values, not their names. */
  readonly asked?: z.ZodType;
  /** Exactly what may be logged for it. */
  readonly outcome: z.ZodType;
}

export interface Silence {
  readonly agrees: true;
  readonly basis: string;
}
/** Silence that agrees cannot be written without its basis. */
export const silenceAgrees = (basis: string): Silence => Object.freeze({ agrees: true, basis });

/** What the flow says when it asks a step. */
export interface Call {
  readonly to?: string;
  readonly about?: Reasons;
  readonly form?: unknown;
  readonly input?: unknown;
}

/** Carries types that have no value; never present. */
export declare const types: unique symbol;
/** The names that a step relies on: each has to be declared in its procedure. */
export interface Names<
  X extends string = string,
  K extends string = string,
  MK extends string = string,
  When = unknown,
  Within = unknown,
> {
  readonly special: X;
  readonly milestone: K;
  readonly material: MK;
  readonly when: When;
  readonly within: Within;
}
/** A step as its author declares it: `Out` is what the flow gets, `Args` what it has to say. */
export interface Step<
  Out = unknown,
  Args extends readonly unknown[] = readonly unknown[],
  N = Names,
> extends StepDefinition {
  readonly [types]?: { readonly out: Out; readonly args: Args; readonly names: N };
}
/** The constraint on steps; not `Step` itself, or inference would walk through `NoInfer` by way of it. */
export interface StepShape<N> {
  readonly kind: Kind;
  readonly [types]?: { readonly names: N };
}

/** One clock a step: its own share, a milestone's due, or a special procedure's time. Exactly one compiles. */
export type Clock<X, K, L> =
  | { readonly within: L; readonly until?: never; readonly special?: never }
  | { readonly until: K; readonly within?: never; readonly special?: never }
  | { readonly special: X; readonly within?: never; readonly until?: never };

/** What is asked only under a condition may turn out not to apply. */
export type Maybe<W, Out, None> = W extends undefined ? Out : Out | None;

export type DeepReadonly<T> = T extends string | number | boolean | bigint | symbol | null | undefined
  ? T
  : T extends readonly unknown[]
    ? { readonly [I in keyof T]: DeepReadonly<T[I]> }
    : T extends object
      ? { readonly [I in keyof T]: DeepReadonly<T[I]> }
      : T;

/** The author's part of an outcome; nothing where none was declared. */
export type Recorded<R> = R extends z.ZodType ? DeepReadonly<z.output<R>> : {};

/** The definition's clock fields, from what an author wrote. */
export function clockOf(declared: {
  within?: AnyLimit | undefined;
  until?: string | undefined;
  special?: string | undefined;
}): Pick<StepDefinition, 'within' | 'withinBy' | 'until' | 'special'> {
  const { within, until, special } = declared;
  return {
    ...(within && (isPlain(within) ? { within } : { withinBy: within })),
    ...defined({ until, special }),
  };
}
