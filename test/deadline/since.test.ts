import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import { calendarDays, halfDays, months, workingDays, workingHours } from '../../domain/clock/limit.ts';
import { since, sinceReceipt } from '../../domain/calendar/trim-calendar.ts';
import { facts } from './cases.ts';

test('the part of a calendar from a year on says of every later day what the whole says', () => {
  const whole = compileCalendar(demonstration);
  const part = compileCalendar(since(demonstration, 2026));
  const [first, last] = [parseDay('2026-01-01'), parseDay('2033-06-30')];
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: 1, max: 100 }), (day, n) => {
      expect(part.isWorking(day), formatDay(day)).toBe(whole.isWorking(day));
      expect(part.addWorkingDays(day, n)).toBe(whole.addWorkingDays(day, n));
      expect(part.provisionalBetween(day, day + n)).toEqual(whole.provisionalBetween(day, day + n));
    }),
  );
  expect(() => part.isWorking(first - 2)).toThrow('2025-12-30');
  expect(JSON.stringify(part.data).length).toBeLessThan(JSON.stringify(whole.data).length / 3);
});

test('the part ends where the whole does, also from a year on that nobody has published', () => {
  for (const year of [2026, 2032, 2033, 2034]) {
    const part = compileCalendar(since(demonstration, year));
    expect(part.isWorking(parseDay('2034-12-29')), String(year)).toBe(true);
    expect(() => part.isWorking(parseDay('2035-01-01')), String(year)).toThrow('"lastYear":2034');
  }
});

// (T17)
test('what is received at the 24:00 of 31 December is counted as by the whole calendar', () => {
  const anchor = parseInstant('2028-01-01T00:00');
  const part = sinceReceipt(demonstration, anchor);
  expect(part.firstYear).toBe(2027);
  const [whole, needed] = [demonstration, part].map(data => compileCalendar(data));
  for (const limit of [workingDays(5), calendarDays(5), months(1), halfDays(3), workingHours(9)]) {
    const clock = { ...facts('2027-12-31', limit), anchor, isAnchoredAtDayEnd: true as const };
    expect(dueOf(needed!, clock), limit.unit).toEqual(dueOf(whole!, clock));
  }
  expect(sinceReceipt(demonstration, anchor + 1).firstYear).toBe(2028);
});
