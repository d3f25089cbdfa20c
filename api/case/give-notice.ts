import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 一次性告知: every defect at once; a second notice only for what was newly supplied. */
export function addGiveNotice({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('GiveNoticeInput', t => ({
    defects: t.field({ type: [shared.defect], required: true }),
  }));
  builder.mutationField('giveNotice', t =>
    t.field({
      type: result,
      description: '一次性告知: every defect at once; a second notice only for what was newly supplied.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'giveNotice', defects: given.defects }),
    }),
  );
}
