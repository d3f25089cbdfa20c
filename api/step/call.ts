import { statusOfCall } from '../../db/effects/calls.ts';
import type { Kit } from '../schema/kit.ts';

/** How the call of an effect stands: what people of the office read of a step that the engine does. */
export function addCall({ builder }: Kit): void {
  builder.objectType('Call', {
    description: 'How the call of an effect stands (系统调用): it is made again until it has answered.',
    fields: t => ({
      attempts: t.int({ resolve: call => call.attempts }),
      failure: t.string({
        nullable: true,
        description: "Why the last attempt failed, in English; without anybody's data.",
        resolve: call => call.failure,
      }),
      nextAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it is made again; null where it has answered or was given up.',
        resolve: call => call.nextAt,
      }),
      givenUpAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Since when it waits for an administrator.',
        resolve: call => call.givenUpAt,
      }),
    }),
  });
  builder.objectField('Step', 'call', t =>
    t.field({
      type: 'Call',
      nullable: true,
      description: 'Of an effect: how its call stands.',
      resolve: async ({ case: of, it }, _args, { db }) =>
        it.kind === 'effect' ? ((await statusOfCall(db, of.view.case, it.step)) ?? null) : null,
    }),
  );
}
