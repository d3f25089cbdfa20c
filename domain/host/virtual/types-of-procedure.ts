import type { Procedure } from '../../procedure/language/definition.ts';
import type { Deciding } from '../../procedure/language/answers.ts';
import type { Personal } from '../../procedure/language/personal.ts';
import type { types } from '../../procedure/language/step.ts';
import type { AnyProcedure } from '../../procedure/procedure.ts';
import type { Json } from '../../values.ts';

/** The fields of a procedure's form in which a case differs from the example; undefined leaves a field out. */
export type FormOf<P> =
  P extends Procedure<infer In>
    ? unknown extends In
      ? Readonly<Record<string, Json | undefined>>
      : { readonly [K in keyof In]?: In[K] | undefined }
    : never;

/** The names that were declared, without the index signature that every procedure has. */
type Declared<T> = keyof { [K in keyof T as string extends K ? never : K]: true } & string;

/** The names of a procedure's steps. */
type StepName<P extends AnyProcedure> = [Declared<P['steps']>] extends [never] ? string : Declared<P['steps']>;

/**
 * A step as it is asked in a case: by its name, its branch and its turn, such as `recheck@fire#2`; of a conference by
 * the party, such as `visit:planning`.
 */
export type StepId<P extends AnyProcedure> = StepName<P> | `${StepName<P>}${'@' | '#' | ':'}${string}`;

type NameOf<Id> = Id extends `${infer Name}@${string}` ? Name : Id extends `${infer Name}#${string}` ? Name : Id;
type OutOf<S> = S extends { readonly [types]?: { readonly out: infer Out } } ? Out : unknown;

/** What people say where the flow gets a name: the personal value itself. */
type Told<T> = T extends Personal
  ? Json
  : T extends readonly unknown[]
    ? { readonly [I in keyof T]: Told<T[I]> }
    : T extends object
      ? { readonly [I in keyof T]: Told<T[I]> }
      : T;

/** What a conference comes to. */
interface Met {
  readonly minutes?: string | undefined;
  readonly answers: Readonly<Record<string, Deciding>>;
}
/** Said where somebody answers for all parties of a conference. */
interface AnsweredByItsParties {
  readonly 'each party answers for itself, as step:party': never;
}

/** What may be answered to a step: what the flow gets for it. */
export type AnswerTo<P extends AnyProcedure, Id> = Id extends `${string}:${string}`
  ? Deciding
  : [Extract<OutOf<P['steps'][NameOf<Id> & string]>, Met>] extends [never]
    ? OwnAnswerTo<P, Id>
    : AnsweredByItsParties;
type OwnAnswerTo<P extends AnyProcedure, Id> =
  unknown extends OutOf<P['steps'][NameOf<Id> & string]> ? Json : Told<OutOf<P['steps'][NameOf<Id> & string]>>;
