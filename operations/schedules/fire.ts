import { bringBeginning, beginByKey } from '../../commands/receive-application.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Result } from '../../commands/result.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { type Day, formatDay } from '../../domain/calendar/day.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import { placesFrom } from '../../domain/directory/places.ts';
import { formOn, placesOfLead, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { engine } from '../../domain/values.ts';
import { type DirectoryNow, pinsFor, refusalAt } from '../directory/pins.ts';

/** Where a date begins a case: a place of the lead unit; undefined where the lead unit is in one place, or in none. */
export type SchedulePlace = string | undefined;

/** The places in each of which a date begins a case of its own. */
export function placesOfSchedule(procedure: AnyProcedure, units: readonly Unit[]): readonly SchedulePlace[] {
  const offered = placesOfLead(procedure, units);
  return offered.length > 1 ? offered : [undefined];
}

/** The key of the command by which a date begins its case in a place: once, whoever fires it. */
export const keyOfDate = (schedule: string, date: Day, place: SchedulePlace): string =>
  [schedule, formatDay(date), ...(place === undefined ? [] : [place])].join('/');

/**
 * Begins the case of a date, in a place if there are several. The lead unit is its applicant: nobody asked for it.
 * @param place one of the places of the schedule, or one below them
 */
export async function fire(
  context: CommandContext,
  directory: DirectoryNow,
  procedure: AnyProcedure,
  date: Day,
  place?: string,
): Promise<Result> {
  const refused = refusalAt(procedure, directory.units, place);
  if (refused) return { accepted: false, refused };
  const where = placeAmong(placesOfSchedule(procedure, directory.units), directory.units, place);
  const key = keyOfDate(procedure.name, date, where);
  const earlier = await readCommand(context.db, key);
  // What was asked before counts as it was asked: a directory that has changed since makes it no other case.
  if (earlier) return bringBeginning(context, earlier.command, earlier.known);
  const pins = pinsFor(directory, procedure, where);
  return beginByKey(context, {
    key,
    actor: engine,
    application: {
      procedure: procedure.id,
      ...pins,
      applicant: pins.units?.[procedure.lead] ?? procedure.lead,
      channel: 'online',
      form: formOn(procedure, date),
      papers: [],
      modes: [],
    },
    earlier: { command: undefined },
  });
}

const placeAmong = (
  places: readonly SchedulePlace[],
  units: readonly Unit[],
  place: string | undefined,
): SchedulePlace =>
  place === undefined ? undefined : placesFrom(units, place).find(each => each !== undefined && places.includes(each));
