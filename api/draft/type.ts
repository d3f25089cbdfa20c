import { listDrafts } from '../../db/drafts/drafts.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import type { Kit } from '../schema/kit.ts';
import { partiesOf } from './theirs.ts';

export function addDraft({ builder, enums }: Kit): void {
  builder.objectType('Draft', {
    description:
      'An application that is not filed yet (草稿): no log, no number. It is erased 90 days after it was saved.',
    fields: t => ({
      draft: t.exposeID('id', {}),
      procedure: t.field({
        type: 'Procedure',
        nullable: true,
        description: 'Null where the version is gone.',
        resolve: ({ procedure }, _args, { procedures }) => procedures.get(procedure) ?? null,
      }),
      applicant: t.exposeID('applicant', { description: 'The party for whom it is to be filed.' }),
      form: t.field({ type: 'JSON', description: 'What is filled in so far.', resolve: ({ form }) => form }),
      papers: t.field({ type: 'JSON', description: 'As `PaperInput` has them.', resolve: ({ papers }) => papers }),
      modes: t.field({ type: [enums.mode], resolve: ({ modes }) => modes as Mode[] }),
      savedAt: t.field({ type: 'DateTime', resolve: ({ savedAt }) => savedAt }),
      expiresAt: t.field({ type: 'DateTime', resolve: ({ expiresAt }) => expiresAt }),
    }),
  });
  builder.queryFields(t => ({
    drafts: t.field({
      type: ['Draft'],
      description: 'Drafts of whom the caller acts for, the latest first; 200 at most.',
      resolve: async (_root, _args, context) => [...(await listDrafts(context.db, await partiesOf(context)))],
    }),
  }));
}
