import { failedLetters } from '../../db/letters/failed-letters.ts';
import { countBounded, readBounded } from '../../db/bounded-list.ts';
import { childList, type Sight } from '../../db/cases/list-own-cases.ts';
import { connectionOf } from '../schema/connections.ts';
import type { Context } from '../schema/context.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { ofOneUnit } from '../schema/who.ts';
import { visibleCase } from './load-visible-case.ts';
import { recordsOf } from './pages.ts';

/** The children of a case that the viewer has a part in: being linked gives no sight of another case. */
async function sightOf({ viewer, loaders }: Context): Promise<Sight> {
  if (viewer?.role === 'agent') return { applicants: await loaders.delegators() };
  if (viewer?.role === 'applicant') return { applicants: [viewer.person, ...(viewer.parties ?? [])] };
  return viewer && ofOneUnit.includes(viewer.role) ? { desk: viewer.unit ?? '' } : {};
}

/** What a case is linked to: the case that opened it, those that it opened, and those before and after it. */
export function addCaseLinks({ builder, enums, connections }: Kit): void {
  builder.objectType('ChildrenProgress', {
    description: 'How far a case has come with those that it opens (批量进度).',
    fields: t => ({
      of: t.exposeInt('of', { description: 'All that it opens.' }),
      opened: t.exposeInt('opened', { description: 'Those that were opened so far.' }),
      ended: t.exposeInt('ended', { description: 'Those that it waits for no longer.' }),
      drafts: t.exposeInt('drafts', { description: 'Those that wait for their applicant to file them (草稿).' }),
      failed: t.int({
        description: 'Those with a dead letter, which an administrator sends again or refuses.',
        resolve: ({ parent }, _args, { db }) => failedLetters(db, parent),
      }),
    }),
  });
  builder.objectType('FollowUp', {
    description: 'A case before or after this one (关联办件).',
    fields: t => ({
      why: t.field({ type: enums.followUpReason, resolve: ({ why }) => why }),
      case: t.field({
        type: 'Case',
        nullable: true,
        description: 'Null where it is not for the viewer to see.',
        resolve: (link, _args, context) => visibleCase(context, link.case),
      }),
    }),
  });
  builder.objectFields('Case', t => ({
    parent: t.field({
      type: 'Case',
      nullable: true,
      description: 'The case that opened this one (主办件); null where it is not for the viewer to see.',
      resolve: ({ view }, _args, context) => visibleCase(context, view.parent?.case),
    }),
    children: t.connection(
      {
        type: 'Case',
        description: 'The cases that this one opened (子办件), those that the viewer has a part in.',
        complexity: pageCost,
        resolve: async ({ view }, args, context) => {
          const list = childList(view.case, await sightOf(context));
          return connectionOf(
            args,
            request => readBounded(context.db, list, request),
            items => recordsOf(context, items),
            () => countBounded(context.db, list),
          );
        },
      },
      connections.case,
    ),
    childrenProgress: t.field({
      type: 'ChildrenProgress',
      nullable: true,
      resolve: ({ view }) => view.children && { ...view.children, parent: view.case },
    }),
    follows: t.field({ type: 'FollowUp', nullable: true, resolve: ({ view }) => view.follows }),
    followUps: t.field({ type: ['FollowUp'], resolve: ({ view }) => view.followUps ?? [] }),
  }));
}
