import { refusalOf } from '../../domain/refusal.ts';
import { countInbox, inbox, type InboxFilter, type StepItem, type StepOrder } from '../../db/cases/list-steps.ts';
import type { PageRequest } from '../../db/page.ts';
import { postsFor, type Stage } from '../../domain/case/capabilities/proposal/stage.ts';
import { connectionOf, type PageArgs } from '../schema/connections.ts';
import type { Context } from '../schema/context.ts';
import { pageCost } from '../schema/cost.ts';
import { NotPermitted } from '../error/errors.ts';
import type { Kit } from '../schema/kit.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { unitOf, withCases } from '../case/pages.ts';
import { defined } from '../../domain/defined.ts';

const page = (context: Context, unit: string | null | undefined, filter: InboxFilter, args: PageArgs) => {
  const of = unitOf(context, unit);
  if (of === undefined) throw new NotPermitted(refusalOf('request.unitMissing', {}));
  return connectionOf(
    args,
    (request: PageRequest) => inbox(context.db, of, filter, request),
    (items: readonly StepItem[]) => withCases(context, items, item => item.step),
    () => countInbox(context.db, of, filter),
  );
};

/** The work of a unit: what waits to be taken, and all that is open. */
export function addStepLists({ builder, enums, connections }: Kit): void {
  const orders = builder.enumType('StepOrder', {
    description:
      'In which order steps are listed (排序); those with priority (绿色通道) go before the others in either.',
    values: {
      DUE: { value: 'due', description: '到期时间，先到期的在前' },
      OPENED: { value: 'opened', description: '等待时间，等得最久的在前' },
    } as const,
  });
  builder.queryFields(t => {
    const unit = t.arg.id({ description: "Default: the caller's own." });
    const procedure = t.arg.string({ description: 'Name and version, such as restaurant-opening.v1.' });
    const colours = t.arg({ type: [enums.colour], description: "Of the step's own clock." });
    const order = t.arg({ type: orders, description: 'DUE, where nothing is said.' });
    return {
      inbox: t.connection(
        {
          type: 'Step',
          description: 'Steps of a unit that wait to be taken (待办), what is due first.',
          complexity: pageCost,
          args: { unit, procedure, colours, order },
          resolve: (_root, args, context) => page(context, args.unit, { ...filterOf(args), states: ['ready'] }, args),
        },
        connections.step,
      ),
      confirmations: t.connection(
        {
          type: 'Step',
          description:
            "Answers of the caller's unit that wait for the caller to confirm (待复核), review (待审核) or approve (待批准) " +
            'them, what is due first: never what they proposed or signed themselves.',
          complexity: pageCost,
          args: { procedure, colours, order },
          resolve: (_root, args, context) =>
            page(context, undefined, { ...filterOf(args), confirmableBy: confirmableBy(context.viewer) }, args),
        },
        connections.step,
      ),
      unitTasks: t.connection(
        {
          type: 'Step',
          description: 'All open steps of a unit (在办), what is due first.',
          complexity: pageCost,
          args: {
            unit,
            procedure,
            colours,
            order,
            states: t.arg({ type: [enums.stepState] }),
            claimedBy: t.arg.id({ description: 'Taken by this person.' }),
          },
          resolve: (_root, args, context) =>
            page(
              context,
              args.unit,
              {
                ...filterOf(args),
                ...defined({ states: args.states, claimedBy: args.claimedBy }),
              },
              args,
            ),
        },
        connections.step,
      ),
    };
  });
}

const stages = ['confirm', 'review', 'approve'] as const;

/** What the caller may sign: by their post, and in no case of their own or of who is near to them (回避). */
function confirmableBy(viewer: Viewer | undefined): NonNullable<InboxFilter['confirmableBy']> {
  const { person = '', post, interests = [] } = viewer ?? {};
  const isTheirs = (stage: Stage): boolean => postsFor(stage)?.some(each => each === post) ?? true;
  return { person, stages: stages.filter(isTheirs), notOf: [person, ...interests.map(each => each.party)] };
}

const filterOf = ({
  procedure,
  colours,
  order,
}: {
  readonly procedure?: string | null | undefined;
  readonly order?: StepOrder | null | undefined;
  readonly colours?: InboxFilter['colours'] | null | undefined;
}): InboxFilter => ({
  ...defined({ procedure, colours }),
  order: order ?? 'due',
});
