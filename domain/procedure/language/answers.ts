import { z } from 'zod';
import { reason, text, type Reason } from '../../values.ts';

export type { Reason };
/** One reason at least: the compiler and the boundary refuse a disagreement, a denial or a return without any. */
export type Reasons = readonly [Readonly<Reason>, ...Readonly<Reason>[]];

export interface Agree {
  readonly answer: 'agree';
  /** The applicant's commitment stands for it (告知承诺): never logged, the driver answers so by itself. */
  readonly onCommitment?: true | undefined;
  /** Silence or absence that agrees, by the basis which the step declares. */
  readonly bySilence?: true | undefined;
}
export interface AgreeWithConditions {
  readonly answer: 'agreeWithConditions';
  readonly conditions: Reasons;
}
/** An earlier shared result stands for the review (区域评估). */
export interface SatisfiedBy {
  readonly answer: 'satisfiedBy';
  readonly reference: string;
}
export interface Disagree {
  readonly answer: 'disagree';
  readonly reasons: Reasons;
}
/** The step's `when` is false, or it was declared as an answer that the department may give. */
export interface NotApplicable {
  readonly answer: 'notApplicable';
}
/** 转报: agreed here, the upper organ decides: the one that is named, else the unit one level above. */
export interface ForwardUp {
  readonly answer: 'forwardUp';
  readonly to?: string | undefined;
}
/** Sent to the wrong unit. */
export interface Returned {
  readonly answer: 'returned';
  readonly reasons: Reasons;
}
export type Agreed = Agree | AgreeWithConditions | SatisfiedBy;
/** The answers that decide. `forwardUp` and `returned` do not: a flow has to deal with them before it joins answers. */
export type Deciding = Agreed | Disagree | NotApplicable;
/** An objection to a public notice (公示异议), and what the unit found. */
export type Objection<Concerns = unknown> = Readonly<Reason> & {
  readonly concerns?: Concerns;
  readonly isUpheld: boolean;
  readonly reasons: Reasons;
};
/** Answers by the name of the branch that gave them. */
export type Answers = Readonly<Record<string, Deciding>>;

export const notApplicable: NotApplicable = Object.freeze({ answer: 'notApplicable' });
/** 即申即享: whoever applies consents by it; never logged. */
export const consentedByApplying = Object.freeze({ lapsed: false });
export const agreedOnCommitment: Agree = Object.freeze({ answer: 'agree', onCommitment: true });

/** The minutes of a meeting: the engine's own text, which no flow makes a reason of. */
export const minutesText = text(20_000);
export const reasons = z.array(reason).min(1).max(20);
const answer = <const A extends string, const S extends z.ZodRawShape>(name: A, shape: S) =>
  z.strictObject({ answer: z.literal(name), ...shape });

/** What may be logged for an approval: its declared answers and no others. */
export function answerSchema(declared: {
  silence?: boolean;
  satisfiedBy?: boolean;
  may?: readonly string[];
}): z.ZodType {
  const may = (extra: string): boolean => declared.may?.includes(extra) ?? false;
  return z.discriminatedUnion('answer', [
    answer('agree', declared.silence ? { bySilence: z.literal(true).optional() } : {}),
    answer('disagree', { reasons }),
    answer('agreeWithConditions', { conditions: reasons }),
    ...(declared.satisfiedBy ? [answer('satisfiedBy', { reference: text(200) })] : []),
    ...(may('forwardUp') ? [answer('forwardUp', { to: text(100).optional() })] : []),
    ...(may('return') ? [answer('returned', { reasons })] : []),
    ...(may('notApplicable') ? [answer('notApplicable', {})] : []),
  ]);
}

/** What a unit finds of an objection, with its reasons. */
export const ruling = z.strictObject({ isUpheld: z.boolean(), reasons });
export const mostObjections = 100;
/** Of them by one person: nobody takes the place of all others. */
export const mostObjectionsOfOne = 5;

/** The reasons of all objections that were upheld, or `undefined` when none was. */
export function reasonsUpheld(objections: readonly Objection[]): Reasons | undefined {
  const [first, ...rest] = objections.filter(each => each.isUpheld).flatMap(each => each.reasons);
  return first && [first, ...rest];
}

const isAnswer = (value: Deciding | Answers): value is Deciding => typeof value.answer === 'string';
const disagrees = (value: Deciding): value is Disagree => value.answer === 'disagree';

/** All reasons of all who disagree, or `undefined` when nobody does. Takes only answers that decide. */
export function reasonsAgainst(answers: Deciding | Answers): Reasons | undefined {
  const all = isAnswer(answers) ? [answers] : Object.values(answers);
  const [first, ...rest] = all.filter(disagrees).flatMap(each => each.reasons);
  return first && [first, ...rest];
}

/** The names of those who disagree, in the order in which they were asked. */
export const whoDisagree = <const A extends Answers>(answers: A): readonly (keyof A & string)[] =>
  Object.keys(answers).filter(name => disagrees(answers[name]!));

/** Guard: it agrees, be it with conditions or by an earlier result. */
export const agreed = <A extends { readonly answer: string }>(value: A): value is Extract<A, Agreed> =>
  value.answer === 'agree' || value.answer === 'agreeWithConditions' || value.answer === 'satisfiedBy';

/** Guard: the step was asked, its `when` held. */
export const applies = <A extends object>(value: A): value is Exclude<A, NotApplicable> =>
  !('answer' in value && value.answer === 'notApplicable');

/** Guard: the ending (of a child, or of the case in `afterwards`) is a grant. */
export const granted = <E extends { readonly end: string }>(
  ending: E,
): ending is Extract<E, { readonly end: 'granted' }> => ending.end === 'granted';
