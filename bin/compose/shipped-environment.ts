import { type Calendar, compileCalendar } from '../../domain/calendar/calendar.ts';
import { shippedCalendars } from '../../domain/calendar/published.ts';
import type { Environment } from '../../domain/case/environment.ts';
import { Refused } from '../../domain/refusal.ts';

/** Each is compiled at its first use: a recorded case asks for its calendar at every event. */
const compiled = new Map<string, Calendar>();

/** A procedure's surroundings with the calendars that come with the code: recorded cases fold without a database. */
export const shippedEnvironment = (procedure: Environment['procedure']): Environment => ({
  procedure,
  calendar(version) {
    const known = compiled.get(version);
    if (known) return known;
    const data = shippedCalendars.find(each => each.version === version);
    if (!data)
      throw new Refused('calendar.unknown', { found: version, expected: shippedCalendars.map(each => each.version) });
    const calendar = compileCalendar(data);
    compiled.set(version, calendar);
    return calendar;
  },
});
