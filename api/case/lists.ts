import { defined } from '../../domain/defined.ts';
import { type CaseFilter, listCases } from '../../db/cases/list-cases.ts';
import { atTheWindow } from '../../domain/case/desks.ts';
import { unifiedWindow } from '../../domain/directory/directory.ts';
import { connectionOf, type PageArgs } from '../schema/connections.ts';
import type { Context } from '../schema/context.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { recordsOf, unitOf } from './pages.ts';

type Asked = PageArgs & {
  readonly procedure?: string | null | undefined;
  readonly statuses?: CaseFilter['statuses'] | null | undefined;
  readonly closed?: boolean | null | undefined;
};
const page = (context: Context, filter: CaseFilter, { procedure, statuses, closed, ...args }: Asked) =>
  connectionOf(
    args,
    request =>
      listCases(
        context.db,
        {
          ...defined({ procedure, statuses, closed }),
          ...filter,
        },
        request,
      ),
    items => recordsOf(context, items),
  );

/** Lists of cases, those received last first. */
export function addCaseLists({ builder, enums, connections }: Kit): void {
  builder.queryFields(t => {
    const filter = {
      procedure: t.arg.string({ description: 'Name and version, such as restaurant-opening.v1.' }),
      statuses: t.arg({ type: [enums.status] }),
      closed: t.arg.boolean({ description: 'Only those where nothing is to happen any more, or only the others.' }),
    };
    return {
      myCases: t.connection(
        {
          type: 'Case',
          description: "The applicant's own cases (我的办件); an agent's of all who delegated.",
          complexity: pageCost,
          args: filter,
          resolve: async (_root, args, context) => {
            const { viewer, loaders } = context;
            const applicants =
              viewer?.role === 'agent'
                ? await loaders.delegators()
                : viewer
                  ? [...new Set([viewer.person, ...(viewer.parties ?? [])])]
                  : [];
            return page(context, { applicants }, args);
          },
        },
        connections.case,
      ),
      windowCases: t.connection(
        {
          type: 'Case',
          description: 'What the unified window has to do: received, in correction, to deliver (窗口待办).',
          complexity: pageCost,
          args: filter,
          resolve: (_root, args, context) =>
            page(
              context,
              {
                desk: context.viewer?.unit ?? unifiedWindow,
                statuses: (args.statuses ?? [...atTheWindow]).filter(status => atTheWindow.has(status)),
                // What was granted early is handed over while the rest goes on.
                ...(args.statuses == null && { orActs: true as const }),
              },
              { ...args, statuses: null },
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
            ...filter,
            unit: t.arg.id({ description: "Default: the caller's own; for supervisors all." }),
            red: t.arg.boolean({ description: 'Only red and dark red ones.' }),
          },
          resolve: (_root, { unit, red, ...args }, context) => {
            const of = unitOf(context, unit);
            return page(context, { ...defined({ desk: of }), ...(red && { red }) }, args);
          },
        },
        connections.case,
      ),
    };
  });
}
