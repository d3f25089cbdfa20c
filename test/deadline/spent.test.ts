import { expect, test } from 'vitest';
import { type ClockFacts, spentOf } from '../../domain/clock/clock.ts';
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
import { at, calendar, facts, pause } from './cases.ts';

const spent = (limit: Limit, now: string, more: Partial<ClockFacts> = {}) => {
  const { elapsed, remaining } = spentOf(calendar, facts('2026-03-02T10:00', limit, more), at(now));
  return [elapsed, remaining];
};

test('a day begun is used, the anchor day is not', () => {
  expect(spent(workingDays(5), '2026-03-01')).toEqual([0, 5]);
  expect(spent(workingDays(5), '2026-03-02T18:00')).toEqual([0, 5]);
  expect(spent(workingDays(5), '2026-03-04')).toEqual([2, 3]);
  expect(spent(workingDays(5), '2026-03-09T17:30')).toEqual([5, 0]);
  expect(spent(workingDays(5), '2026-03-04T00:00'), 'an act at 00:00 is of the day that begins').toEqual([2, 3]);
});

test('late is below zero at once, then by the days that passed', () => {
  expect(spent(workingDays(5), '2026-03-09T17:31')).toEqual([6, -1]);
  expect(spent(workingDays(5), '2026-03-10')).toEqual([6, -1]);
  expect(spent(workingDays(5), '2026-03-11')).toEqual([7, -2]);
  expect(spent(workingDays(5), '2026-03-11', { party: 'applicant' })).toEqual([7, -2]);
  expect(spent(workingHours(1), '2026-03-02T14:00')).toEqual([60 + 90, -90]);
});

test('each unit is told in its own measure', () => {
  expect(spent(calendarDays(10), '2026-03-08')).toEqual([6, 4]);
  expect(spent(months(1), '2026-03-08')).toEqual([6, 25]);
  expect(spent(onDay('2026-03-22'), '2026-03-08')).toEqual([6, 14]);
  expect(spent(halfDays(4), '2026-03-03T10:00')).toEqual([2, 2]);
  expect(spent(workingHours(4), '2026-03-02T14:00')).toEqual([150, 90]);
  expect(spent(clockHours(5), '2026-03-02T14:00')).toEqual([240, 60]);
});

test('paused time is not spent, and nothing is late while paused', () => {
  const open = { pauses: [{ from: at('2026-03-05') }] };
  expect(spent(workingDays(5), '2026-03-05', open)).toEqual([3, 2]);
  expect(spent(workingDays(5), '2026-04-20', open)).toEqual([3, 2]);
  expect(spent(workingDays(5), '2026-03-13', { pauses: [pause('2026-03-05', '2026-03-12')] })).toEqual([4, 1]);
  expect(spent(workingDays(5), '2026-03-13T18:00', { pauses: [{ from: at('2026-03-09') }] })).toEqual([5, 0]);
});

test("an open pause ends with the special procedure's own limit", () => {
  const open = { pauses: [{ from: at('2026-03-05'), until: at('2026-03-12') }] };
  expect(spent(workingDays(5), '2026-03-16T17:00', open)).toEqual([5, 0]);
  expect(spent(workingDays(5), '2026-03-17T09:00', open)).toEqual([6, -1]);
});

test("a pause opened after the due instant does not stop the lateness; tomorrow's is not known today", () => {
  expect(spent(workingDays(5), '2026-03-12', { pauses: [{ from: at('2026-03-10') }] })).toEqual([8, -3]);
  expect(spent(workingDays(5), '2026-03-04', { pauses: [pause('2026-03-05', '2026-03-12')] })).toEqual([2, 3]);
});

test('a fixed date does not pause', () => {
  expect(spent(onDay('2026-03-04'), '2026-03-06', { pauses: [{ from: at('2026-03-03') }] })).toEqual([4, -2]);
});

test('no half begins by night: the morning does at opening, the afternoon at noon, paused ones by theirs', () => {
  const elapsed = (time: string, more: Partial<ClockFacts> = {}): number | undefined =>
    spent(halfDays(7), time, more)[0];
  expect(
    [
      '2026-03-02T17:30',
      '2026-03-02T20:00',
      '2026-03-03T08:59',
      '2026-03-03T09:00',
      '2026-03-03T12:00',
      '2026-03-07T10:00',
      '2026-03-02T12:00',
    ].map(time => elapsed(time)),
  ).toEqual([1, 1, 1, 2, 3, 9, 1]);
  expect(spent(halfDays(1), '2026-03-02T20:00'), 'late by the one half that it is').toEqual([2, -1]);
  expect(spent(halfDays(1), '2026-03-03T08:00')).toEqual([2, -1]);
  // From the morning of Mar 3 by night: the afternoon of Mar 3 and the morning of Mar 4 do not count, neither while it
  // lasts nor after.
  const night = { pauses: [pause('2026-03-03T11:00', '2026-03-03T20:00')] };
  expect(['2026-03-03T21:00', '2026-03-04T10:00', '2026-03-04T12:00'].map(time => elapsed(time, night))).toEqual([
    2, 2, 3,
  ]);
  expect(elapsed('2026-03-03T21:00', { pauses: [{ from: at('2026-03-03T20:00') }] })).toBe(3);
  expect(elapsed('2026-03-03T19:00', { pauses: [pause('2026-03-03T18:00', '2026-03-03T18:30')] })).toBe(3);
});

// The pause ends at the 24:00 of Friday the 6th.
// (C2, T17)
test('at 00:00 inside of a pause that will end at a 24:00, the day that begins is paused too', () => {
  const pauses = [{ from: at('2026-03-04T10:00'), to: at('2026-03-07T00:00'), isToDayEnd: true as const }];
  expect(spent(workingDays(5), '2026-03-05T23:59', { pauses })).toEqual([2, 3]);
  expect(spent(workingDays(5), '2026-03-06T00:00', { pauses })).toEqual([2, 3]);
  expect(spent(workingDays(5), '2026-03-06T00:01', { pauses })).toEqual([2, 3]);
});

test('a pause that begins at a 24:00 begins on the day that is over', () => {
  const from = at('2026-03-04T00:00');
  expect(spent(workingDays(5), '2026-03-05T12:00', { pauses: [{ from, isFromDayEnd: true }] })).toEqual([1, 4]);
  expect(spent(workingDays(5), '2026-03-05T12:00', { pauses: [{ from }] })).toEqual([2, 3]);
});
