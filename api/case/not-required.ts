import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 不受理: no licence is needed; on the day of receipt, with the reason. */
export function addNotRequired({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('FindNotRequiredInput', t => ({
    reason: t.field({ type: shared.reason, required: true }),
  }));
  builder.mutationField('findNotRequired', t =>
    t.field({
      type: result,
      description: '不受理: no licence is needed; on the day of receipt, with the reason.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'notRequired', reason: reasonFrom(given.reason) }),
    }),
  );
}
