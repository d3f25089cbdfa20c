import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 中止: by law or by force majeure, with written notice; every clock of the office stands still. */
export function addSuspend({ builder, enums, shared, result }: ActKit): void {
  const input = shared.actInput('SuspendCaseInput', t => ({
    ground: t.field({ type: enums.suspensionGround, required: true }),
    reason: t.field({
      type: shared.reason,
      required: true,
      description: 'Told to the applicant; by law with its `basis`.',
    }),
    notice: t.field({ type: shared.document, required: true, description: '中止办理告知书.' }),
  }));
  builder.mutationField('suspendCase', t =>
    t.field({
      type: result,
      description:
        '中止: by law or by force majeure, with written notice; every clock of the office stands still until the case ' +
        'is resumed.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, {
          type: 'suspend',
          ground: given.ground,
          reason: reasonFrom(given.reason),
          notice: given.notice,
        }),
    }),
  );
}
