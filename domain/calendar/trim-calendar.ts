import type { CalendarData } from './calendar.ts';
import { dayEndingAt, type Instant, parseDay, yearOfDay } from './day.ts';

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

/**
 * The part that a case needs that was received at an instant: no clock of it is anchored before. What was received at
 * the 24:00 of a day is anchored on that day, which may be the last one of a year. (T17)
 */
export const sinceReceipt = (data: CalendarData, receivedAt: Instant): CalendarData =>
  since(data, yearOfDay(dayEndingAt(receivedAt)));
