import { defined } from '../../domain/defined.ts';
import { readDeskCounts } from '../../db/cases/desk-counts.ts';
import { type CaseFilter, countCases, listCases } from '../../db/cases/list-cases.ts';
import { countOwnCases, listOwnCases } from '../../db/cases/list-own-cases.ts';
import { wholeCity } from '../../db/cases/read-model.ts';
import { atTheWindow } from '../../domain/case/desks.ts';
import { unifiedWindow } from '../../domain/directory/directory.ts';
import { connectionOf, type PageArgs } from '../schema/connections.ts';
import type { Context } from '../schema/context.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { ownApplicants } from './own-applicants.ts';
import { type AskedCases, caseArgs, caseFilterOf } from './filter.ts';
import { recordsOf, unitOf } from './pages.ts';

/** A page of cases of an office. */
export async function casePage(context: Context, filter: CaseFilter, args: PageArgs & AskedCases) {
  const all = { ...(await caseFilterOf(context, args)), ...filter };
  return connectionOf(
    args,
    request => listCases(context.db, all, request),
    items => recordsOf(context, items),
    () => countCases(context.db, all),
  );
}

const red = ['red', 'darkRed'] as const;

/** Lists of cases. */
export function addCaseLists(kit: Kit): void {
  const { builder, enums, connections } = kit;
  const { shared, ofOffice } = caseArgs(kit);
  builder.objectType('CaseCount', {
    description: 'How many cases of one state and colour a desk has (分类计数).',
    fields: t => ({
      status: t.field({ type: enums.status, description: 'State of the cases.', resolve: ({ status }) => status }),
      colour: t.field({ type: enums.colour, description: 'Their colour.', resolve: ({ colour }) => colour }),
      cases: t.exposeInt('cases', { description: 'How many they are.' }),
    }),
  });
  builder.queryFields(t => {
    const unit = t.arg.id({ description: "Default: the caller's own; for supervisors all." });
    return {
      myCases: t.connection(
        {
          type: 'Case',
          description: "The applicant's own cases (我的办件), received last first; an agent's of all who delegated.",
          complexity: pageCost,
          args: shared,
          resolve: async (_root, args, context) => {
            const applicants = await ownApplicants(context);
            const filter = await caseFilterOf(context, args);
            return connectionOf(
              args,
              request => listOwnCases(context.db, applicants, filter, request),
              items => recordsOf(context, items),
              () => countOwnCases(context.db, applicants, filter),
            );
          },
        },
        connections.case,
      ),
      windowCases: t.connection(
        {
          type: 'Case',
          description:
            'What the unified window has to do: received, in correction, to deliver (窗口待办); what lapses first stands ' +
            'first.',
          complexity: pageCost,
          args: { ...shared, ...ofOffice },
          resolve: (_root, args, context) =>
            casePage(
              context,
              {
                desk: context.viewer?.unit ?? unifiedWindow,
                order: args.order ?? 'due',
                statuses: (args.statuses ?? [...atTheWindow]).filter(status => atTheWindow.has(status)),
                // What was granted early is handed over while the rest goes on.
                ...(args.statuses == null && { orActs: true as const }),
              },
              args,
            ),
        },
        connections.case,
      ),
      unitCases: t.connection(
        {
          type: 'Case',
          description: 'Cases that a unit leads or has a step in (本单位办件).',
          complexity: pageCost,
          args: {
            ...shared,
            ...ofOffice,
            unit,
            red: t.arg.boolean({ description: 'Only red and dark red ones: the same as these colours.' }),
          },
          resolve: (_root, { unit: asked, red: isRed, ...args }, context) => {
            const of = unitOf(context, asked);
            return casePage(context, { ...defined({ desk: of }), ...(isRed && { colours: red }) }, args);
          },
        },
        connections.case,
      ),
      caseCounts: t.field({
        type: ['CaseCount'],
        description: 'How many cases a unit has by state and colour (分类计数): for tabs and badges.',
        args: { unit },
        resolve: async (_root, { unit: asked }, context) => [
          ...(await readDeskCounts(context.db, unitOf(context, asked) ?? wholeCity)),
        ],
      }),
    };
  });
}
