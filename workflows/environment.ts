import { compileCalendar, type Calendar, type CalendarData } from '../domain/calendar/calendar.ts';
import type { Environment } from '../domain/case/environment.ts';
import type { AnyProcedure } from '../domain/procedure/procedure.ts';
import { Refused } from '../domain/refusal.ts';
import type { CaseInput } from '../domain/host/protocol.ts';

/**
 * Compiled calendars by their data, shared by all runs of a worker (the module is preloaded): a pure function's
 * results, so a run decides the same with and without them. A handful of versions is in use at a time.
 */
const compiled = new Map<string, Calendar>();
const most = 16;

function compiledOf(data: CalendarData): Calendar {
  const text = JSON.stringify(data);
  const known = compiled.get(text);
  if (known) return known;
  const calendar = compileCalendar(data);
  if (compiled.size >= most) compiled.clear();
  compiled.set(text, calendar);
  return calendar;
}

/**
 * The surroundings of one run: its procedure, and the calendars that came with its input, compiled when first asked
 * for.
 */
export function environmentOf(procedure: AnyProcedure, calendars: CaseInput['calendars']): Environment {
  const own = new Map<string, Calendar>();
  return {
    procedure,
    calendar(version) {
      const known = own.get(version);
      if (known) return known;
      const data = calendars[version];
      if (!data) throw new Refused('calendar.unknown', { found: version, expected: Object.keys(calendars) });
      const calendar = compiledOf(data);
      own.set(version, calendar);
      return calendar;
    },
  };
}
