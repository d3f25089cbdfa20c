import { readCaseByNumber, readCaseForPublic } from '../../db/cases/cases.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { daysOf, dueDayOf } from '../schema/due-day.ts';
import type { Kit } from '../schema/kit.ts';
import { caseIdOf, maySee, visibleCase } from './load-visible-case.ts';
import { publicClocks } from './public-clocks.ts';

/** Number and code as they stand on the receipt: people type small letters, and copy spaces along. */
const asPrinted = (typed: string): string => typed.trim().toUpperCase();

const isPublic: ReadonlySet<string> = new Set(publicClocks);

/** The nearest due of what runs and is public; null where nothing does, or nobody knows it. */
function nearestDue({ clocks }: CaseView): number | null {
  const running = clocks
    .filter(clock => clock.state !== 'stopped' && isPublic.has(clock.kind))
    .flatMap(clock => clock.due ?? []);
  return running.length === 0 ? null : Math.min(...running);
}

export function addCaseQueries({ builder, enums }: Kit): void {
  builder.objectType('PublicCaseStatus', {
    description: 'What anybody may know of a case by its number and query code (办件进度查询): no names.',
    fields: t => ({
      number: t.string({ resolve: ({ record: { view } }) => view.number }),
      title: t.string({ resolve: ({ record: { view } }) => view.title }),
      status: t.field({ type: enums.status, resolve: ({ record: { view } }) => view.status }),
      receivedAt: t.field({ type: 'DateTime', resolve: ({ record: { view } }) => view.receivedAt }),
      receivedOn: t.field({
        type: 'Date',
        description: 'The day of `receivedAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ record: { view } }) => daysOf(view).received,
      }),
      acceptedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ record: { view } }) => view.acceptedAt }),
      acceptedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `acceptedAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ record: { view } }) => daysOf(view).accepted,
      }),
      decidedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ record: { view } }) => view.decidedAt }),
      decidedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `decidedAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ record: { view } }) => daysOf(view).decided,
      }),
      due: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'The nearest due of what runs; null where nothing does, or nobody knows it (中止).',
        resolve: ({ record: { view } }) => nearestDue(view),
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `due` (末日): a due instant of 00:00 is the 24:00 of it.',
        resolve: ({ record: { view } }) => dueDayOf(nearestDue(view)),
      }),
      asOf: t.field({ type: 'DateTime', resolve: ({ record: { view } }) => view.asOf }),
    }),
  });
  builder.queryFields(t => ({
    case: t.field({
      type: 'Case',
      nullable: true,
      description: 'A case by its id; null also for one that is not yours to see.',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }, context) => visibleCase(context, caseIdOf(id)),
    }),
    caseByNumber: t.field({
      type: 'Case',
      nullable: true,
      description: 'A case by its number (办件编号); null also for one that is not yours to see.',
      args: { number: t.arg.string({ required: true }) },
      resolve: async (_root, { number }, context) => {
        const record = await readCaseByNumber(context.db, asPrinted(number));
        return record && (await maySee(context, record)) ? record : null;
      },
    }),
    publicCaseStatus: t.field({
      type: 'PublicCaseStatus',
      nullable: true,
      description:
        'Status by number and query code (进度查询), without a token and without names. A wrong code is as no case; case ' +
        'of letters and spaces around do not matter.',
      args: { number: t.arg.string({ required: true }), queryCode: t.arg.string({ required: true }) },
      resolve: async (_root, { number, queryCode }, { db }) => {
        const record = await readCaseForPublic(db, asPrinted(number), asPrinted(queryCode));
        return record ? { record } : null;
      },
    }),
  }));
}
