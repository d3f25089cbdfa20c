import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 撤回: the applicant takes the application back; what was done stays on record. */
export function addWithdraw({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('WithdrawCaseInput', t => ({
    reason: t.field({ type: shared.reason }),
  }));
  builder.mutationField('withdrawCase', t =>
    t.field({
      type: result,
      description: '撤回: the applicant takes the application back; what was done stays on record.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'withdraw', ...(given.reason && { reason: reasonFrom(given.reason) }) }),
    }),
  );
}
