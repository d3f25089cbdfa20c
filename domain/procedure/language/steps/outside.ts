import { z } from 'zod';
import { reason, text } from '../../../values.ts';
import { workingDays, type Limit } from '../../../clock/limit.ts';
import { mostObjections, ruling, type NotApplicable, type Objection, type Reasons } from '../answers.ts';
import type { AnyLimit, Condition } from '../condition.ts';
import type { Asking, Giving } from '../handed-on.ts';
import { type Charge, oneOf } from '../money.ts';
import { personalNames } from '../personal.ts';
import { clockOf, type Maybe, type Names, type Recorded, type Step, type StepDefinition } from '../step.ts';
import { recording } from '../recording.ts';
import { madeOf } from '../unknown-words.ts';

type When = Condition | undefined;
type About = [call?: { readonly about?: Reasons }];
type Lapsing<Result> = (Result & { readonly lapsed: false }) | { readonly lapsed: true };
const nothing = { mayPauseFor: [], may: [], people: 1 } as const;

const lapse = z.strictObject({ lapsed: z.literal(true) });
/** What happened in time, or that time ran out. */
const lapsing = (result: z.ZodObject | undefined) =>
  recording(result, record => z.discriminatedUnion('lapsed', [record.extend({ lapsed: z.literal(false) }), lapse]));

/** The applicant acts, in their own time; when it runs out, `lapsed`. */
export const applicant = <
  R extends z.ZodObject | undefined = undefined,
  const G extends string = never,
  const W extends When = undefined,
  const L extends AnyLimit = Limit,
>(
  title: string,
  declared: { readonly within: L; readonly result?: R; readonly gives?: readonly G[]; readonly when?: W },
): Step<
  Maybe<W, Lapsing<Recorded<R>>, NotApplicable>,
  About,
  Names<never, never, NoInfer<G>, NoInfer<W>, NoInfer<L>>
> => {
  const { result, gives, when } = declared;
  return madeOf(
    {
      kind: 'applicant',
      title,
      ...nothing,
      ...clockOf(declared),
      ...(result && { result }),
      ...(gives && { gives }),
      ...(when && { when }),
      ...lapsing(result),
    },
    declared,
    'within result gives when',
  );
};

/** The conditions of the rows of a table: each row may have another one. */
type WhenIn<C extends Charge> = C extends { readonly when: infer W } ? W : undefined;

/** 缴费: the applicant pays what the basis sets, and brings the receipt; when their time runs out, `lapsed`. */
export const fee = <
  const W extends When = undefined,
  const L extends AnyLimit = Limit,
  const T extends readonly Charge[] = readonly Charge<undefined>[],
>(
  title: string,
  declared: {
    /** In fen; by the form a row for each case of which the first that holds is charged, the last without `when`. */
    readonly amount: number | T;
    /** What allows the fee: without it none is asked. */
    readonly basis: string;
    readonly within: L;
    readonly when?: W;
  },
): Step<
  Maybe<W, Lapsing<{ readonly receipt: string; readonly paid: number }>, NotApplicable>,
  About,
  Names<never, never, never, NoInfer<W> | NoInfer<WhenIn<T[number]>>, NoInfer<L>>
> => {
  const { amount, basis, when } = declared;
  const charges: readonly Charge[] = typeof amount === 'number' ? [{ amount }] : amount;
  const result = z.object({ receipt: text(80), paid: oneOf(charges.map(each => each.amount)) });
  return madeOf(
    {
      kind: 'applicant',
      title,
      ...nothing,
      ...clockOf(declared),
      result,
      fee: { charges, basis },
      ...(when && { when }),
      ...lapsing(result),
    },
    declared,
    'amount basis within when',
  );
};

/** Something outside that may happen; with `expires` it may also lapse. `from`: who tells us. */
export const event = <
  R extends z.ZodObject | undefined = undefined,
  const G extends string = never,
  const W extends When = undefined,
  const L extends AnyLimit | undefined = undefined,
