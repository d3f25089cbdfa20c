import type { Deciding, Reasons } from './answers.ts';
import type { Closing, Denied, Flow, ForwardedUp, Granted, Settled } from './flow.ts';
import type { DeepReadonly, types } from './step.ts';

type OutOf<S> = S extends { readonly [types]?: { readonly out: infer Out } } ? Out : never;
type ArgsOf<S> = S extends { readonly [types]?: { readonly args: infer Args extends readonly unknown[] } }
  ? Args
  : never;
/** The steps as the flow asks them. */
export type Asking<S> = { readonly [I in keyof S]: (...call: ArgsOf<S[I]>) => Flow<OutOf<S[I]>> };

/** What both halves of a flow are given. */
interface Given<Form, S, Mo extends string, K extends string> {
  /** The form as it was received; personal fields are references that nobody can look into. */
  readonly form: DeepReadonly<Form>;
  /**
   * Whom the case is for, by their id in the register of parties. An effect that asks a register about the applicant is
   * given this, and never an id that somebody typed into the form.
   */
  readonly applicant: string;
  /** Which of the declared modes this case runs in. */
  readonly modes: { readonly [I in Mo]: boolean };
  readonly steps: Asking<S>;
  /** Marks a milestone: its clock ends when the flow says so, not when a step answers. Again is a no-op. */
  reached(this: void, milestone: K): void;
}

/** What `run` is given. */
export interface Context<
  Form,
  S,
  Mo extends string,
  P extends string,
  R extends string,
  K extends string,
> extends Given<Form, S, Mo, K> {
  /**
   * 先行准予: grants a permit now, where the answer agrees; it is numbered and handed over while the rest goes on. Says
   * whether it did.
   */
  grantEarly(this: void, permit: P, answer?: Deciding): boolean;
  grant(this: void, ...permits: readonly [P, ...P[]]): Granted<P>;
  /** Each permit by its own answer. Nobody agrees: denied with all reasons. Nothing applies at all: a defect. */
  grantEach<const A extends Readonly<Record<string, Deciding>>>(
    this: void,
    answers: A & { readonly [I in keyof A]: I extends P ? Deciding : never },
  ): Granted<P> | Denied;
  deny(this: void, reasons: Reasons): Denied;
  /** Without an organ: the unit of the lead's role one level above decides, and its answer comes back. */
  forwardUp(this: void, to?: string): ForwardedUp;
  settle(this: void, result: R, reasons?: Reasons): Settled<R>;
}

/** What `afterwards` is given: a grant or a settlement has gone before. */
export interface After<Form, S, Mo extends string, P extends string, R extends string, K extends string> extends Given<
  Form,
  S,
  Mo,
  K
> {
  readonly ending: Granted<P> | Settled<R>;
  closed(this: void): Closing<P, never>;
  revoke(this: void, permits: readonly [P, ...P[]], reasons: Reasons): Closing<P, never>;
  /** 回头看 failed: a new linked case with this form. */
  reopen(this: void, form: DeepReadonly<Form>): Closing<P, DeepReadonly<Form>>;
}
