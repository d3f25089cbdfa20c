import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from '../../commands/context.ts';
import { currentCalendar } from '../../db/calendars/calendars.ts';
import { keepSchedule, noteFired, noteNotFired, readSchedules, type Schedule } from '../../db/schedules/schedules.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { type Day, dayOf, formatDay } from '../../domain/calendar/day.ts';
import { datesOf, isEvery, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { readDirectoryNow } from '../directory/pins.ts';
import { fire } from './fire.ts';

/** The newest version of each procedure whose cases begin by date, by its name. */
export function scheduledIn(procedures: ReadonlyMap<string, AnyProcedure>): ReadonlyMap<string, AnyProcedure> {
  const newest = new Map<string, AnyProcedure>();
  for (const procedure of procedures.values())
    if ((newest.get(procedure.name)?.version ?? 0) < procedure.version) newest.set(procedure.name, procedure);
  return new Map([...newest].filter(([, { intake }]) => intake.by === 'schedule'));
}

/**
 * Begins the cases of dates, as their days come: looks once in so many milliseconds. The rows say what has begun, so
 * that nothing is forgotten while nobody looked; any number of processes may look. (P38)
 */
export function startSchedules(context: CommandContext, calendar: string, lookMs = 60_000): { stop(): Promise<void> } {
  if (scheduledIn(context.procedures).size === 0) return { stop: () => Promise.resolve() };
  const stopping = new AbortController();
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await fireDue(context, calendar, dayOf(Date.now()));
      } catch (error) {
        context.log.warn({ fault: describeError(error) }, 'schedules failed');
      }
      await pause(lookMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const working = work();
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
}

/** Begins every date that has come and has not begun, of each schedule in order. Returns how many. */
export async function fireDue(context: CommandContext, calendar: string, today: Day): Promise<number> {
  const scheduled = scheduledIn(context.procedures);
  for (const [name, { intake }] of scheduled)
    if (intake.by === 'schedule' && isEvery(intake.every)) await keepSchedule(context.db, name, intake.every, today);
  let fired = 0;
  for (const schedule of await readSchedules(context.db, [...scheduled.keys()])) {
    const procedure = scheduled.get(schedule.id)!;
    for (const date of await datesDue(context, calendar, schedule, today)) {
      if (!(await fireOne(context, calendar, procedure, date))) break;
      fired += 1;
    }
  }
  return fired;
}

/** The dates of a schedule that have come and have not begun, by the calendar of the deployment. */
async function datesDue(
  context: CommandContext,
  calendar: string,
  schedule: Schedule,
  today: Day,
): Promise<readonly Day[]> {
  const { from, firedOn } = schedule;
  return datesOf(schedule, { after: firedOn ?? from, upTo: today }, await calendarInForce(context, calendar));
}

/** The deployment's calendar as it is in force. */
async function calendarInForce({ db, calendars }: CommandContext, calendar: string): Promise<Calendar> {
  const version = await currentCalendar(db, calendar);
  if (version === undefined) throw new Refused('calendar.unknown', { found: calendar });
  await calendars.load([version]);
  return calendars.get(version)!;
}

/** Whether the date has begun. One that could not is tried again at the next look, before any later one. */
async function fireOne(
  context: CommandContext,
  calendar: string,
  procedure: AnyProcedure,
  date: Day,
): Promise<boolean> {
  const result = await fire(context, await readDirectoryNow(context.db, calendar), procedure, date);
  if ('accepted' in result && result.accepted) {
    await noteFired(context.db, procedure.name, date);
    return true;
  }
  const why = 'unknown' in result ? 'it is not answered yet' : Refused.from(result.refused).message;
  await noteNotFired(context.db, procedure.name, `${formatDay(date)}: ${why}`);
  context.log.warn({ schedule: procedure.name, date: formatDay(date) }, 'a date of a schedule has not begun');
  return false;
}
