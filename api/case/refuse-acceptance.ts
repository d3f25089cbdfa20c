import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 不予受理: the wrong organ; names the right one. */
export function addRefuseAcceptance({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('RefuseAcceptanceInput', t => ({
    reason: t.field({ type: shared.reason, required: true }),
    rightOrgan: t.string({ required: true }),
  }));
  builder.mutationField('refuseAcceptance', t =>
    t.field({
      type: result,
      description: '不予受理: the wrong organ; names the right one.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, {
          type: 'refuseAcceptance',
          reason: reasonFrom(given.reason),
          rightOrgan: given.rightOrgan,
        }),
    }),
  );
}
