import { beginByKey } from '../../commands/receive-application.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Result } from '../../commands/result.ts';
import { type Day, formatDay } from '../../domain/calendar/day.ts';
import type { CaseCalendars } from '../../domain/case/capabilities/limits/state.ts';
import type { UpperLevel } from '../../domain/case/capabilities/forwarding/state.ts';
import { defined } from '../../domain/defined.ts';
import { formOn, type AnyProcedure, type LevelAbove } from '../../domain/procedure/procedure.ts';
import { readUnits } from '../../db/directory/units.ts';
import { engine } from '../../domain/values.ts';
import { pinsFor, refusalAt } from '../directory/pins.ts';

/** The key of the command by which a date begins its case: once, whoever fires it. */
const keyOfDate = (schedule: string, date: Day): string => `${schedule}/${formatDay(date)}`;

/** The versions by which a case of a procedure counts that begins now. */
export type CalendarsFor = (
  procedure: AnyProcedure,
  units?: Readonly<Record<string, string>>,
) => Promise<CaseCalendars>;

/** The levels above a case with the calendars by which their units count. */
export const withCalendars = async (
  calendarsFor: CalendarsFor,
  procedure: AnyProcedure,
  levels: readonly LevelAbove[] | undefined,
): Promise<UpperLevel[] | undefined> =>
  levels && Promise.all(levels.map(async level => ({ ...level, ...(await calendarsFor(procedure, level.units)) })));

/** Begins the case of a date. The lead unit is its applicant: nobody asked for it. */
export async function fire(
  context: CommandContext,
  calendarsFor: CalendarsFor,
  procedure: AnyProcedure,
  date: Day,
): Promise<Result> {
  const units = await readUnits(context.db);
  const refused = refusalAt(procedure, units);
  if (refused) return { accepted: false, refused };
  const { above: levels, ...pins } = await pinsFor(context.db, procedure);
  const above = await withCalendars(calendarsFor, procedure, levels);
  const calendars = await calendarsFor(procedure, pins.units);
  return beginByKey(context, {
    key: keyOfDate(procedure.name, date),
    actor: engine,
    application: {
      procedure: procedure.id,
      ...calendars,
      ...pins,
      ...defined({ above }),
      applicant: pins.units?.[procedure.lead] ?? procedure.lead,
      channel: 'online',
      form: formOn(procedure, date),
      papers: [],
      modes: [],
    },
  });
}
