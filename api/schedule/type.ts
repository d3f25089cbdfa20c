import { readSchedules, type Schedule } from '../../db/schedules/schedules.ts';
import { type Day, formatDay } from '../../domain/calendar/day.ts';
import { datesOf } from '../../domain/procedure/procedure.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';

/** Days ahead in which the next date of a schedule is looked for: more than a year. */
const ahead = 800;

/** The first date of a schedule that has not begun; undefined where none is near. */
export async function nextDate({ calendarFor, commands }: Context, schedule: Schedule): Promise<Day | undefined> {
  const version = await calendarFor();
  await commands.calendars.load([version]);
  const after = schedule.firedOn ?? schedule.from;
  return datesOf(schedule, { after, upTo: after + ahead }, commands.calendars.get(version)!)[0];
}

export function addSchedule({ builder }: Kit): void {
  builder.objectType('Schedule', {
    description: 'What begins cases of a procedure by date (按期发起).',
    fields: t => ({
      schedule: t.exposeID('id', { description: "The procedure's name." }),
      every: t.field({ type: 'Limit', description: 'How often.', resolve: ({ every }) => every }),
      zone: t.exposeString('zone', { description: 'The time zone in which its dates begin.' }),
      firedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last date that has begun its case.',
        resolve: ({ firedOn }) => firedOn,
      }),
      nextOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The next one.',
        resolve: (it, _args, context) => nextDate(context, it),
      }),
      failure: t.exposeString('failure', { nullable: true, description: 'Why it has not begun, in English.' }),
    }),
  });
  builder.queryField('schedules', t =>
    t.field({
      type: ['Schedule'],
      description: 'Procedures whose cases begin by date (按期发起).',
      resolve: async (_root, _args, { db }) => [...(await readSchedules(db))],
    }),
  );
}

/** A date as it is written. */
export const written = (date: Day | undefined): string => (date === undefined ? '-' : formatDay(date));
