import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  dayOf,
  formatDay,
  formatInstant,
  instantAt,
  minuteOfDay,
  parseDay,
  parseInstant,
  weekdayOf,
  yearOf,
  yearOfMoment,
} from '../../domain/calendar/day.ts';
import { daysFromCivil } from '../../domain/calendar/civil.ts';
import { Refused } from '../../domain/refusal.ts';
import { times } from '../support/examples.ts';

test('days agree with the platform over all years from 1900 to 9999', () => {
  fc.assert(
    fc.property(fc.integer({ min: parseDay('1900-01-01'), max: parseDay('9999-12-31') }), day => {
      const platform = new Date(day * 86_400_000);
      expect(formatDay(day)).toBe(platform.toISOString().slice(0, 10));
      expect(parseDay(formatDay(day))).toBe(day);
      expect(weekdayOf(day)).toBe((platform.getUTCDay() + 6) % 7);
    }),
    times(2000),
  );
});

test.each([
  '2026-02-30',
  '2025-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '10000-01-01',
  '1899-12-31',
  '2026-1-1',
  '20260101',
  '',
  '2026-01-01T09:00',
])('"%s" is refused as a day', text => {
  expect(() => parseDay(text)).toThrow(
    expect.objectContaining({ code: 'day.invalid', params: { found: text, form: expect.any(String) as string } }),
  );
  expect(() => parseDay(text)).toThrow(Refused);
});

test.each([
  ['12026-01-01', 'year'],
  ['x12026-01-01', 'date'],
  ['12026-01-01x', 'date'],
  ['0000-00-00', 'year'],
  ['0000-00-31', 'year'],
  ['0000-12-01', 'year'],
  ['2026-01-1/', 'date'],
  ['2026-01-1:', 'date'],
  ['2026-02-29', 'existing'],
])('"%s" is refused as a day for its %s', (text, form) => {
  expect(() => parseDay(text)).toThrow(expect.objectContaining({ params: { found: text, form } }));
});

test('a day before the year 1000 is written with four digits all the same', () => {
  expect(formatDay(daysFromCivil(999, 12, 31))).toBe('0999-12-31');
  expect(formatDay(daysFromCivil(1000, 1, 1))).toBe('1000-01-01');
});

// (T17)
test('the year of an instant is the local one, and of the 24:00 of a day that of the day', () => {
  const midnight = parseInstant('2027-01-01T00:00');
  expect([midnight - 1, midnight].map(yearOf)).toEqual([2026, 2027]);
  expect(yearOfMoment(midnight, undefined)).toBe(2027);
  expect(yearOfMoment(midnight, '2026-12-31')).toBe(2026);
});

test('the local day begins at 16:00 UTC of the day before', () => {
  expect(formatDay(dayOf(parseInstant('2026-03-01T15:59:59.999Z')))).toBe('2026-03-01');
  expect(formatDay(dayOf(parseInstant('2026-03-01T16:00Z')))).toBe('2026-03-02');
  expect(minuteOfDay(parseInstant('2026-03-01T16:01:59Z'))).toBe(1);
  expect(instantAt(parseDay('2026-03-01'), 1440)).toBe(parseInstant('2026-03-02T00:00'));
});

test('instants are local unless they carry an offset, and come back as they went', () => {
  expect(parseInstant('1970-01-01T08:00')).toBe(0);
  for (const text of [
    '2026-03-30T09:30:00Z',
    '2026-03-30T17:30',
    '2026-03-30T17:30:00.000+08:00',
    '2026-03-30T04:30-05:00',
    '2026-03-30T15:00+05:30',
  ]) {
    expect(formatInstant(parseInstant(text))).toBe('2026-03-30T17:30:00+08:00');
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), instant => {
      expect(parseInstant(formatInstant(instant))).toBe(instant);
      expect(Date.parse(formatInstant(instant))).toBe(instant);
    }),
  );
});

test.each([
  '2026-03-30',
  '2026-03-30T24:00',
  '2026-03-30T09:60',
  '2026-03-30T09:00:60',
  '2026-02-30T09:00',
  '2026-03-30T09:00+15:00',
  '2026-03-30T9:00',
  '2026-03-30T09:00+0800',
  'T2026-03-30T09:00',
])('"%s" is refused as an instant', text => {
  expect(() => parseInstant(text)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^(instant|day)\.invalid$/) }),
  );
});

test('the corresponding day of a month that lacks it is its last', () => {
  expect(formatDay(addMonths(parseDay('2024-01-31'), 1))).toBe('2024-02-29');
  expect(formatDay(addMonths(parseDay('2025-12-31'), 14))).toBe('2027-02-28');
  expect(formatDay(addMonths(parseDay('2025-12-15'), 1))).toBe('2026-01-15');
});
