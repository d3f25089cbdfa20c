import { explainClock, type Reading } from '../../domain/case/explain/explain.ts';
import { spansOf, type Length, type Spans } from '../../domain/case/explain/spans.ts';
import { publicClocks } from '../case/public-clocks.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { KnownCase } from '../case/objects.ts';
import { inTurn } from './in-turn.ts';
import { answering } from './answering.ts';
import { historyOfCase } from './history.ts';
import { wordsFor } from '../schema/words.ts';
import type { ShownExplanation } from './type.ts';

/** The whole log of the case is read and folded for it, 3 ms of processor time: at most 99 cases in one request. */
const cost = 100;

async function explainOf(
  context: Context,
  record: KnownCase,
  clock: string,
  reading: Reading = {},
): Promise<ShownExplanation> {
  const { moments, environment } = await historyOfCase(context, record);
  const it = await answering(() =>
    inTurn(() => explainClock(moments, clock, environment, { ...reading, now: Date.now() + record.timeOffset })),
  );
  return {
    it,
    recomputations: it.recomputations,
    holder: it.holder,
    ...(it.attribution && { attribution: { clock, asOf: it.soFar?.at ?? record.view.asOf, ...it.attribution } }),
  };
}

async function spansFor(context: Context, record: KnownCase): Promise<Spans> {
  const { moments, environment } = await historyOfCase(context, record);
  return answering(() => inTurn(() => spansOf(moments, environment, Date.now() + record.timeOffset)));
}

/**
 * Any clock of a case explained, and the three spans of a case: for whoever sees the case, and for the public by number
 * and query code.
 */
export function addExplain({ builder, enums, explained: { explanation } }: Kit): void {
  const length = builder.objectRef<Length>('Length').implement({
    description: 'A length of time, told so that it can be held against a promise.',
    fields: t => ({
      minutes: t.float({ resolve: each => each.milliseconds / 60_000 }),
      workingDays: t.exposeInt('workingDays', {
        description: 'The day on which it begins is not counted, as for limits.',
      }),
      calendarDays: t.exposeInt('calendarDays', {}),
      text: t.string({ resolve: (each, _args, context) => wordsFor(context).length(each) }),
    }),
  });
  const counted = builder.objectRef<NonNullable<Spans['counted']>>('CountedSpan').implement({
    description: 'What a clock has counted (计时).',
    fields: t => ({
      clock: t.exposeID('clock', {
        description: 'The promise; without one the statutory clock; before acceptance that of acceptance.',
      }),
      amount: t.exposeFloat('amount', { description: "In the limit's own unit; hours in minutes." }),
      limit: t.field({
        type: 'Limit',
        description: 'What was promised (承诺), beside which the amount stands.',
        resolve: each => each.limit,
      }),
      isWithin: t.boolean({
        nullable: true,
        description: 'Whether it is within the limit so far (是否在时限内); null where its unit is a month or a date.',
        resolve: ({ limit, amount }) =>
          limit.unit === 'DATE' || limit.unit === 'MONTH'
            ? null
            : amount <= limit.n * (limit.unit === 'WH' || limit.unit === 'NH' ? 60 : 1),
      }),
      text: t.string({ resolve: (each, _args, context) => wordsFor(context).amount(each.measure, each.amount) }),
    }),
  });
  const spans = builder.objectRef<Spans>('CaseSpans').implement({
    description:
      'The three spans of a case (三个时长): what counted, what passed by the clock, what the applicant held.',
    fields: t => ({
      from: t.field({ type: 'DateTime', description: 'Receipt (收件).', resolve: each => each.from }),
      to: t.field({ type: 'DateTime', description: 'The decision or the end, else now.', resolve: each => each.to }),
      counted: t.field({ type: counted, nullable: true, resolve: each => each.counted }),
      wallClock: t.field({ type: length, description: 'Since receipt (自收件起).', resolve: each => each.wallClock }),
      applicant: t.field({
        type: length,
        description: 'In which the case waited for the applicant alone (申请人占用).',
        resolve: each => each.applicant,
      }),
    }),
  });
  builder.objectField('Clock', 'explainDeadline', t =>
    t.field({
      type: explanation,
      nullable: true,
      description: 'Why it is due when it is, day by day (时限说明); refused where no published calendar reaches.',
      complexity: cost,
      resolve: ({ case: record, it }, _args, context) => explainOf(context, record, it.clock),
    }),
  );
  builder.objectFields('Case', t => ({
    spans: t.field({
      type: spans,
      nullable: true,
      complexity: cost,
      description: 'Counted, by the clock since receipt, held by the applicant (三个时长).',
      resolve: (record, _args, context) => spansFor(context, record),
    }),
    explainDeadline: t.field({
      type: explanation,
      nullable: true,
      complexity: cost,
      description: 'One of its clocks by name, such as promise or step:fire: why it is due when it is (时限说明).',
      args: { clock: t.arg.id({ required: true }) },
      resolve: (record, { clock }, context) => explainOf(context, record, clock),
    }),
  }));
  builder.objectFields('PublicCaseStatus', t => ({
    explainDeadline: t.field({
      type: explanation,
      nullable: true,
      complexity: cost,
      description:
        'Why a limit of the case ends when it does (时限说明), without names; null where the case has no such clock.',
      args: { clock: t.arg({ type: enums.publicClock, required: true, defaultValue: 'promise' }) },
      resolve: async ({ record }, { clock }, context) => {
        if (!publicClocks.includes(clock) || !record.view.clocks.some(each => each.clock === clock)) return null;
        const { attribution: _forOfficialsOfTheCase, ...shown } = await explainOf(context, record, clock, {
          withoutFreeText: true,
        });
        return shown;
      },
    }),
    spans: t.field({
      type: spans,
      nullable: true,
      complexity: cost,
      description: 'The three spans of the case (三个时长).',
      resolve: ({ record }, _args, context) => spansFor(context, record),
    }),
  }));
}
