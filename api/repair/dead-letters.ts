import { deadLetters } from '../../db/commands/recovery.ts';
import type { Kit } from '../schema/kit.ts';

/** What the administrator looks after: commands that could not be brought to an answer. */
export function addDeadLetters({ builder, enums }: Kit): void {
  builder.objectType('DeadLetter', {
    description: 'A command that was given up until somebody sends it again; without its content.',
    fields: t => ({
      key: t.exposeID('key', {}),
      caseId: t.exposeID('caseId', { description: "The case's own id, as logs name it." }),
      procedure: t.exposeString('procedure', {}),
      role: t.field({ type: enums.role, resolve: letter => letter.actor.role }),
      askedAt: t.field({ type: 'DateTime', resolve: letter => letter.askedAt }),
      deadAt: t.field({ type: 'DateTime', resolve: letter => letter.deadAt }),
      attempts: t.int({ resolve: letter => letter.attempt }),
      reason: t.exposeString('reason', {}),
    }),
  });
  builder.queryField('deadLetters', t =>
    t.field({
      type: ['DeadLetter'],
      description: 'Commands given up, the oldest first; 100 at most.',
      resolve: async (_root, _args, { db }) => [...(await deadLetters(db))],
    }),
  );
}
