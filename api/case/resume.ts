import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';
import { reasonFrom } from '../schema/reasons.ts';

/** 恢复办理: the ground of the suspension has gone; the clocks count on. */
export function addResume({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('ResumeCaseInput', t => ({ reason: t.field({ type: shared.reason, required: true }) }));
  builder.mutationField('resumeCase', t =>
    t.field({
      type: result,
      description: '恢复办理: the ground of the suspension has gone; the clocks count on.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'resume', reason: reasonFrom(given.reason) }),
    }),
  );
}
