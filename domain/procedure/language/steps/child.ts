import { z } from 'zod';
import { calendarDays, type Limit } from '../../../clock/limit.ts';
import { text } from '../../../values.ts';
import { reasons, type NotApplicable, type Reasons } from '../answers.ts';
import type { Condition } from '../condition.ts';
import type { Ending } from '../flow.ts';
import type { Procedure } from '../definition.ts';
import type { Giving } from '../handed-on.ts';
import type { Maybe, Names, Step } from '../step.ts';
import { madeOf } from '../unknown-words.ts';

/** A child that came to no ending of its own. */
type Stopped = { readonly end: 'withdrawn' } | { readonly end: 'terminated'; readonly reasons: Reasons };
/** A form that the applicant has yet to complete. */
type Begun<In, Opens> = Opens extends 'draft' ? Partial<Giving<In>> : Giving<In>;

/** How long a child that opens as a draft waits for its applicant where its procedure does not say: as any draft. */
const usualDraft = calendarDays(90);

/**
 * A case of its own: `draft` waits for the applicant to complete it (their time, `within` or 90 days), `received` is
 * received at once. The flow gets its typed ending, or that it was withdrawn or terminated; a draft that nobody files
 * in time, or that its applicant drops, is withdrawn.
 */
export const child = <
  In,
  P extends string,
  R extends string,
  const O extends 'draft' | 'received',
  const W extends Condition | undefined = undefined,
>(
  procedure: Procedure<In, P, R>,
  declared: { readonly opens: O; readonly when?: W; readonly within?: O extends 'draft' ? Limit : never },
): Step<
  Maybe<W, Ending<P, R> | Stopped, NotApplicable>,
  [call: { readonly form: Begun<In, O>; readonly about?: Reasons }],
  Names<never, never, never, NoInfer<W>, undefined>
> => {
  const { opens, when, within } = declared;
  return madeOf(
    {
      kind: 'child',
      title: procedure.title,
      people: 1,
      mayPauseFor: [],
      may: [],
      child: procedure,
      opens,
      ...(opens === 'draft' && { within: within ?? usualDraft }),
      ...(when && { when }),
      outcome: endingSchema(procedure),
    },
    declared,
    opens === 'draft' ? 'opens when within' : 'opens when',
  );
};

/** The endings that a case of this procedure can come to. */
export function endingSchema(procedure: Pick<Procedure, 'permits' | 'results'>): z.ZodType {
  const permits = Object.keys(procedure.permits);
  const results = Object.keys(procedure.results);
  const byPermit = z.partialRecord(z.enum(permits), reasons);
  return z.union([
    ...(permits.length > 0
      ? [
          z.strictObject({
            end: z.literal('granted'),
            permits: z.array(z.enum(permits)).min(1),
            refusedPermits: byPermit.optional(),
            conditions: byPermit.optional(),
          }),
        ]
      : []),
    ...(results.length > 0
      ? [z.strictObject({ end: z.literal('settled'), result: z.enum(results), reasons: reasons.optional() })]
      : []),
    z.strictObject({ end: z.literal('denied'), reasons }),
    z.strictObject({ end: z.literal('forwardedUp'), to: text(100).optional() }),
    z.strictObject({ end: z.literal('withdrawn') }),
    z.strictObject({ end: z.literal('terminated'), reasons }),
  ]);
}
