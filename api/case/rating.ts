import { badGrades } from '../../domain/case/vocabulary.ts';
import { badReviewForm } from '../../domain/case/capabilities/follow-ups/letters.ts';
import { act } from '../act/act.ts';
import { current } from '../form/names.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import { caseIdOf, visibleCase } from './load-visible-case.ts';
import { defined } from '../../domain/defined.ts';

/** The procedure of the case that a bad rating opens, where the deployment has it. */
const badReview = 'bad-review';

/** 好差评: the applicant rates the service once; a bad rating is looked into in a case of its own. */
export function addRating({ builder, enums, shared, result }: Kit): void {
  builder.objectType('Rating', {
    description: 'What the applicant says of the service (好差评).',
    fields: t => ({
      grade: t.field({ type: enums.grade, resolve: ({ grade }) => grade }),
      remark: t.string({ nullable: true, resolve: ({ remark }) => remark }),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    }),
  });
  builder.objectType('Urging', {
    description: 'The applicant asks what holds the case up (催办).',
    fields: t => ({
      reason: t.field({ type: 'Reason', resolve: ({ reason }) => reason }),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
      answer: t.string({ nullable: true, resolve: ({ answer }) => answer }),
      answeredAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ answeredAt }) => answeredAt }),
    }),
  });
  builder.objectType('Appeal', {
    description: 'A review or a suit against the decision, as the office noted it (复议、诉讼).',
    fields: t => ({
      ground: t.field({ type: enums.annulment, resolve: ({ ground }) => ground }),
      notice: t.string({ description: '文号.', resolve: ({ notice }) => notice }),
      body: t.string({ description: 'Who reviews it (复议机关、法院).', resolve: ({ body }) => body }),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    }),
  });
  const input = shared.actInput('RateCaseInput', t => ({
    grade: t.field({ type: enums.grade, required: true }),
    remark: t.string({}),
  }));
  builder.mutationField('rateCase', t =>
    t.field({
      type: result,
      description:
        '评价: the applicant rates the service, once, from the hand-over on; a bad one opens a case of the procedure ' +
        `${badReview}, where it is offered.`,
      args: { input: t.arg({ type: input, required: true }) },
      resolve: async (_root, { input: { grade, remark, ...given } }, context) => {
        const review = badGrades.includes(grade)
          ? await reviewFor(context, given.caseId, { grade, remark: remark ?? undefined })
          : undefined;
        const command = {
          type: 'rate' as const,
          grade,
          ...defined({ remark, review }),
        };
        return act(context, given, command);
      },
    }),
  );
}

/** The version in force of the procedure for bad ratings, if its form takes what there is to say. */
async function reviewFor(
  context: Context,
  caseId: string,
  rated: { readonly grade: string; readonly remark: string | undefined },
): Promise<string | undefined> {
  const record = await visibleCase(context, caseIdOf(caseId));
  const procedure = current(context.procedures).find(({ name }) => name === badReview);
  if (!record || !procedure) return undefined;
  const { case: id, number } = record.view;
  return procedure.form.safeParse(badReviewForm({ case: id, number, ...rated })).success ? procedure.id : undefined;
}
