import { readVersion } from '../../db/calendars/calendars.ts';
import type { Recomputation } from '../../domain/case/explain/recomputations.ts';
import type { Holder } from '../../domain/case/explain/holder.ts';
import type {
  ExplainedPause,
  Explanation,
  Measure,
  OtherLimit,
  SoFar,
} from '../../domain/clock/explain/explanation.ts';
import { dueDayOf } from '../schema/due-day.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import type { Attributed } from '../case/objects.ts';
import { pageOfLines, withDefaultLines } from './lines.ts';
import { wordsFor } from '../schema/words.ts';

/** An explanation as it is answered: of a case's clock with its history, of a preview without. */
export interface ShownExplanation {
  readonly it: Explanation;
  readonly recomputations?: readonly Recomputation[];
  readonly holder?: Holder;
  readonly attribution?: Attributed;
}

/** The types of an explained deadline (时限说明). */
export function addExplanation({ builder, enums, connections }: Pick<Kit, 'builder' | 'enums' | 'connections'>) {
  const pause = builder.objectRef<ExplainedPause>('ExplainedPause').implement({
    description: 'A pause with its reason and document (暂停).',
    fields: t => ({
      from: t.field({ type: 'DateTime', resolve: each => each.from }),
      to: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null while it is open.',
        resolve: each => each.to,
      }),
      fromOn: t.field({
        type: 'Date',
        description: 'The day on which it began; of days those after it do not count.',
        resolve: each => each.firstDay,
      }),
      toOn: t.field({
        type: 'Date',
        nullable: true,
        description:
          'The day on which it ended, or will end by itself: what ends at 24:00 ends on the day that is over.',
        resolve: each => each.lastDay,
      }),
      until: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'While open: when it ends by itself.',
        resolve: each => each.until,
      }),
      why: t.string({
        nullable: true,
        resolve: (each, _args, context) => each.why && wordsFor(context).pause(each.why),
      }),
      effective: t.boolean({
        description: 'Time in it does not count; one that began after the due, or ended on its own day, has none.',
        resolve: each => each.effective,
      }),
    }),
  });
  const recomputation = builder.objectRef<Recomputation>('Recomputation').implement({
    description: 'A change of the due of a running clock (到期日变更).',
    fields: t => ({
      seq: t.int({ description: 'The event in the log.', resolve: each => each.seq }),
      at: t.field({ type: 'DateTime', resolve: each => each.at }),
      on: t.field({
        type: 'Date',
        description: 'Its day (发生日): what time did at 24:00 belongs to the day that ended.',
        resolve: each => each.on,
      }),
      reason: t.field({ type: enums.recomputationReason, resolve: each => each.cause.code }),
      dueBefore: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'Null where no calendar published then reached it, and while the case was suspended (中止) without an end ' +
          'in sight.',
        resolve: each => each.dueBefore,
      }),
      dueBeforeOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day before (原末日); null where `dueBefore` is.',
        resolve: each => dueDayOf(each.dueBefore),
      }),
      due: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null where it was not known then, as in dueBefore.',
        resolve: each => each.due,
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day (末日); null where `due` is.',
        resolve: each => dueDayOf(each.due),
      }),
      projected: t.boolean({
        description: 'A pause was open: due was the projection to the end of its own limit.',
        resolve: each => each.projected,
      }),
      text: t.string({
        description: "In the reader's language (`accept-language`).",
        resolve: (each, _args, context) => wordsFor(context).recomputation(each.cause),
      }),
      told: t.string({
        nullable: true,
        description: 'The reason that the applicant was told; not for the public query.',
        resolve: each => each.told,
      }),
    }),
  });
  const holder = builder.objectRef<Holder>('Holder').implement({
    description: 'Who holds the time now (当前占用时间).',
    fields: t => ({
      kind: t.field({ type: enums.holderKind, resolve: each => each.kind }),
      units: t.field({
        type: ['Unit'],
        resolve: (each, _args, { loaders }) => Promise.all(each.units.map(unit => loaders.unit.load(unit))),
      }),
      text: t.string({ resolve: (each, _args, context) => wordsFor(context).holder(each.why) }),
    }),
  });
  const soFar = builder.objectRef<SoFar & { readonly measure: Measure }>('CountedSoFar').implement({
    description: 'What a clock has counted by now, or by when it was stopped (已计时).',
    fields: t => ({
      at: t.field({ type: 'DateTime', resolve: each => each.at }),
      on: t.field({ type: 'Date', description: 'Its day, as of `Event.on`.', resolve: each => each.on }),
      counted: t.exposeFloat('counted', { description: 'In the measure: the lines before the line NOW add up to it.' }),
      remaining: t.exposeFloat('remaining', { description: 'Below 0 when late (逾期).' }),
      text: t.string({
        description: "In the reader's language (`accept-language`).",
        resolve: (each, _args, context) => wordsFor(context).soFar(each, each.measure),
      }),
    }),
  });
  const otherLimit = builder.objectRef<OtherLimit>('OtherLimit').implement({
    description: 'The limit of the earlier of two that is due later (取早的另一期限).',
    fields: t => ({
      limit: t.field({ type: 'Limit', description: 'With its extensions.', resolve: each => each.limit }),
      due: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null while nobody knows it.',
        resolve: ({ due }) => (due?.openSince === undefined ? due?.at : null),
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day (末日); null where `due` is.',
        resolve: ({ due }) => (due?.openSince === undefined ? due?.day : null),
      }),
    }),
  });
  const explanation = builder.objectRef<ShownExplanation>('DeadlineExplanation').implement({
    description: 'Why a limit ends when it does (时限说明): whoever reads it can redo the sum by hand.',
    fields: t => ({
      anchor: t.field({ type: 'DateTime', description: 'From when it counts (起算).', resolve: ({ it }) => it.anchor }),
      limit: t.field({ type: 'Limit', resolve: ({ it }) => it.limit }),
      extensions: t.field({ type: ['Limit'], resolve: ({ it }) => it.extensions }),
      other: t.field({
        type: otherLimit,
        nullable: true,
        description: 'Of the earlier of two limits the one that does not hold (取早); `limit` is the one due first.',
        resolve: ({ it }) => it.other,
      }),
      party: t.field({ type: enums.party, resolve: ({ it }) => it.party }),
      measure: t.field({ type: enums.measure, resolve: ({ it }) => it.measure }),
      total: t.float({
        description: 'What has to be counted, extensions included, in the measure.',
        resolve: ({ it }) => it.total,
      }),
      due: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'The last instant in time (到期). Null while the clock stands still and nobody knows until when (中止): ' +
          '`provisional` says so, and the lines end with what is counted.',
        resolve: ({ it }) => (it.openPause ? null : it.due.at),
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day (末日); null where `due` is.',
        resolve: ({ it }) => (it.openPause ? null : it.due.day),
      }),
      projected: t.boolean({
        description:
          "A pause is open (暂停中): due is a projection (预计) to the end of the special procedure's own limit, or null " +
          'where the pause has none.',
        resolve: ({ it }) => it.due.projected,
      }),
      provisional: t.string({
        nullable: true,
        description:
          'Why the date may still move, or is not known: a year without a published arrangement, a suspension ' +
          'without an end in sight.',
        resolve: ({ it }, _args, context) => it.due.provisional && wordsFor(context).provisional(it.due.provisional),
      }),
      calendar: t.field({
        type: 'CalendarVersion',
        description: 'The version that it is computed with.',
        resolve: async ({ it }, _args, { db }) => (await readVersion(db, it.calendar.version))!,
      }),
      sentences: t.stringList({
        description: 'The sum in sentences, in the order in which it is done.',
        resolve: ({ it }, _args, context) => it.sum.map(wordsFor(context).sumStep),
      }),
      pauses: t.field({ type: [pause], resolve: ({ it }) => it.pauses }),
      lines: t.connection(
        {
          type: 'ExplanationLine',
          description:
            'From the anchor to the due, or as far as it is known, in order; 100 lines unless asked otherwise.',
          complexity: args => pageCost(withDefaultLines(args)),
          resolve: ({ it }, args) => pageOfLines(withDefaultLines(args), it.lines),
        },
        connections.line,
      ),
      soFar: t.field({
        type: soFar,
        nullable: true,
        description: 'What is counted so far; null in a preview and for a fixed date.',
        resolve: ({ it }) => it.soFar && { ...it.soFar, measure: it.measure },
      }),
      recomputations: t.field({
        type: [recomputation],
        description: 'Every change of the due since the clock began; none in a preview.',
        resolve: ({ recomputations = [] }) => recomputations,
      }),
      holder: t.field({
        type: holder,
        nullable: true,
        description: 'Who holds the time now; null in a preview.',
        resolve: each => each.holder ?? null,
      }),
      attribution: t.field({
        type: 'Attribution',
        nullable: true,
        description:
          'Of promise and statutory limit: which unit held each day counted so far (责任时间归集); for officials.',
        resolve: each => each.attribution ?? null,
      }),
    }),
  });
  return { explanation };
}
export type ExplanationTypes = ReturnType<typeof addExplanation>;
