import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Kit } from '../schema/kit.ts';
import { follow } from './follow.ts';

/** What changes, told as it happens. */
export function addChange({ builder }: Kit): void {
  builder.subscriptionType({});
  builder.objectType('Change', {
    description: 'A change of a case (办件变动); without `caseId` it only says up to where all was told.',
    fields: t => ({
      cursor: t.exposeString('cursor', {
        description: 'Its place among all changes: ask on with `after`. Also the id of the event in the stream.',
      }),
      caseId: t.id({
        nullable: true,
        description: 'The case that changed.',
        resolve: ({ caseId }) => (caseId === undefined ? null : encodeGlobalID('Case', caseId)),
      }),
      case: t.field({
        type: 'Case',
        nullable: true,
        description: 'The case as it is now; null where it is not yours to see any more: show it no longer.',
        resolve: ({ record }) => record ?? null,
      }),
    }),
  });
  builder.subscriptionField('changes', t =>
    t.field({
      type: 'Change',
      description:
        'Tells what changes as it happens, over server-sent events (实时变动). Of what is asked, together; where nothing ' +
        "is, of what is the caller's own. Several changes of a case in a short time are told as one.",
      args: {
        cases: t.arg.idList({ description: 'These cases, as long as the caller sees them; at most 100.' }),
        units: t.arg.idList({
          description:
            'What units have before them: their inboxes and lists; a unit that is not the caller’s own only ' +
            'for those who oversee all.',
        }),
        own: t.arg.boolean({
          description: "The caller's own cases, the desk of their unit, or all cases for those who oversee all.",
        }),
        after: t.arg.string({
          description: 'The cursor of the last change that was told: what was missed since is told first.',
        }),
      },
      subscribe: (_root, args, context) => follow(context, args),
      resolve: change => change,
    }),
  );
}
