import type { Kit } from '../schema/kit.ts';
import { keyOf } from '../../commands/submit.ts';
import { actOutside } from '../act/act.ts';
import { requireKnownNames } from '../act/known-names.ts';
import { reasonFrom } from '../act/reasons.ts';
import { NotFound } from '../error/errors.ts';
import { withoutNulls } from '../form/input.ts';
import { answerOpenStep } from './answer.ts';
import { noticeOf } from './notices.ts';
import { stepName } from './outcome.ts';

/** Objections (公示异议): made by whoever is concerned, replied to by both, answered by the unit. */
export function addObjections({ builder, shared, result }: Kit): void {
  builder.objectType('Objection', {
    description: 'An objection to a public notice (公示异议).',
    fields: t => ({
      reason: t.field({ type: 'Reason', resolve: ({ reason }) => reason }),
      concerns: t.field({ type: 'JSON', nullable: true, resolve: ({ concerns }) => concerns }),
      by: t.id({ nullable: true, description: 'Who objects; none where it came on paper.', resolve: ({ by }) => by }),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
      replies: t.field({ type: ['ObjectionReply'], resolve: ({ replies }) => [...replies] }),
    }),
  });
  builder.objectType('ObjectionReply', {
    description: 'What the applicant, or who objected, says to an objection (陈述).',
    fields: t => ({
      of: t.string({ description: 'applicant or objector.', resolve: ({ of }) => of }),
      reason: t.field({ type: 'Reason', resolve: ({ reason }) => reason }),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    }),
  });
  const command = { required: true, description: 'Yours, made anew for each act.' } as const;
  const object = builder.inputType('ObjectToNoticeInput', {
    fields: t => ({
      commandId: t.id(command),
      notice: t.id({ required: true, description: '`PublicNotice.id`.' }),
      reason: t.field({ type: shared.reason, required: true }),
      concerns: t.field({ type: 'JSON', description: 'As `PublicNotice.concernsSchema` describes it.' }),
    }),
  });
  const reply = builder.inputType('ReplyToObjectionInput', {
    fields: t => ({
      commandId: t.id(command),
      notice: t.id({ required: true, description: '`PublicNotice.id`.' }),
      objection: t.id({ required: true, description: '`OwnObjection.objection`, or the name of the step.' }),
      reason: t.field({ type: shared.reason, required: true }),
    }),
  });
  const answer = shared.actInput('AnswerObjectionInput', t => ({
    step: t.id({ required: true, description: 'The objection, such as show:1.' }),
    isUpheld: t.boolean({ required: true, description: 'Whether it stands (成立).' }),
    reasons: t.field({ type: [shared.reason], required: true }),
  }));
  builder.mutationFields(t => ({
    objectToNotice: t.field({
      type: result,
      description: '提出异议: by whoever is concerned and is not the applicant, while the notice runs.',
      args: { input: t.arg({ type: object, required: true }) },
      resolve: async (_root, { input: { commandId, notice, reason, concerns } }, context) => {
        const found = await noticeOf(context, notice);
        if (!found) throw new NotFound('notice');
        const { procedure } = found.case.view;
        const schema = context.procedures.get(procedure)?.steps[stepName(found.it.step)]?.concerns;
        if (schema && context.viewer)
          await requireKnownNames(context, keyOf(context.viewer, commandId), schema, concerns, ['concerns']);
        return actOutside(context, commandId, found.case, {
          type: 'object',
          step: found.it.step,
          reason: reasonFrom(reason),
          ...(concerns != null && { concerns: withoutNulls(concerns) as never }),
        });
      },
    }),
    replyToObjection: t.field({
      type: result,
      description: '陈述: the applicant, or who objected, says what they have to say before the unit answers.',
      args: { input: t.arg({ type: reply, required: true }) },
      resolve: async (_root, { input: { commandId, notice, objection, reason } }, context) => {
        const found = await noticeOf(context, notice);
        if (!found) throw new NotFound('notice');
        return actOutside(context, commandId, found.case, {
          type: 'replyToObjection',
          step: String(objection),
          reason: reasonFrom(reason),
        });
      },
    }),
    answerObjection: t.field({
      type: result,
      description: '异议处理: the unit answers an objection, with its reasons.',
      args: { input: t.arg({ type: answer, required: true }) },
      resolve: (_root, { input: given }, context) =>
        answerOpenStep(context, given, { isUpheld: given.isUpheld, reasons: given.reasons.map(reasonFrom) }),
    }),
  }));
}
