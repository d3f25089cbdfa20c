import { listCases } from '../../db/cases/list-cases.ts';
import { listInstruments } from '../../db/instruments/list.ts';
import { connectionOf } from '../schema/connections.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { recordsOf, withCases } from '../case/pages.ts';
import { defined } from '../../domain/defined.ts';

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
            connectionOf(
              args,
              request =>
                listInstruments(
                  context.db,
                  {
                    ...defined({
                      unit: args.unit,
                      authority: args.authority,
                      levels: args.levels,
                      states: args.states,
                    }),
                    ...(args.open && { open: true }),
                  },
                  request,
                ),
              items => withCases(context, items, item => item.instrument),
            ),
        },
        connections.instrument,
      ),
      redCases: t.connection(
        {
          type: 'Case',
          description: 'Red and dark red cases (红牌办件), those received last first.',
          complexity: pageCost,
          args: { unit: t.arg.id({ description: 'Leads or has a step.' }), procedure: t.arg.string() },
          resolve: (_supervision, args, context) =>
            connectionOf(
              args,
              request =>
                listCases(
                  context.db,
                  {
                    red: true,
                    ...defined({ desk: args.unit, procedure: args.procedure }),
                  },
                  request,
                ),
              items => recordsOf(context, items),
            ),
        },
        connections.case,
      ),
    }),
  });
  builder.queryField('supervision', t =>
    t.field({ type: 'Supervision', description: "The supervisor's view (督办工作台).", resolve: () => ({}) }),
  );
}
