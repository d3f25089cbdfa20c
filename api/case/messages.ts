import { messagesOf } from '../../db/outbox/outbox.ts';
import type { Kit } from '../schema/kit.ts';

/** What the office told the parties and the units in a case. The applicant's side reads its own only. */
export function addMessages({ builder }: Kit): void {
  builder.objectType('Message', {
    description: 'A message to a party, or a notice to a receiver (告知): no personal data.',
    fields: t => ({
      to: t.exposeID('to', {}),
      kind: t.exposeString('kind', {}),
      text: t.exposeString('text', {}),
      seq: t.exposeInt('seq', { description: 'The event that it tells of.' }),
      createdAt: t.field({ type: 'DateTime', resolve: message => message.createdAt }),
      deliveredAt: t.field({ type: 'DateTime', nullable: true, resolve: message => message.deliveredAt }),
    }),
  });
  builder.objectField('Case', 'messages', t =>
    t.field({
      type: ['Message'],
      description: 'What was told (告知记录), in order.',
      resolve: ({ view }, _args, { db, viewer }) =>
        messagesOf(
          db,
          view.case,
          viewer?.role === 'applicant' || viewer?.role === 'agent' ? view.applicant : undefined,
        ),
    }),
  );
}
