import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 送达: the results are handed over. */
export function addDeliver({ builder, enums, shared, result }: ActKit): void {
  const input = shared.actInput('DeliverResultInput', t => ({
    how: t.field({ type: enums.delivery, required: true }),
    receipt: t.field({ type: shared.document, required: true, description: '送达回证.' }),
  }));
  builder.mutationField('deliverResult', t =>
    t.field({
      type: result,
      description: '送达: the results are handed over.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'deliver', how: given.how, receipt: given.receipt }),
    }),
  );
}
