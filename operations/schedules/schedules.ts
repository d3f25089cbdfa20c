import type { CommandContext } from '../../commands/context.ts';
import type { Result } from '../../commands/result.ts';
import { currentCalendar } from '../../db/calendars/calendars.ts';
import { acceptedKeys } from '../../db/commands/commands.ts';
import { keepSchedule, noteFired, noteNotFired, readSchedules, type Schedule } from '../../db/schedules/schedules.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { type Day, dayOf } from '../../domain/calendar/day.ts';
import { newestOfEach } from '../../domain/procedure/newest.ts';
import { datesOf, isEvery, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { readDirectoryNow } from '../directory/pins.ts';
import { repeat } from '../repeat.ts';
import { fire, keyOfDate, placesOfSchedule, type SchedulePlace } from './fire.ts';

/** The newest version of each procedure whose cases begin by date, by its name. */
export function scheduledIn(procedures: ReadonlyMap<string, AnyProcedure>): ReadonlyMap<string, AnyProcedure> {
  return new Map([...newestOfEach(procedures.values())].filter(([, { intake }]) => intake.by === 'schedule'));
}

/**
 * Begins the cases of dates, as their days come: looks once in so many milliseconds. The rows say what has begun, so
 * that nothing is forgotten while nobody looked; any number of processes may look. (P38)
 */
export function startSchedules(context: CommandContext, calendar: string, lookMs = 60_000): { stop(): Promise<void> } {
  if (scheduledIn(context.procedures).size === 0) return { stop: () => Promise.resolve() };
  return repeat(context, 'schedules', lookMs, async () => {
    await fireDue(context, calendar, dayOf(Date.now()));
    return false;
  });
}

/**
 * Begins every date that has come and has not begun, of each schedule in order, in every place. Returns how many dates
 * have begun everywhere.
 */
export async function fireDue(context: CommandContext, calendar: string, today: Day): Promise<number> {
  const scheduled = scheduledIn(context.procedures);
  for (const [name, { intake }] of scheduled)
    if (intake.by === 'schedule' && isEvery(intake.every)) await keepSchedule(context.db, name, intake.every, today);
  let fired = 0;
  for (const schedule of await readSchedules(context.db, [...scheduled.keys()])) {
    const dates = await datesDue(context, calendar, schedule, today);
    if (dates.length > 0) fired += await fireDates(context, calendar, scheduled.get(schedule.id)!, dates);
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

/**
 * Begins the dates of a schedule in each of its places. A place where one could not begin is tried again at the next
 * look, before any later date of it; the other places go on. Returns how many dates have begun in all of them.
 */
async function fireDates(
  context: CommandContext,
  calendar: string,
  procedure: AnyProcedure,
  dates: readonly Day[],
): Promise<number> {
  const { name } = procedure;
  const failures = new Map<SchedulePlace, string>();
  let fired = 0;
  for (const date of dates) {
    const directory = await readDirectoryNow(context.db, calendar);
    const places = placesOfSchedule(procedure, directory.units);
    const keys = places.map(place => keyOfDate(name, date, place));
    const begun = await acceptedKeys(context.db, keys);
    for (const [nth, place] of places.entries()) {
      if (failures.has(place) || begun.has(keys[nth]!)) continue;
      const failure = failureOf(await fire(context, directory, procedure, date, place));
      if (failure !== undefined) failures.set(place, `${keys[nth]}: ${failure}`);
    }
    if (failures.size > 0) continue;
    await noteFired(context.db, name, date);
    fired += 1;
  }
  for (const [place] of failures) context.log.warn({ schedule: name, place }, 'a date of a schedule has not begun');
  if (failures.size > 0) await noteNotFired(context.db, name, [...failures.values()].join(' '));
  return fired;
}

/** Why a date has not begun; undefined where it has. */
function failureOf(result: Result): string | undefined {
  if ('unknown' in result) return 'it is not answered yet.';
  return result.accepted ? undefined : Refused.from(result.refused).message;
}
