import type { CalendarData } from '../../../domain/calendar/calendar.ts';
import type { ClockFacts } from '../../../domain/clock/clock.ts';
import { SlowCalendar } from './calendar.ts';
import { slowDue, type SlowDue } from './due.ts';
import { slowRun } from './nearest.ts';

const calendars = new WeakMap<CalendarData, SlowCalendar>();

/** A calendar to be asked a day at a time. */
export function slowCalendarOf(data: CalendarData): SlowCalendar {
  const calendar = calendars.get(data) ?? new SlowCalendar(data);
  calendars.set(data, calendar);
  return calendar;
}

/** When a clock ends, told a day, a half or half a minute at a time from the sentences of semantics.md. */
export const slowDueOf = (data: CalendarData, facts: ClockFacts): SlowDue =>
  slowDue(slowRun(slowCalendarOf(data), facts));
