import { z } from 'zod';
import type { Limit } from '../../../clock/limit.ts';
import {
  answerSchema,
  minutesText,
  reasons,
  type Agree,
  type AgreeWithConditions,
  type Deciding,
  type Disagree,
  type ForwardUp,
  type NotApplicable,
  type Reasons,
  type Returned,
  type SatisfiedBy,
} from '../answers.ts';
import type { AnyLimit, Condition } from '../condition.ts';
import { recording } from '../recording.ts';
import { madeOf } from '../unknown-words.ts';
import {
  clockOf,
  type assigned,
  type Clock,
  type Maybe,
  type Names,
  type Recorded,
  type Silence,
  type Step,
} from '../step.ts';

/** An assigned step is not asked without its unit. */
type Who<B extends string> = B extends typeof assigned
  ? [call: { readonly to: string; readonly about?: Reasons }]
  : [call?: { readonly about?: Reasons }];
type When = Condition | undefined;
interface Extras {
  forwardUp: ForwardUp;
  return: Returned;
  notApplicable: NotApplicable;
}

/** What approvals and tasks declare alike. */
interface Work<B, X, M, W, G> {
  readonly by: B;
  /** Materials that come with it: papers that its unit puts on file. */
  readonly gives?: readonly G[];
  readonly post?: string;
  readonly people?: 1 | 2;
  readonly mayPauseFor?: readonly X[];
  readonly may?: readonly M[];
  readonly when?: W;
}

/** A department answers and answers for it. */
export const approval = <
  const B extends string,
  const X extends string = never,
  const K extends string = never,
  const W extends When = undefined,
  const M extends keyof Extras = never,
  const L extends AnyLimit = Limit,
  const G extends string = never,
>(
  title: string,
  declared: Work<B, X, M, W, G> & {
    readonly silence?: Silence;
    readonly satisfiedBy?: string;
    /** 承办、审核、批准: three people, each another, by their posts. */
    readonly trio?: true;
  } & Clock<X, K, L>,
): Step<
  Maybe<W, Agree | AgreeWithConditions | SatisfiedBy | Disagree | Extras[M], NotApplicable>,
  Who<B>,
  Names<NoInfer<X>, NoInfer<K>, NoInfer<G>, NoInfer<W>, NoInfer<L>>
> => {
  const { by, post, silence, satisfiedBy, when, trio, gives, people = 1, mayPauseFor = [], may = [] } = declared;
  const outcome = answerSchema({ silence: silence !== undefined, satisfiedBy: satisfiedBy !== undefined, may });
  return madeOf(
    {
      kind: 'approval',
      title,
      by,
      people: trio ? 3 : people,
      ...(trio && { trio }),
      mayPauseFor,
      may,
      ...clockOf(declared),
      ...(post && { post }),
      ...(when && { when }),
      ...(silence && { silence }),
      ...(satisfiedBy && { satisfiedBy }),
      ...(gives && { gives }),
      outcome,
    },
    declared,
    'by gives post people mayPauseFor may when silence satisfiedBy trio within until special',
  );
};

type Returning<M, Result> = [M] extends [never]
  ? Result
  : (Result & { readonly returned: false }) | { readonly returned: true; readonly reasons: Reasons };
const returned = z.strictObject({ returned: z.literal(true), reasons });

/** Somebody does it and records the result, a zod object. */
export const task = <
  const B extends string,
  R extends z.ZodObject | undefined = undefined,
  const X extends string = never,
  const K extends string = never,
  const W extends When = undefined,
  const M extends 'return' = never,
  const L extends AnyLimit = Limit,
  const G extends string = never,
>(
  title: string,
  declared: Work<B, X, M, W, G> & {
    readonly result?: R;
  } & Clock<X, K, L>,
): Step<
  Maybe<W, Returning<M, Recorded<R>>, NotApplicable>,
  Who<B>,
  Names<NoInfer<X>, NoInfer<K>, NoInfer<G>, NoInfer<W>, NoInfer<L>>
