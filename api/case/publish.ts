import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 双公示: the decision is published. */
export function addPublish({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('PublishDecisionInput', t => ({
    where: t.string({ required: true }),
  }));
  builder.mutationField('publishDecision', t =>
    t.field({
      type: result,
      description: '双公示: the decision is published.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => act(context, given, { type: 'publish', where: given.where }),
    }),
  );
}
