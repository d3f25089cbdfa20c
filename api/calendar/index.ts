import type { Noun } from '../schema/noun.ts';
import { permissions } from './permissions.ts';
import { addPublication } from './publication.ts';
import { addPublishCalendar } from './publish.ts';
import { addCalendarQueries } from './queries.ts';
import { addCalendar } from './type.ts';

/** The calendar (日历) and its publication. */
export const calendar: Noun = {
  permissions,
  parts: [addCalendar, addCalendarQueries, addPublication, addPublishCalendar],
};
