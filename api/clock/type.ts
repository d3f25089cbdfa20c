import { parseDay } from '../../domain/calendar/day.ts';
import { wordsFor } from '../schema/words.ts';
import { partId } from '../schema/node-ids.ts';
import { loadPart } from '../case/load-part.ts';
import type { Kit } from '../schema/kit.ts';

export function addClock({ builder, enums }: Kit): void {
  builder.objectType('Limit', {
    description: 'A limit (时限) in its own unit; units are never turned into one another.',
    fields: t => ({
      unit: t.field({ type: enums.unit, resolve: limit => limit.unit }),
      n: t.float({
        nullable: true,
        description: 'Whole, but for hours (WH, NH), which may be parts in whole minutes.',
        resolve: limit => ('n' in limit ? limit.n : null),
      }),
      date: t.field({
        type: 'Date',
        nullable: true,
        resolve: limit => (limit.unit === 'DATE' ? parseDay(limit.date) : null),
      }),
      of: t.field({
        type: ['Limit'],
        nullable: true,
        description: 'The two of which the one that is due first holds (取早).',
        resolve: limit => (limit.unit === 'EARLIER_OF' ? [...limit.of] : null),
      }),
      text: t.string({
        description: 'As the public reads it, such as 20 个工作日.',
        resolve: (limit, _args, context) => wordsFor(context).limit(limit),
      }),
    }),
  });
  builder.objectType('Pause', {
    description: 'A pause (暂停计时): the time in it does not count.',
    fields: t => ({
      from: t.field({ type: 'DateTime', resolve: pause => pause.from }),
      to: t.field({ type: 'DateTime', nullable: true, resolve: pause => pause.to }),
      until: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'While it is open: when it ends at the latest.',
        resolve: pause => (pause.to === undefined ? pause.until : null),
      }),
      why: t.exposeString('why', {
        description: 'The number of the notice; everyBranchPaused where every department waits.',
      }),
    }),
  });
  builder.node('Clock', {
    description: 'A clock (时限): computed from its facts; colour, elapsed and remaining are as of `asOf`.',
    id: { resolve: of => partId(of.case.view.case, of.it.clock) },
    loadOne: (id, context) =>
      loadPart(context, id, ({ view }, name) => view.clocks.find(({ clock }) => clock === name)),
    fields: t => ({
      clock: t.id({ description: 'Name in the case, such as promise, step:fire.', resolve: ({ it }) => it.clock }),
      case: t.field({ type: 'Case', resolve: of => of.case }),
      kind: t.field({ type: enums.clockKind, resolve: ({ it }) => it.kind }),
      title: t.string({ resolve: ({ it }, _args, context) => wordsFor(context).clockTitle(it) }),
      unit: t.field({
        type: 'Unit',
        nullable: true,
        description: 'Whose time it is; none for the applicant.',
        resolve: ({ it }, _args, { loaders }) => (it.unit === undefined ? null : loaders.unit.load(it.unit)),
      }),
      step: t.id({ nullable: true, resolve: ({ it }) => it.step }),
      limit: t.field({ type: 'Limit', resolve: ({ it }) => it.limit }),
      counting: t.field({
        type: 'Limit',
        description:
          'The limit in whose unit elapsed and remaining are: of the earlier of two the one due first (取早).',
        resolve: ({ it }) => it.counting ?? it.limit,
      }),
      anchor: t.field({ type: 'DateTime', description: 'From when it counts (起算).', resolve: ({ it }) => it.anchor }),
      due: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'The last instant in time (到期). Null while it is not known, and `provisional` says why: no published ' +
          'calendar reaches it, or the case is suspended (中止) and nobody knows until when. Then show 待定, and ' +
          '`remaining`.',
        resolve: ({ it }) => it.due,
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description:
          'The last day (末日), null where `due` is. Tell people this day: a due instant of 00:00 is the 24:00 of it.',
        resolve: ({ it }) => (it.dueOn === undefined ? null : parseDay(it.dueOn)),
      }),
      projected: t.boolean({
        description:
          "A pause is open (暂停中): due is a projection (预计) to the end of the special procedure's own limit, or null " +
          'where the pause has none.',
        resolve: ({ it }) => it.projected,
      }),
      provisional: t.string({
        nullable: true,
        description:
          'Why the date may still move, or is not known yet: a year without a published arrangement, a suspension ' +
          'without an end in sight.',
        resolve: ({ it }, _args, context) => it.provisional && wordsFor(context).provisional(it.provisional),
      }),
      calendar: t.string({
        description: 'The calendar version that it is computed with (日历版本).',
        resolve: ({ it }) => it.calendar,
      }),
      state: t.field({ type: enums.clockState, resolve: ({ it }) => it.state }),
      colour: t.field({ type: enums.colour, resolve: ({ it }) => it.colour }),
      asOf: t.field({ type: 'DateTime', resolve: ({ it }) => it.asOf }),
      elapsed: t.float({
        nullable: true,
        description:
          "In the limit's own unit (已用), days for MONTH and DATE, halves for HALF_DAY, minutes for WH and NH. Null " +
          'where no published calendar reaches.',
        resolve: ({ it }) => it.elapsed,
      }),
      remaining: t.float({
        nullable: true,
        description: 'In the same measure (剩余); negative when late. Null where no published calendar reaches.',
        resolve: ({ it }) => it.remaining,
      }),
      stoppedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ it }) => it.stoppedAt }),
      verdict: t.field({ type: enums.verdict, nullable: true, resolve: ({ it }) => it.verdict }),
      breachedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'The due instant that was passed (逾期).',
        resolve: ({ it }) => it.breachedAt,
      }),
      noticedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the breach was noticed, if late because something of ours was down (补记时间).',
        resolve: ({ it }) => it.noticedAt,
      }),
      pauses: t.field({ type: ['Pause'], resolve: ({ it }) => it.pauses }),
      extensions: t.field({
        type: ['Limit'],
        description: 'By how much it was extended (延期).',
        resolve: ({ it }) => it.extensions,
      }),
    }),
  });
}
