import type { CalendarData } from './calendar.ts';
import { parseDay, yearOfDay } from './day.ts';

/**
 * The part of a calendar from a year on, without the notices' addresses: what a case needs that was received then.
 * Every date after the year's beginning is what the whole calendar says, where it ends too; an earlier one is refused.
 */
export function since(data: CalendarData, year: number): CalendarData {
  if (year <= data.firstYear) return data;
  return {
    ...data,
    firstYear: year,
    overrides: data.overrides
      .filter(each => yearOfDay(parseDay(each.day)) >= year)
      .map(({ day, working, name }) => ({ day, working, name })),
  };
}
