import { currentCalendar, readVersions } from '../../db/calendars/calendars.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { formatDay, instantAt, type Instant } from '../../domain/calendar/day.ts';
import { parsePause, type Pause } from '../../domain/clock/clock.ts';
import { explain } from '../../domain/clock/explain/explain.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { previewOf, type Preview, type Previewed } from '../../domain/procedure/preview.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { dueDayOf } from '../schema/due-day.ts';
import type { Context } from '../schema/context.ts';
import { InvalidInput, NotFound, RefusedByCase } from '../error/errors.ts';
import { current } from '../form/names.ts';
import { limitFrom } from '../act/inputs.ts';
import type { Kit } from '../schema/kit.ts';
import { inTurn } from './in-turn.ts';
import { answering } from './answering.ts';
import { wordsFor } from '../schema/words.ts';
import { refusalOf } from '../../domain/refusal.ts';

type Maybe<T> = T | null | undefined;
const mostPauses = 100;
/** A limit may be counted over all years of a calendar, up to 20 ms of processor time: at most nine in one request. */
const cost = 1_000;

/** By version, or by id: then the version in force. Without a name that of the lead unit, or the deployment's. */
async function calendarOf(
  { db, commands: { calendars }, calendarFor }: Context,
  asked: Maybe<string>,
  lead?: string,
): Promise<Calendar> {
  for (const version of asked == null ? [await calendarFor(lead)] : [asked, await currentCalendar(db, asked)]) {
    if (version !== undefined) await calendars.load([version]);
    const found = version === undefined ? undefined : calendars.get(version);
    if (found) return found;
  }
  const expected = (await readVersions(db)).flatMap(({ data }) => [data.id, data.version]);
  throw new RefusedByCase(refusalOf('calendar.unknown', { expected }, 'calendar.version'));
}

interface PauseAsked {
  readonly from?: Maybe<Instant>;
  readonly to?: Maybe<Instant>;
  readonly fromDay?: Maybe<number>;
  readonly toDay?: Maybe<number>;
}

function pauseOf(calendar: Calendar, limit: Limit, { from, to, fromDay, toDay }: PauseAsked, index: number): Pause {
  const days = fromDay != null && toDay != null;
  const instants = from != null && to != null;
  if (days && from == null && to == null) return parsePause(calendar, formatDay(fromDay), formatDay(toDay));
  if (instants && fromDay == null && toDay == null) return { from, to };
  throw new InvalidInput([
    {
      path: ['pauses', String(index)],
      code: 'missing',
      params: { expected: 'daysOrInstants' },
    },
  ]);
}

/** A limit of an argument, whole: what its unit needs beside it is there. */
function limitOf(argument: string, given: Parameters<typeof limitFrom>[0]): Limit {
  if (given.unit === 'DATE' && given.date == null)
    throw new InvalidInput([{ path: [argument, 'date'], code: 'missing', params: {} }]);
  if (given.unit === 'EARLIER_OF' && given.of?.length !== 2)
    throw new InvalidInput([{ path: [argument, 'of'], code: 'missing', params: {} }]);
  return limitFrom(given) as Limit;
}

function anchorOf(
  calendar: Calendar,
  { at, on }: { readonly at?: Maybe<Instant>; readonly on?: Maybe<number> },
): Instant {
  if (at != null && on != null)
    throw new InvalidInput([
      {
        path: ['at'],
        code: 'both',
        params: { expected: ['at', 'on'] },
      },
    ]);
  return at ?? (on == null ? Date.now() : instantAt(on, calendar.hoursOn(on).opening));
}

/**
 * What would be due when, for front ends: of a procedure before anything is filed, and of a limit by itself. Public.
 */
