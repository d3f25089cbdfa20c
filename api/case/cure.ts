import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 补齐: what tolerant acceptance left open is brought, for cases of every procedure. */
export function addCure({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('CureCaseInput', t => ({
    papers: t.field({ type: [shared.paper], required: true, description: 'What tolerant acceptance left open.' }),
  }));
  builder.mutationField('cureCase', t =>
    t.field({
      type: result,
      description: '补齐: what tolerant acceptance left open (容缺受理).',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => act(context, given, { type: 'cure', papers: [...given.papers] }),
    }),
  );
}
