import { UnfitArgument } from '../error/errors.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { defined } from '../../domain/defined.ts';
import { countBounded, readBounded } from '../../db/bounded-list.ts';
import {
  type ClockFilter,
  type ClockItem,
  type ClockList,
  dueSoonList,
  overdueList,
  undatedList,
} from '../../db/cases/list-clocks.ts';
import { connectionOf, type PageArgs } from '../schema/connections.ts';
import type { Context } from '../schema/context.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { unitOf, withCases } from '../case/pages.ts';

const hour = 3_600_000;
interface ClockArgs {
  readonly unit?: string | null | undefined;
  readonly procedure?: string | null | undefined;
  readonly kinds?: ClockFilter['kinds'] | null | undefined;
}
const filterOf = (context: Context, { unit, procedure, kinds }: ClockArgs): ClockFilter => {
  const of = unitOf(context, unit);
  return { ...defined({ unit: of, procedure, kinds }) };
};
const mostHours = 8_760;
function hoursFrom(asked: number | null | undefined): number {
  const hours = asked ?? 48;
  if (hours >= 1 && hours <= mostHours) return hours;
  throw new UnfitArgument(
    refusalOf('request.outOfRange', { argument: 'withinHours', found: hours, least: 1, most: mostHours }),
  );
}
const page = (context: Context, list: ClockList, args: PageArgs) =>
  connectionOf(
    args,
    request => readBounded(context.db, list, request),
    (items: readonly ClockItem[]) => withCases(context, items, item => item.clock),
    () => countBounded(context.db, list),
  );

/** Clocks across cases: what falls due, and what is late. */
export function addClockLists({ builder, enums, connections }: Kit): void {
  builder.queryFields(t => {
    const filter = {
      unit: t.arg.id({ description: "The unit whose time it is. Default: the caller's own; for supervisors all." }),
      procedure: t.arg.string({ description: 'Name and version, such as restaurant-opening.v1.' }),
      kinds: t.arg({ type: [enums.clockKind] }),
    };
    return {
      dueSoon: t.connection(
        {
          type: 'Clock',
          description: 'Running clocks that fall due soon (即将到期), the next first.',
          complexity: pageCost,
          args: {
            ...filter,
            colours: t.arg({ type: [enums.colour], description: 'Only of these colours, such as yellow.' }),
            withinHours: t.arg.int({ defaultValue: 48, description: 'Clock hours from `from`.' }),
            from: t.arg({ type: 'DateTime', description: 'Default: now. Cases of a development stack may be ahead.' }),
          },
          resolve: (_root, args, context) => {
            const before = (args.from ?? Date.now()) + hoursFrom(args.withinHours) * hour;
            const filter = { ...filterOf(context, args), ...defined({ colours: args.colours }) };
            return page(context, dueSoonList(before, filter), args);
          },
        },
        connections.clock,
      ),
      undated: t.connection(
        {
          type: 'Clock',
          description:
            'Running clocks whose due no published calendar reaches (到期日待定), of the cases received first: they are ' +
            'armed once a calendar is published that does.',
          complexity: pageCost,
          args: filter,
          resolve: (_root, args, context) => page(context, undatedList(filterOf(context, args)), args),
        },
        connections.clock,
      ),
      red: t.connection(
        {
          type: 'Clock',
          description: 'Clocks that are overdue and still run (红牌), the oldest breach first.',
          complexity: pageCost,
          args: filter,
          resolve: (_root, args, context) => page(context, overdueList(filterOf(context, args)), args),
        },
        connections.clock,
      ),
    };
  });
}
