import { countBounded, readBounded } from '../../db/bounded-list.ts';
import { type InstrumentList, instrumentList, toAnswerList } from '../../db/instruments/list.ts';
import { connectionOf, type PageArgs } from '../schema/connections.ts';
import type { Context } from '../schema/context.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { casePage } from '../case/lists.ts';
import { unitOf, withCases } from '../case/pages.ts';
import { NotPermitted } from '../error/errors.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { defined } from '../../domain/defined.ts';

const instrumentPage = (context: Context, list: InstrumentList, args: PageArgs) =>
  connectionOf(
    args,
    request => readBounded(context.db, list, request),
    items => withCases(context, items, item => item.instrument),
    () => countBounded(context.db, list),
  );

/** The supervisor's view (督办): instruments to sign and to close, and the red cases. */
export function addSupervision({ builder, enums, connections }: Kit): void {
  builder.objectType('Supervision', {
    description: "The supervisor's view (督办工作台).",
    fields: t => ({
      instruments: t.connection(
        {
          type: 'Instrument',
          description:
            'Instruments, those opened last first. To sign: states DRAFT; to close: SERVED, REPLIED, OVERDUE.',
          complexity: pageCost,
          args: {
            unit: t.arg.id({ description: 'The unit that is addressed.' }),
            authority: t.arg.id({ description: 'Who issues it.' }),
            levels: t.arg({ type: [enums.level] }),
            states: t.arg({ type: [enums.instrumentState] }),
            open: t.arg.boolean({ defaultValue: true, description: 'Only those that are not closed.' }),
          },
          resolve: (_supervision, args, context) =>
            instrumentPage(
              context,
              instrumentList({
                ...defined({
                  unit: args.unit,
                  authority: args.authority,
                  levels: args.levels,
                  states: args.states,
                }),
                ...(args.open && { open: true }),
              }),
              args,
            ),
        },
        connections.instrument,
      ),
      redCases: t.connection(
        {
          type: 'Case',
          description: 'Red and dark red cases (红牌办件), those received last first.',
          complexity: pageCost,
          args: {
            unit: t.arg.id({ description: 'Leads or has a step.' }),
            procedure: t.arg.string({ description: 'Name and version, such as restaurant-opening.v1.' }),
          },
          resolve: (_supervision, args, context) =>
            casePage(context, { colours: ['red', 'darkRed'], ...defined({ desk: args.unit }) }, args),
        },
        connections.case,
      ),
    }),
  });
  builder.queryFields(t => ({
    supervision: t.field({
      type: 'Supervision',
      description: "The supervisor's view (督办工作台).",
      resolve: () => ({}),
    }),
    toAnswer: t.connection(
      {
        type: 'Instrument',
        description: 'Instruments that a unit must answer (待答复督办), what is due first.',
        complexity: pageCost,
        args: { unit: t.arg.id({ description: "Default: the caller's own." }) },
        resolve: (_root, args, context) => {
          const unit = unitOf(context, args.unit);
          if (unit === undefined) throw new NotPermitted(refusalOf('request.unitMissing', {}));
          return instrumentPage(context, toAnswerList(unit), args);
        },
      },
      connections.instrument,
    ),
  }));
}
