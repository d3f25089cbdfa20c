import { compileCalendar, type Calendar } from '../domain/calendar/calendar.ts';
import type { Environment } from '../domain/case/environment.ts';
import type { AnyProcedure } from '../domain/procedure/procedure.ts';
import { Refused } from '../domain/refused.ts';
import type { CaseInput } from '../domain/run/protocol.ts';

/** The surroundings of one run: its procedure, and the calendars that came with its input, compiled when first asked for. */
export function environmentOf(procedure: AnyProcedure, calendars: CaseInput['calendars']): Environment {
  const compiled = new Map<string, Calendar>();
  return {
    procedure,
    calendar(version) {
      const known = compiled.get(version);
      if (known) return known;
      const data = calendars[version];
      if (!data) throw new Refused('calendar.unknown', `Found the calendar "${version}", expected one of ${Object.keys(calendars).join(', ')}.`);
      const calendar = compileCalendar(data);
      compiled.set(version, calendar);
      return calendar;
    },
  };
}