>(
  title: string,
  declared: {
    readonly from: string;
    readonly expires?: L;
    readonly result?: R;
    readonly gives?: readonly G[];
    readonly when?: W;
  },
): Step<
  Maybe<W, L extends undefined ? Recorded<R> : Lapsing<Recorded<R>>, NotApplicable>,
  About,
  Names<never, never, NoInfer<G>, NoInfer<W>, NoInfer<L>>
> => {
  const { from, expires, result, gives, when } = declared;
  return madeOf(
    {
      kind: 'event',
      title,
      by: from,
      ...nothing,
      ...clockOf({ within: expires }),
      ...(result && { result }),
      ...(gives && { gives }),
      ...(when && { when }),
      ...(expires ? lapsing(result) : recording(result)),
    },
    declared,
    'from expires result gives when',
  );
};

/**
 * 公示: published for its whole period. Whoever is concerned objects, the unit answers each objection, and the flow gets
 * all of them with what was found. `concerns` types what an objection is about.
 */
export const publicNotice = <
  const W extends When = undefined,
  const L extends AnyLimit = Limit,
  C extends z.ZodObject | undefined = undefined,
>(
  title: string,
  declared: {
    readonly lasts: L;
    /** The role that receives objections. */
    readonly objection: string;
    /** What an objection is about, beside its reason. */
    readonly concerns?: C;
    /** How long the unit has to answer an objection. Default 5 WD. */
    readonly answered?: Limit;
    readonly when?: W;
  },
): Step<
  Maybe<W, { readonly objections: readonly Objection<Recorded<C>>[] }, NotApplicable>,
  About,
  Names<never, never, never, NoInfer<W>, NoInfer<L>>
> => {
  const { lasts, objection, concerns, answered = workingDays(5), when } = declared;
  const made = z.strictObject({ ...reason.shape, ...(concerns && { concerns: z.strictObject(concerns.shape) }) });
  return madeOf(
    {
      kind: 'publicNotice',
      title,
      by: objection,
      ...nothing,
      ...clockOf({ within: lasts }),
      answered,
      ...(concerns && { concerns: z.strictObject(concerns.shape) }),
      ...(when && { when }),
      partAnswer: ruling,
      outcome: z.strictObject({ objections: z.array(made.extend(ruling.shape)).max(mostObjections) }),
    },
    declared,
    'lasts objection concerns answered when',
  );
};

/** Time passes. */
export const wait = <const L extends AnyLimit>(
  title: string,
  limit: L,
): Step<{ readonly lapsed: true }, [], Names<never, never, never, undefined, NoInfer<L>>> =>
  Object.freeze({ kind: 'wait', title, ...nothing, ...clockOf({ within: limit }), outcome: lapse });

/**
 * A registered implementation is called, again and again until it answers; a failure that matters is in its result. It
 * belongs to the unit `by` names, else to the lead. When its time runs out, `lapsed`: a person takes over.
 */
export const effect = <
  T extends z.ZodObject,
  R extends z.ZodObject,
  const W extends When = undefined,
  const L extends AnyLimit = Limit,
>(
  title: string,
  declared: {
    /** The name under which the deployment registers the implementation. */
    readonly calls: string;
    readonly by?: string;
    readonly takes: T;
    readonly result: R;
    readonly within: L;
    readonly when?: W;
  },
): Step<
  Maybe<W, Lapsing<Recorded<R>>, NotApplicable>,
  [call: { readonly input: Giving<z.input<T>> }],
  Names<never, never, never, NoInfer<W>, NoInfer<L>>
> => {
  const { calls, by = 'lead', takes, result, when } = declared;
  return madeOf(
    {
      kind: 'effect',
      title,
      calls,
      by,
      ...nothing,
      ...clockOf(declared),
      takes,
      result,
      ...(when && { when }),
      ...lapsing(result),
    },
    declared,
    'calls by takes result within when',
  );
};
/** What an effect is given, with the names of what is handed on unread; undefined for what is none. */
export const takenBy = ({ takes }: Pick<StepDefinition, 'takes'>): Asking | undefined =>
  takes && { form: takes, personal: personalNames(takes) };
