import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 特殊程序结束: its result; the clock of the step runs again. */
export function addEndSpecial({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('EndSpecialProcedureInput', t => ({
    step: t.id({ required: true }),
    result: t.string({ required: true }),
  }));
  builder.mutationField('endSpecialProcedure', t =>
    t.field({
      type: result,
      description: '特殊程序结束: its result; the clock of the step runs again.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'endSpecial', step: given.step, result: given.result }),
    }),
  );
}
