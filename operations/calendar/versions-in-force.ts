import { currentCalendar } from '../../db/calendars/calendars.ts';
import type { Db } from '../../db/client.ts';
import { readUnits } from '../../db/directory/units.ts';
import type { CaseCalendars } from '../../domain/case/capabilities/limits/state.ts';
import { defined } from '../../domain/defined.ts';
import { calendarOfUnit, type Unit } from '../../domain/directory/directory.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { unitsOf } from '../../domain/procedure/units.ts';
import { Refused } from '../../domain/refusal.ts';

/** Read anew each time: what is published holds from then on, in every process. */
export async function versionFor(db: Db, lead: string | undefined, deployment: string): Promise<string> {
  const calendar = lead === undefined ? deployment : calendarOfUnit(await readUnits(db), lead, deployment);
  const version = await currentCalendar(db, calendar);
  if (version === undefined) throw new Refused('calendar.unknown', { found: calendar, ...defined({ unit: lead }) });
  return version;
}

/** The units of the directory, and the calendars by which they count. */
export interface CalendarsInForce {
  readonly units: readonly Unit[];
  /** The version in force of each calendar. */
  readonly versions: ReadonlyMap<string, string>;
  /** The calendar of the deployment, for units without one. */
  readonly deployment: string;
}

/**
 * The version in force by which each unit counts that a case of a procedure may come to; `pinned` names the units for
 * which its roles stand.
 * @throws Refused `calendar.unknown` where none is published
 */
export function calendarsFor(
  { units, versions, deployment }: CalendarsInForce,
  procedure: AnyProcedure,
  pinned: Readonly<Record<string, string>> = {},
): CaseCalendars {
  const unitOf = (name: string): string => pinned[name] ?? name;
  const versionOf = (unit: string): string => {
    const calendar = calendarOfUnit(units, unit, deployment);
    const found = versions.get(calendar);
    if (found === undefined) throw new Refused('calendar.unknown', { found: calendar, unit });
    return found;
  };
  const calendar = versionOf(unitOf(procedure.lead));
  const among = unitsOf(procedure)?.map(unitOf) ?? units.map(({ id }) => id);
  const others = among.map(unit => [unit, versionOf(unit)] as const).filter(([, its]) => its !== calendar);
  return { calendar, ...(others.length > 0 && { calendars: Object.fromEntries(others) }) };
}
