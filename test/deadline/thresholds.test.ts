import { expect, test } from 'vitest';
import { formatInstant } from '../../domain/calendar/day.ts';
import { type ClockFacts, thresholdsOf } from '../../domain/clock/clock.ts';
import {
  calendarDays,
  clockHours,
  halfDays,
  type Limit,
  months,
  onDay,
  workingDays,
  workingHours,
} from '../../domain/clock/limit.ts';
import { calendar, facts, pause } from './cases.ts';

const colours = (anchor: string, limit: Limit, more: Partial<ClockFacts> = {}): Record<string, string> =>
  Object.fromEntries(
    thresholdsOf(calendar, facts(anchor, limit, more)).map(({ threshold, at }) => [
      threshold,
      formatInstant(at).slice(0, 16),
    ]),
  );

test.each([
  [20, '2026-03-25', 18],
  [11, '2026-03-13', 10],
  [5, '2026-03-05', 4],
  [3, '2026-03-03', 2],
  [2, '2026-03-02', 1],
  [30, '2026-04-08', 27],
])('%i WD from 2026-02-28 turn yellow at the end of %s, day %i', (n, day) => {
  expect(colours('2026-02-28', workingDays(n)).yellow).toBe(`${day}T17:30`);
});

test('one working day turns yellow at noon of the due day', () => {
  expect(colours('2026-03-06', workingDays(1))).toEqual({ yellow: '2026-03-09T12:00', due: '2026-03-09T17:30' });
  expect(colours('2026-03-06', workingDays(1), { party: 'applicant' })).toEqual({
    yellow: '2026-03-09T12:00',
    due: '2026-03-10T00:00',
  });
});

// (C8)
test('limits from 10 WD, 14 ND, 1 MONTH and 70 WH have a blue reminder at half time', () => {
  expect(colours('2026-03-02', workingDays(10)).blue).toBe('2026-03-09T17:30');
  expect(colours('2026-03-02', workingDays(11)).blue).toBe('2026-03-10T17:30');
  expect(colours('2026-03-02', workingDays(9))).not.toHaveProperty('blue');
  expect(colours('2026-03-02', workingDays(9), { extensions: [workingDays(1)] })).toHaveProperty('blue');
  expect(colours('2026-03-02', halfDays(20))).toHaveProperty('blue');
  // Half of 14 calendar days is the 7th, of the 31 to 2 April the 16th; 35 hours are five days of seven.
  expect(colours('2026-03-02', calendarDays(14)).blue).toBe('2026-03-09T17:30');
  expect(colours('2026-03-02', months(1)).blue).toBe('2026-03-18T17:30');
  expect(colours('2026-03-02T09:00', workingHours(70)).blue).toBe('2026-03-06T17:30');
  for (const limit of [halfDays(19), calendarDays(13), workingHours(69), clockHours(900), onDay('2026-06-01')]) {
    expect(colours('2026-03-02', limit)).not.toHaveProperty('blue');
  }
});

test('a clock that does not warn has no yellow', () => {
  expect(Object.keys(colours('2026-03-02', workingDays(10), { warns: false }))).toEqual(['blue', 'due']);
  expect(Object.keys(colours('2026-03-02', workingDays(5), { warns: false }))).toEqual(['due']);
});

test('half a day and working hours turn yellow by their share of the business minutes', () => {
  expect(colours('2026-03-04T10:00', halfDays(1))).toEqual({ yellow: '2026-03-04T14:30', due: '2026-03-04T17:30' });
  expect(colours('2026-03-04T10:00', workingHours(6))).toEqual({ yellow: '2026-03-04T14:30', due: '2026-03-04T17:30' });
  expect(colours('2026-03-02T09:00', workingHours(70)).yellow).toBe('2026-03-12T17:30');
  expect(
    colours('2026-03-04T10:00', halfDays(1), { pauses: [pause('2026-03-04T11:00', '2026-03-04T11:30')] }).yellow,
  ).toBe('2026-03-04T14:45');
});

test('clock hours turn yellow by their share of the minutes', () => {
  expect(colours('2026-03-04T10:00', clockHours(10))).toEqual({ yellow: '2026-03-04T15:00', due: '2026-03-04T20:00' });
  expect(colours('2026-03-02T10:00', clockHours(480)).yellow).toBe('2026-03-20T10:00');
});

test('calendar days, months and dates turn yellow at the end of their share, rounded up, never rolled', () => {
  expect(colours('2026-03-06', calendarDays(15))).toEqual({
    blue: '2026-03-14T17:30',
    yellow: '2026-03-20T17:30',
    due: '2026-03-23T17:30',
  });
  expect(colours('2026-03-05', calendarDays(3)).yellow).toBe('2026-03-07T17:30');
  expect(colours('2026-03-10', months(1))).toEqual({
    blue: '2026-03-26T17:30',
    yellow: '2026-04-07T17:30',
    due: '2026-04-10T17:30',
  });
  expect(colours('2026-03-02', onDay('2026-03-22'))).toEqual({ yellow: '2026-03-20T17:30', due: '2026-03-22T17:30' });
  expect(colours('2026-03-02', onDay('2026-03-05'))).toEqual({ yellow: '2026-03-04T17:30', due: '2026-03-05T17:30' });
});

test('a date that has passed at the anchor is only due', () => {
  expect(Object.keys(colours('2026-03-10', onDay('2026-03-09')))).toEqual(['due']);
});

test('thresholds move with pauses and extensions', () => {
  const more = { pauses: [pause('2026-03-05', '2026-03-12')] };
  expect(colours('2026-02-28', workingDays(20), more)).toEqual({
    blue: '2026-03-20T17:30',
    yellow: '2026-04-01T17:30',
    due: '2026-04-03T17:30',
  });
  expect(colours('2026-02-28', workingDays(20), { extensions: [workingDays(10)] }).yellow).toBe('2026-04-08T17:30');
});

test('where the calendar begins there is no working day before', () => {
  expect(colours('2015-01-01', workingDays(1)).yellow).toBe('2015-01-04T12:00');
  expect(colours('2015-01-01', calendarDays(2)).yellow).toBe('2015-01-02T17:30');
});

// 100 hours from Monday 18:00 end on Friday at 22:00, half of them on Wednesday at 20:00, 90 % on Friday at 12:00.
test('of clock hours a working day before the due is the same time of day, also after close', () => {
  expect(
    thresholdsOf(calendar, facts('2026-03-02T18:00', clockHours(100))).map(({ threshold, at: when }) => [
      threshold,
      formatInstant(when).slice(0, 16),
    ]),
  ).toEqual([
    ['yellow', '2026-03-05T22:00'],
    ['due', '2026-03-06T22:00'],
  ]);
});
