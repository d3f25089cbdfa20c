import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 签发: L3 and above are served once signed. */
export function addSignInstrument({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('SignInstrumentInput', t => ({
    instrument: t.id({ required: true }),
  }));
  builder.mutationField('signInstrument', t =>
    t.field({
      type: result,
      description: '签发: L3 and above are served once signed.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'signInstrument', instrument: given.instrument }),
    }),
  );
}
