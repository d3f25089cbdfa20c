import { publicationImpact, type Foreseeing } from '../../operations/calendar/publication-impact.ts';
import { keyOf } from '../../commands/submit.ts';
import { fastestRate, publishVersion, usualRate } from '../../db/calendars/publications.ts';
import { type Day, formatDay } from '../../domain/calendar/day.ts';
import { readCalendarFile } from '../../domain/calendar/reading.ts';
import { isId } from '../../domain/values.ts';
import { refusalOf, Refused } from '../../domain/refusal.ts';
import { actorOf, checkCommandId } from '../act/act.ts';
import {
  InvalidInput,
  NotPermitted,
  RefusedByCase,
  SameIdOtherContent,
  Unauthenticated,
  UnfitArgument,
} from '../error/errors.ts';
import type { Kit } from '../schema/kit.ts';
import { defined } from '../../domain/defined.ts';

/** Cases that one preview computes at most; of more it is asked on, or on the command line, which computes all. */
const most = 500;

interface HoursInput {
  readonly from?: Day | null | undefined;
  readonly to?: Day | null | undefined;
  readonly weekdays?: readonly number[] | null | undefined;
  readonly segments: readonly { readonly from: string; readonly to: string }[];
}

interface FileInput {
  readonly calendar: string;
  readonly version: string;
  readonly title: string;
  readonly on?: string | null | undefined;
  readonly businessHours?: readonly HoursInput[] | null | undefined;
  readonly years: readonly {
    readonly year: number;
    readonly notices: readonly string[];
    readonly off: readonly { readonly name: string; readonly dates: readonly string[] }[];
    readonly work: readonly string[];
  }[];
}

/** As a file on disk has it, so that both are read, and refused, in one place. */
function fileOf({ calendar, version, title, on, businessHours, years }: FileInput) {
  const twice = years.map(each => each.year).filter((year, index, all) => all.indexOf(year) !== index);
  if (twice.length > 0)
    throw new InvalidInput([
      {
        path: ['file', 'years'],
        code: 'twice',
        params: { found: twice },
      },
    ]);
  return readCalendarFile({
    calendar,
    version,
    title,
    ...defined({ on }),
    ...(businessHours != null && { businessHours: businessHours.map(hoursOf) }),
    ...Object.fromEntries(
      years.map(({ year, notices, off, work }) => [
        String(year),
        { notices, off: Object.fromEntries(off.map(({ name, dates }) => [name, dates])), work },
      ]),
    ),
  });
}

const hoursOf = ({ from, to, weekdays, segments }: HoursInput) => ({
  ...(from != null && { from: formatDay(from) }),
  ...(to != null && { to: formatDay(to) }),
  ...defined({ weekdays }),
  segments: segments.map(segment => [segment.from, segment.to]),
});

function casesOf(first: number | null | undefined): number {
  if (first != null && (first < 1 || first > most))
    throw new UnfitArgument(refusalOf('request.outOfRange', { argument: 'first', found: first, least: 1, most }));
  return first ?? most;
}

function afterCursor(cursor: string): NonNullable<Foreseeing['after']> {
  const [, due, id] = /^(\d{1,15})\/(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (due === undefined || !isId(id)) throw new UnfitArgument(refusalOf('page.cursor', {}));
  return { due: Number(due), id };
}

/** What the domain and the register refuse, as the typed error of the API. */
async function refusing<T>(work: () => Promise<T>, commandId = ''): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw error.code === 'command.differs' ? new SameIdOtherContent(commandId) : new RefusedByCase(error.refusal);
  }
}

