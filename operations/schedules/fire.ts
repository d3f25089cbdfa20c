import { beginByKey } from '../../commands/receive-application.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Result } from '../../commands/result.ts';
import { type Day, formatDay } from '../../domain/calendar/day.ts';
import { formOn, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { engine } from '../../domain/values.ts';
import { type DirectoryNow, pinsFor, refusalAt } from '../directory/pins.ts';

/** The key of the command by which a date begins its case: once, whoever fires it. */
const keyOfDate = (schedule: string, date: Day): string => `${schedule}/${formatDay(date)}`;

/** Begins the case of a date. The lead unit is its applicant: nobody asked for it. */
export async function fire(
  context: CommandContext,
  directory: DirectoryNow,
  procedure: AnyProcedure,
  date: Day,
): Promise<Result> {
  const refused = refusalAt(procedure, directory.units);
  if (refused) return { accepted: false, refused };
  const pins = pinsFor(directory, procedure);
  return beginByKey(context, {
    key: keyOfDate(procedure.name, date),
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
  });
}
