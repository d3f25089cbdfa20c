import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 督办办结: a supervisor closes an instrument with a conclusion. */
export function addCloseInstrument({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('CloseInstrumentInput', t => ({
    instrument: t.id({ required: true }),
    conclusion: t.string({ required: true }),
  }));
  builder.mutationField('closeInstrument', t =>
    t.field({
      type: result,
      description: '督办办结: a supervisor closes an instrument with a conclusion.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'closeInstrument', instrument: given.instrument, conclusion: given.conclusion }),
    }),
  );
}