/** 日历发布: what it would do, and doing it. The cases count anew behind the answer; `publication` tells how far it is. */
export function addPublishCalendar({ builder }: Kit): void {
  const segment = builder.inputType('BusinessSegmentInput', {
    description: 'A segment of a working day, such as 09:00 to 12:00.',
    fields: t => ({ from: t.string({ required: true }), to: t.string({ required: true }) }),
  });
  const hours = builder.inputType('BusinessHoursInput', {
    description:
      'Office hours with the days on which they hold (办公时间): a summer from one day to another, a short Friday, a ' +
      'single day whose first and last day are the same. The one that begins later wins.',
    fields: t => ({
      from: t.field({ type: 'Date', description: 'The first day; without one from the beginning.' }),
      to: t.field({ type: 'Date', description: 'The last day; without one for ever.' }),
      weekdays: t.intList({ description: '1 Monday to 7 Sunday; without them every working day.' }),
      segments: t.field({ type: [segment], required: true }),
    }),
  });
  const holiday = builder.inputType('HolidayInput', {
    description: 'A holiday and its days off.',
    fields: t => ({
      name: t.string({ required: true }),
      dates: t.stringList({ required: true, description: 'Dates, or spans such as 2027-02-05/2027-02-12.' }),
    }),
  });
  const year = builder.inputType('CalendarYearInput', {
    description: 'The arrangement of a year (放假安排), as its notice has it.',
    fields: t => ({
      year: t.int({ required: true }),
      notices: t.stringList({ required: true, description: 'Number or address of the notice, and of its amendments.' }),
      off: t.field({ type: [holiday], required: true }),
      work: t.stringList({ required: true, description: 'Make-up workdays (调休上班).' }),
    }),
  });
  const file = builder.inputType('CalendarFileInput', {
    description: 'A version of a calendar with all its years: what is left out is no longer published.',
    fields: t => ({
      calendar: t.id({ required: true }),
      version: t.id({ required: true, description: 'New: a published version never changes.' }),
      title: t.string({ required: true }),
      on: t.id({ description: 'The calendar that it lies on, for a region or an organisation.' }),
      businessHours: t.field({ type: [hours] }),
      years: t.field({ type: [year], required: true }),
    }),
  });
  builder.queryField('publicationPreview', t =>
    t.field({
      type: 'PublicationPreview',
      description:
        `What publishing this version would change; changes nothing. At most ${most} cases are ` +
        'computed in one ' +
        'answer, the earliest due first: where "remaining" is not 0, ask on after "endCursor", and the sums add up.',
      complexity: { field: 1_000 },
      args: {
        file: t.arg({ type: file, required: true }),
        first: t.arg.int({ description: `Cases to compute, 1 to ${most}; ${most} if not said.` }),
        after: t.arg.id({ description: 'The "endCursor" of the answer before.' }),
      },
      resolve: (_root, args, { commands }) =>
        refusing(() =>
          publicationImpact(commands, fileOf(args.file), {
            most: casesOf(args.first),
            after: args.after == null ? undefined : afterCursor(args.after),
          }),
        ),
    }),
  );
  const result = builder.errorUnion('PublishResult', {
    description: 'The publication, begun; or why it was not.',
    types: ['Publication', Unauthenticated, NotPermitted, RefusedByCase, SameIdOtherContent, InvalidInput],
    resolveType: () => 'Publication',
  });
  const input = builder.inputType('PublishCalendarInput', {
    fields: t => ({
      commandId: t.id({ required: true, description: 'Yours, made anew for each publication.' }),
      file: t.field({ type: file, required: true }),
      rate: t.int({ description: `Cases a second, 1 to ${fastestRate}; ${usualRate} if not said.` }),
    }),
  });
  builder.mutationField('publishCalendar', t =>
    t.field({
      type: result,
      description: '日历发布: puts a version in force; every running clock of its open cases is computed anew.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, { viewer, db }) => {
        checkCommandId(given.commandId);
        if (!viewer) throw new Unauthenticated('publication');
        const rate = given.rate ?? usualRate;
        if (rate < 1 || rate > fastestRate)
          throw new InvalidInput([
            {
              path: ['rate'],
              code: rate < 1 ? 'tooSmall' : 'tooBig',
              params: { minimum: 1, maximum: fastestRate, of: 'value', size: rate },
            },
          ]);
        const actor = actorOf(viewer, '');
        return refusing(
          () => publishVersion(db, { file: fileOf(given.file), actor, key: keyOf(actor, given.commandId), rate }),
          given.commandId,
        );
      },
    }),
  );
}
