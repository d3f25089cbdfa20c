import { changedCases, type ChangesOf } from '../../db/feed/changed-cases.ts';
import { lastPosition } from '../../db/feed/feed.ts';
import { maySee } from '../case/load-visible-case.ts';
import { ownApplicants } from '../case/own-applicants.ts';
import type { Context } from '../schema/context.ts';
import { pageSize } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { ofOneUnit, overseers } from '../schema/who.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { changeCursor, positionOf } from './cursor.ts';
import type { ToldChange } from './objects.ts';

interface Polled {
  readonly changes: readonly ToldChange[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** `changes` for who asks again and again: the cases of the caller that changed since a cursor. */
export function addPolledChanges({ builder }: Kit): void {
  const page = builder.objectRef<Polled>('ChangePage').implement({
    description: 'What changed since a cursor (变动列表).',
    fields: t => ({
      changes: t.field({
        type: ['Change'],
        description: 'The cases that changed (变动), each once, in the order of their changes.',
        resolve: it => [...it.changes],
      }),
      cursor: t.exposeString('cursor', { description: 'Up to where all was told (游标): ask on with `after`.' }),
      hasMore: t.exposeBoolean('hasMore', { description: 'Whether to ask on at once (是否还有).' }),
    }),
  });
  builder.queryField('changes', t =>
    t.field({
      type: page,
      description:
        "What changed of the caller's own cases, of their unit's desk, or of all cases for those who oversee all " +
        '(变动查询). Without `after` it only says from where on.',
      complexity: args => ({ field: 1, multiplier: args.first ?? 20 }),
      args: {
        after: t.arg.string({ description: 'The cursor of the last answer (游标).' }),
        first: t.arg.int({ description: 'How many cases at most (条数), 1 to 100; 20 if not said.' }),
      },
      resolve: async (_root, { after, first }, context) => {
        const position = positionOf(after);
        const limit = pageSize({ first });
        if (position === undefined)
          return { changes: [], cursor: changeCursor(await lastPosition(context.db)), hasMore: false };
        const of = await changesOf(context, context.viewer!);
        const { cases, reached, hasMore } = await changedCases(context.db, of, position, limit);
        const told = await Promise.all(
          cases.map(async ({ caseId, position: at }): Promise<ToldChange | undefined> => {
            const record = await context.loaders.case.load(caseId);
            return record && (await maySee(context, record)) ? { cursor: changeCursor(at), caseId, record } : undefined;
          }),
        );
        return { changes: told.filter(each => each !== undefined), cursor: changeCursor(reached), hasMore };
      },
    }),
  );
}

async function changesOf(context: Context, viewer: Viewer): Promise<ChangesOf> {
  if (overseers.includes(viewer.role)) return { all: true };
  if (ofOneUnit.includes(viewer.role)) return { desk: viewer.unit ?? '' };
  return { applicants: await ownApplicants(context) };
}
