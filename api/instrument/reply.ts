import { act } from '../schema/act.ts';
import type { ActKit } from '../schema/kit.ts';

/** 书面答复: the addressed unit answers. */
export function addReplyToInstrument({ builder, shared, result }: ActKit): void {
  const input = shared.actInput('ReplyToInstrumentInput', t => ({
    instrument: t.id({ required: true }),
    reply: t.string({ required: true }),
  }));
  builder.mutationField('replyToInstrument', t =>
    t.field({
      type: result,
      description: '书面答复: the addressed unit answers.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type: 'replyToInstrument', instrument: given.instrument, reply: given.reply }),
    }),
  );
}