> => {
  const { by, post, when, result, gives, people = 1, mayPauseFor = [], may = [] } = declared;
  return madeOf(
    {
      kind: 'task',
      title,
      by,
      people,
      mayPauseFor,
      may,
      ...clockOf(declared),
      ...(post && { post }),
      ...(when && { when }),
      ...(result && { result }),
      ...(gives && { gives }),
      ...recording(result, record =>
        may.length === 0
          ? record
          : z.discriminatedUnion('returned', [record.extend({ returned: z.literal(false) }), returned]),
      ),
    },
    declared,
    'by gives post people mayPauseFor may when result within until special',
  );
};

/** A person chooses and answers for it; a `switch` over `chose` is exhaustive. */
export const decision = <
  const B extends string,
  const O extends string,
  const X extends string = never,
  const K extends string = never,
  const W extends When = undefined,
  const L extends AnyLimit = Limit,
  const G extends string = never,
>(
  title: string,
  declared: {
    readonly by: B;
    readonly post?: string;
    readonly people?: 1 | 2;
    readonly of: readonly [O, O, ...O[]];
    /** What the public reads of each choice. */
    readonly titles?: { readonly [C in NoInfer<O>]: string };
    readonly mayPauseFor?: readonly X[];
    /** Materials that come with it: papers that its unit puts on file. */
    readonly gives?: readonly G[];
    readonly when?: W;
  } & Clock<X, K, L>,
): Step<
  Maybe<W, { readonly chose: O; readonly reasons: Reasons }, NotApplicable>,
  Who<B>,
  Names<NoInfer<X>, NoInfer<K>, NoInfer<G>, NoInfer<W>, NoInfer<L>>
> => {
  const { by, post, when, of, titles, gives, people = 1, mayPauseFor = [] } = declared;
  return madeOf(
    {
      kind: 'decision',
      title,
      by,
      of,
      people,
      mayPauseFor,
      may: [],
      ...clockOf(declared),
      ...(post && { post }),
      ...(when && { when }),
      ...(titles && { titles }),
      ...(gives && { gives }),
      outcome: z.strictObject({ chose: z.enum(of), reasons }),
    },
    declared,
    'by post people of titles mayPauseFor gives when within until special',
  );
};

/**
 * A meeting or a joint visit: the chair invites with `notice`, each party answers for itself, by its own act and
 * its own clock. It is over when all parties have answered. `minutes` are there if the chair recorded them by then.
 */
export const conference = <
  const Party extends string,
  const X extends string = never,
  const K extends string = never,
  const W extends When = undefined,
  const L extends AnyLimit = Limit,
>(
  title: string,
  declared: {
    readonly chair: string;
    readonly of: readonly [Party, ...Party[]];
    readonly notice: Limit;
    /** By which basis a party that does not come agrees; without it, it has to answer. */
    readonly absent?: Silence;
    /** How many people of each party answer together. */
    readonly people?: 1 | 2;
    readonly mayPauseFor?: readonly X[];
    readonly when?: W;
  } & Clock<X, K, L>,
): Step<
  Maybe<
    W,
    { readonly minutes?: string | undefined; readonly answers: { readonly [I in Party]: Deciding } },
    NotApplicable
  >,
  [call?: { readonly about?: Reasons }],
  Names<NoInfer<X>, NoInfer<K>, never, NoInfer<W>, NoInfer<L>>
> => {
  const { chair, of, notice, absent, when, people = 1, mayPauseFor = [] } = declared;
  const answer = answerSchema({ silence: absent !== undefined, may: ['notApplicable'] });
  const answers = z.strictObject(Object.fromEntries(of.map(party => [party, answer])));
  return madeOf(
    {
      kind: 'conference',
      title,
      by: chair,
      of,
      notice,
      people,
      mayPauseFor,
      may: [],
      ...clockOf(declared),
      ...(when && { when }),
      ...(absent && { silence: absent }),
      partAnswer: answer,
      outcome: z.strictObject({ minutes: minutesText.optional(), answers }),
    },
    declared,
    'chair of notice absent people mayPauseFor when within until special',
  );
};
