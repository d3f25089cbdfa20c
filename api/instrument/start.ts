import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 督办: a supervisor opens an instrument of the ladder by motion, with a reason. */
export function addStartInstrument({ builder, enums, shared, result }: ActKit): void {
  const input = shared.actInput('StartInstrumentInput', t => ({
    level: t.field({ type: enums.level, required: true }),
    clock: t.id({ required: true, description: 'The clock that it is about, such as promise.' }),
    reason: t.field({ type: shared.reason, required: true }),
    grave: t.boolean({ description: 'L4: to the principal instead of the deputy head.' }),
  }));
  builder.mutationField('startInstrument', t =>
    t.field({
      type: result,
      description: '督办: a supervisor opens an instrument of the ladder by motion, with a reason.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, {
          type: 'startInstrument',
          level: given.level,
          clock: given.clock,
          reason: reasonFrom(given.reason),
          ...(given.grave != null && { grave: given.grave }),
        }),
    }),
  );
}