export function addPreview({ builder, enums, procedures, shared, explained: { explanation } }: Kit): void {
  const choice = builder.objectRef<Previewed['choices'][number]>('FormChoice').implement({
    description: 'A field of the form and a value of it.',
    fields: t => ({ field: t.exposeString('field', {}), value: t.exposeString('value', {}) }),
  });
  const previewed = builder.objectRef<Previewed>('PreviewedDeadline').implement({
    description: 'One limit of a procedure, and when it would end.',
    fields: t => ({
      clock: t.exposeID('clock', {}),
      kind: t.field({ type: enums.clockKind, resolve: each => each.kind }),
      title: t.string({ resolve: (each, _args, context) => wordsFor(context).clockTitle(each) }),
      choices: t.field({
        type: [choice],
        description: 'It holds where the form has these values; none: for every form.',
        resolve: each => each.choices,
      }),
      dateField: t.exposeString('dateField', {
        nullable: true,
        description: 'It ends on the date that this field of the form states.',
      }),
      explanation: t.field({
        type: explanation,
        nullable: true,
        description: 'Null where the form states the date.',
        resolve: each => (each.explanation ? { it: each.explanation } : null),
      }),
    }),
  });
  const preview = builder.objectRef<Preview & { readonly procedure: AnyProcedure }>('ProcedurePreview').implement({
    description: 'When each limit would end (时限预览), if the application were received at this instant.',
    fields: t => ({
      procedure: t.field({ type: 'Procedure', resolve: each => each.procedure }),
      receivedAt: t.field({ type: 'DateTime', resolve: each => each.receivedAt }),
      acceptedAt: t.field({
        type: 'DateTime',
        description:
          'From when promise and statutory limit are counted: the acceptance that was asked for, else receipt, as ' +
          'when silence accepts.',
        resolve: each => each.acceptedAt,
      }),
      deemedAcceptedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When silence accepts, as of receipt (视为受理).',
        resolve: each => each.deemedAcceptedAt,
      }),
      deemedAcceptedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `deemedAcceptedAt` (末日).',
        resolve: each => dueDayOf(each.deemedAcceptedAt),
      }),
      deadlines: t.field({
        type: [previewed],
        description: 'A limit that depends on the form has a row for each value.',
        resolve: each => each.limits,
      }),
    }),
  });
  const pause = builder.inputType('PreviewPauseInput', {
    description: 'A pause, by two instants or by two days; by days it runs from opening to opening.',
    fields: t => ({
      from: t.field({ type: 'DateTime' }),
      to: t.field({ type: 'DateTime' }),
      fromDay: t.field({ type: 'Date' }),
      toDay: t.field({ type: 'Date' }),
    }),
  });
  builder.queryFields(t => ({
    previewProcedure: t.field({
      type: preview,
      complexity: cost,
      description: 'When each limit of a procedure would end, if it were received now or then (时限预览). Public.',
      args: {
        name: t.arg.string({ required: true }),
        version: t.arg.int(),
        receivedAt: t.arg({ type: 'DateTime', description: 'Default: now.' }),
        acceptedAt: t.arg({
          type: 'DateTime',
          description: 'Default: nobody accepts, and silence does, as of receipt.',
        }),
        calendar: t.arg.string({ description: 'Id or version; default: the one in force.' }),
      },
      resolve: async (_root, { name, version, receivedAt, acceptedAt, calendar }, context) => {
        const procedure =
          version == null
            ? current(procedures).find(each => each.name === name)
            : procedures.get(`${name}.v${version}`);
        if (!procedure) throw new NotFound('procedure');
        const received = receivedAt ?? Date.now();
        if (acceptedAt != null && acceptedAt < received)
          throw new InvalidInput([
            {
              path: ['acceptedAt'],
              code: 'tooSmall',
              params: { minimum: 'receivedAt', of: 'value' },
            },
          ]);
        return answering(async () => {
          const of = await calendarOf(context, calendar, procedure.lead);
          const counted = await inTurn(() => previewOf(procedure, of, received, acceptedAt ?? undefined));
          return { procedure, ...counted };
        });
      },
    }),
    previewDeadline: t.field({
      type: explanation,
      complexity: cost,
      description: 'When a limit would end, and why (时限计算). Public.',
      args: {
        limit: t.arg({ type: shared.limit, required: true }),
        at: t.arg({ type: 'DateTime', description: 'The anchor as an instant. Default: now.' }),
        on: t.arg({ type: 'Date', description: 'The anchor as a day.' }),
        party: t.arg({ type: enums.party, required: true, defaultValue: 'agency' }),
        pauses: t.arg({ type: [pause], required: true, defaultValue: [] }),
        extension: t.arg({ type: shared.limit, description: "In the limit's own unit." }),
        calendar: t.arg.string({ description: 'Id or version; default: the one in force.' }),
      },
      resolve: (_root, args, context) =>
        answering(async () => {
          const calendar = await calendarOf(context, args.calendar);
          const limit = limitOf('limit', args.limit);
          if (args.pauses.length > mostPauses)
            throw new InvalidInput([
              {
                path: ['pauses'],
                code: 'tooBig',
                params: { maximum: mostPauses, of: 'items', size: args.pauses.length },
              },
            ]);
          const it = await inTurn(() =>
            explain(calendar, {
              anchor: anchorOf(calendar, args),
              limit,
              party: args.party,
              warns: false,
              pauses: args.pauses.map((each, index) => pauseOf(calendar, limit, each, index)),
              extensions: args.extension ? [limitOf('extension', args.extension)] : [],
            }),
          );
          return { it };
        }),
    }),
  }));
}
