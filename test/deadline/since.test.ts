import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, parseDay } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { since } from '../../domain/calendar/trim-calendar.ts';

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
