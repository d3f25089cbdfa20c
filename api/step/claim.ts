import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 认领: a person of the unit takes an open step; its clock runs since it was opened. */
export function addClaim({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('ClaimStepInput', t => ({
    step: t.id({ required: true }),
  }));
  builder.mutationField('claimStep', t =>
    t.field({
      type: result,
      description: '认领: a person of the unit takes an open step; its clock runs since it was opened.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => act(context, given, { type: 'claim', step: given.step }),
    }),
  );
}
