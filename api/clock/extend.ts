import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { limitFrom } from '../schema/inputs.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 延期: before the limit ends, once; the reason is told to the applicant. */
export function addExtend({ builder, enums, shared, result }: ActKit): void {
  const input = shared.actInput('ExtendLimitInput', t => ({
    clock: t.field({ type: enums.extendable, required: true }),
    by: t.field({ type: shared.limit, required: true }),
    reason: t.field({ type: shared.reason, required: true }),
  }));
  builder.mutationField('extendLimit', t =>
    t.field({
      type: result,
      description: '延期: before the limit ends, once; the reason is told to the applicant.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, {
          type: 'extend',
          clock: given.clock,
          by: limitFrom(given.by) as Limit,
          reason: reasonFrom(given.reason),
        }),
    }),
  );
}
