import { draftsOfChildren, listDrafts } from '../../db/drafts/drafts.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import type { Paper } from '../../domain/values.ts';
import type { Kit } from '../schema/kit.ts';
import { visibleCase } from '../case/load-visible-case.ts';
import { draftOfTheirs, filesFor, partiesOf } from './theirs.ts';

export function addDraft({ builder, enums }: Kit): void {
  builder.node('Draft', {
    id: { resolve: draft => draft.id },
    loadOne: async (id, context) => (await draftOfTheirs(context, id)) ?? null,
    description:
      'An application that is not filed yet (草稿): no log, no number. It is erased 90 days after it was saved, and ' +
      'that of a child when the clock of its step ends.',
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
      papers: t.field({
        type: 'JSON',
        description: 'As `PaperInput` has them.',
        resolve: ({ papers }) => papers.map(asGiven),
      }),
      modes: t.field({ type: [enums.mode], resolve: ({ modes }) => modes as Mode[] }),
      parent: t.field({
        type: 'Case',
        nullable: true,
        description: 'The case that opened it for a child of its own (主办件), and waits for it.',
        resolve: ({ parent }, _args, context) => visibleCase(context, parent ?? undefined),
      }),
      step: t.string({ nullable: true, description: 'The step of the parent.', resolve: ({ step }) => step }),
      handedOn: t.stringList({
        description: 'Personal fields that the parent hands on: they need not be filled in.',
        resolve: ({ handedOn }) => Object.keys(handedOn?.fields ?? {}),
      }),
      savedAt: t.field({ type: 'DateTime', resolve: ({ savedAt }) => savedAt }),
      expiresAt: t.field({ type: 'DateTime', resolve: ({ expiresAt }) => expiresAt }),
    }),
  });
  builder.objectFields('Case', t => ({
    drafts: t.field({
      type: ['Draft'],
      description: 'Children that wait for their applicant to file them (子办件草稿): of who may file them.',
      resolve: async ({ view }, _args, context) => {
        const isTheirs = (await partiesOf(context)).includes(view.applicant) || (await filesFor(context, view.case));
        return isTheirs ? [...(await draftsOfChildren(context.db, view.case))] : [];
      },
    }),
  }));
  builder.queryFields(t => ({
    drafts: t.field({
      type: ['Draft'],
      description: 'Drafts of whom the caller acts for, the latest first; 200 at most.',
      resolve: async (_root, _args, context) => [...(await listDrafts(context.db, await partiesOf(context)))],
    }),
  }));
}

/** A paper whose file was looked up names it alone. */
const asGiven = ({ file, digest, ...paper }: Paper) => ({ ...paper, ...(file ? { file: file.id } : { digest }) });
