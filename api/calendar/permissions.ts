import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, everyone } from '../schema/who.ts';

const administrator: Rule = { who: ['administrator'] };

/** Which days are working days is public; publishing and its course are the administrator's. */
export const permissions: PermissionTable = {
  Query: {
    ...all(everyone, 'calendars calendarVersion'),
    ...all(administrator, 'publications publication publicationPreview'),
  },
  Mutation: { publishCalendar: administrator },
  Calendar: all(everyone, 'calendar current versions'),
  CalendarVersion: all(
    everyone,
    'version calendar title current publishedAt on publishedYears businessHours days isWorking',
  ),
  BusinessHours: all(everyone, 'from to weekdays segments'),
  CalendarDay: all(everyone, 'date working name notice'),
  Publication: all(
    administrator,
    'version versions by publishedAt finishedAt rate cases recomputed skipped refused failed open',
  ),
  PublicationPreview: all(
    administrator,
    'versions cases touched examined remaining endCursor moved later earlier overdue refused examples',
  ),
  ClockChange: all(administrator, 'caseId number clock title dueBefore dueBeforeOn due dueOn'),
};
