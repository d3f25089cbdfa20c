import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { shippedCalendars } from '../../domain/calendar/published.ts';
import type { Environment } from '../../domain/case/environment.ts';
import { Refused } from '../../domain/refusal.ts';

/** A procedure's surroundings with the calendars that come with the code: recorded cases fold without a database. */
export const shippedEnvironment = (procedure: Environment['procedure']): Environment => ({
  procedure,
  calendar(version) {
    const data = shippedCalendars.find(each => each.version === version);
    if (!data)
      throw new Refused(
        'calendar.unknown',
        `Found the calendar "${version}", expected one of ${shippedCalendars.map(each => each.version).join(', ')}.`,
      );
    return compileCalendar(data);
  },
});
