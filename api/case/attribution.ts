import { attributionOf } from '../../domain/clock/attribution.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { Attributed, KnownCase } from './objects.ts';
import { UnfitArgument } from '../error/errors.ts';

function attributed(
  { view, timeOffset }: KnownCase,
  at: Instant | null | undefined,
  { commands }: Context,
): Attributed | null {
  const { shared } = view;
  const calendar = shared && commands.calendars.get(shared.calendar);
  if (!calendar) return null;
  const asOf = Math.min(
    at ?? Math.max(view.asOf, Date.now() + timeOffset),
    shared.stoppedAt ?? Number.POSITIVE_INFINITY,
  );
  try {
    return { clock: shared.clock, asOf, ...attributionOf(calendar, shared.facts, shared.branches, shared.lead, asOf) };
  } catch (error) {
    if (error instanceof Refused) throw new UnfitArgument(error.refusal);
    throw error;
  }
}

/** Delay attribution (责任时间归集): who held the time of the case, day by day. */
export function addAttribution({ builder }: Kit): void {
  builder.objectType('UnitDays', {
    description: 'The days with which one unit is charged (单位占用时间).',
    fields: t => ({
      unit: t.field({ type: 'Unit', resolve: ({ unit }, _args, { loaders }) => loaders.unit.load(unit) }),
      days: t.exposeInt('days', { description: 'Counted days that it held, alone or with others.' }),
      shared: t.exposeInt('shared', { description: 'Of these, days that others held too.' }),
      afterDue: t.exposeInt('afterDue', { description: 'Of these, days after the last day of the limit (逾期).' }),
    }),
  });
  builder.objectType('ChargedDay', {
    description: 'A counted day and the units that held it; the lead where none did.',
    fields: t => ({
      day: t.field({ type: 'Date', resolve: ({ day }) => day }),
      units: t.field({
        type: ['Unit'],
        resolve: ({ units }, _args, { loaders }) => Promise.all(units.map(unit => loaders.unit.load(unit))),
      }),
      afterDue: t.exposeBoolean('afterDue', {}),
    }),
  });
  builder.objectType('Attribution', {
    description:
      "Who held the time of the clock that all departments share (责任时间归集). Every unit's days less its shared ones, " +
      'and the shared ones once, make the counted days.',
    fields: t => ({
      clock: t.exposeID('clock', { description: 'promise, or statutory where nothing was promised.' }),
      asOf: t.field({ type: 'DateTime', resolve: ({ asOf }) => asOf }),
      counted: t.exposeInt('counted', { description: 'Days that the clock counted.' }),
      shared: t.exposeInt('shared', { description: 'Of these, days that several units held.' }),
      afterDue: t.exposeInt('afterDue', { description: 'Of these, days after the last day of the limit.' }),
      units: t.field({ type: ['UnitDays'], resolve: ({ units }) => units }),
      days: t.field({ type: ['ChargedDay'], resolve: ({ days }) => days }),
    }),
  });
  builder.objectField('Case', 'attribution', t =>
    t.field({
      type: 'Attribution',
      nullable: true,
      description: 'Who held the time of the case, day by day (责任时间归集); none before acceptance.',
      args: { at: t.arg({ type: 'DateTime', description: 'Default: now, or when the clock stopped.' }) },
      resolve: (record, { at }, context) => attributed(record, at, context),
    }),
  );
}
