import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 受理: complete; the decision clocks start. */
export function addAccept({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('AcceptCaseInput', () => ({}));
  builder.mutationField('acceptCase', t =>
    t.field({
      type: result,
      description: '受理: complete; the decision clocks start.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => act(context, given, { type: 'accept' }),
    }),
  );
}
