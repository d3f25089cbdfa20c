import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 容缺受理: only tolerable materials are missing, and their supply is promised. */
export function addAcceptTolerantly({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('AcceptTolerantlyInput', t => ({
    missing: t.stringList({ required: true, description: 'The materials that are missing.' }),
    promise: t.field({ type: shared.document, required: true, description: '容缺承诺书.' }),
  }));
  builder.mutationField('acceptTolerantly', t =>
    t.field({
      type: result,
      description: '容缺受理: only tolerable materials are missing, and their supply is promised.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'acceptTolerantly', missing: given.missing, promise: given.promise }),
    }),
  );
}
