import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 终止: the lead unit ends an application, with reasons. */
export function addTerminate({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('TerminateCaseInput', t => ({
    reasons: t.field({ type: [shared.reason], required: true }),
  }));
  builder.mutationField('terminateCase', t =>
    t.field({
      type: result,
      description: '终止: the lead unit ends an application, with reasons.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'terminate', reasons: given.reasons.map(reasonFrom) }),
    }),
  );
}
