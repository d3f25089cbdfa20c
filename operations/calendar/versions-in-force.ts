import { currentCalendar, readCurrent } from '../../db/calendars/calendars.ts';
import type { Db } from '../../db/client.ts';
import { readUnits } from '../../db/directory/units.ts';
import type { CaseCalendars } from '../../domain/case/capabilities/limits/state.ts';
import { defined } from '../../domain/defined.ts';
import { calendarOfUnit } from '../../domain/directory/directory.ts';
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

/** The units for which roles of a procedure stand. */
type Pinned = Readonly<Record<string, string>>;

/** The same of every unit that a case of a procedure may come to: each counts by its own calendar. */
export async function versionsFor(
  db: Db,
  procedure: AnyProcedure,
  deployment: string,
  pinned: Pinned = {},
): Promise<CaseCalendars> {
  const unitOf = (name: string): string => pinned[name] ?? name;
  const units = await readUnits(db);
  const version = new Map((await readCurrent(db)).map(({ data }) => [data.id, data.version]));
  const versionOf = (unit: string): string => {
    const calendar = calendarOfUnit(units, unit, deployment);
    const found = version.get(calendar);
    if (found === undefined) throw new Refused('calendar.unknown', { found: calendar, unit });
    return found;
  };
  const calendar = versionOf(unitOf(procedure.lead));
  const among = unitsOf(procedure)?.map(unitOf) ?? units.map(({ id }) => id);
  const others = among.map(unit => [unit, versionOf(unit)] as const).filter(([, its]) => its !== calendar);
  return { calendar, ...(others.length > 0 && { calendars: Object.fromEntries(others) }) };
}
