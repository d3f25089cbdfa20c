import { readSchedules } from '../../db/schedules/schedules.ts';
import { type Day, dayOf, formatDay } from '../../domain/calendar/day.ts';
import { datesOf } from '../../domain/procedure/procedure.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { fire } from '../../operations/schedules/fire.ts';
import { scheduledIn } from '../../operations/schedules/schedules.ts';
import { checkCommandId, unwrapOrThrow } from '../act/act.ts';
import type { Accepted } from '../case/objects.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import { nextDate, written } from './type.ts';

interface FireInput {
  readonly commandId: string;
  readonly schedule: string;
  readonly date: Day;
  readonly place?: string | null | undefined;
}

/** `fireSchedule`: begins the case of a date at once; workers do so by themselves when it comes. */
export function addFireSchedule({ builder, result }: Kit): void {
  const input = builder.inputType('FireScheduleInput', {
    fields: t => ({
      commandId: t.id({ required: true, description: 'Yours; a date begins its case once, whoever fires it.' }),
      schedule: t.id({ required: true, description: "The procedure's name." }),
      date: t.field({ type: 'Date', required: true, description: 'One of its dates, up to today.' }),
      place: t.string({
        description: 'In which region, of a procedure whose lead unit is in several: `Procedure.places`, or below one.',
      }),
    }),
  });
  builder.mutationField('fireSchedule', t =>
    t.field({
      type: result,
      description: '按期发起: begins the case of a date that has come and has not begun by itself.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => fireSchedule(context, given),
    }),
  );
}

async function fireSchedule(
  context: Context,
  { commandId, schedule: name, date, place }: FireInput,
): Promise<Accepted> {
  checkCommandId(commandId);
  const { commands, db, procedures } = context;
  const scheduled = scheduledIn(procedures);
  const procedure = scheduled.get(name);
  const [schedule] = await readSchedules(db, [name]);
  if (!procedure || !schedule)
    throw new RefusedByCase(refusalOf('schedule.unknown', { found: name, expected: [...scheduled.keys()] }));
  const next = await nextDate(context, schedule);
  const calendar = commands.calendars.get(await context.calendarFor())!;
  const isDate = datesOf(schedule, { after: date - 1, upTo: date }, calendar).includes(date);
  // A development stack begins dates that have not come.
  if (!isDate || (date > dayOf(Date.now()) && !context.development))
    throw new RefusedByCase(refusalOf('schedule.date', { found: formatDay(date), expected: written(next) }));
  const { view } = unwrapOrThrow(
    context,
    commandId,
    await fire(commands, await context.directoryNow(), procedure, date, place ?? undefined),
  );
  return { commandId, case: (await context.loaders.case.clear(view.case).load(view.case)) ?? null };
}
