import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { limitFrom } from '../schema/inputs.ts';

/** 特殊程序: a listed one, with written notice and the time needed; pauses the clock of the step. */
export function addStartSpecial({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('StartSpecialProcedureInput', t => ({
    step: t.id({ required: true }),
    special: t.id({ required: true, description: 'One of the list of the procedure.' }),
    takes: t.field({ type: shared.limit, required: true }),
    notice: t.field({ type: shared.document, required: true, description: '特殊程序告知书.' }),
  }));
  builder.mutationField('startSpecialProcedure', t =>
    t.field({
      type: result,
      description: '特殊程序: a listed one, with written notice and the time needed; pauses the clock of the step.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, {
          type: 'startSpecial',
          step: given.step,
          special: given.special,
          takes: limitFrom(given.takes) as Limit,
          notice: given.notice,
        }),
    }),
  );
}
