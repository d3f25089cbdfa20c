import { expect, test } from 'vitest';
import { beforeAmendment, calendarFrom } from '../../domain/calendar/arrangement.ts';
import arrangements from '../../domain/calendar/arrangements/cn.json' with { type: 'json' };
import { type CalendarData, compileCalendar, lastYearOf } from '../../domain/calendar/calendar.ts';
import { addMonths, formatDay, formatInstant, parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { cn } from '../../domain/calendar/published.ts';
import { statutoryDaysOff } from '../../domain/calendar/regulation/regulation.ts';
import { since } from '../../domain/calendar/trim-calendar.ts';
import { attributionOf } from '../../domain/clock/attribution.ts';
import { dueOf, spentOf } from '../../domain/clock/clock.ts';
import {
  calendarDays,
  clockHours,
  halfDays,
  onDay,
  workingDays,
  workingHours,
  type Limit,
} from '../../domain/clock/limit.ts';
import { at, calendar, facts, pause } from './cases.ts';

const on = (day: number): string => formatDay(day);
const refusal = (code: string) => expect.objectContaining({ code });

test("a Saturday's next working day is Monday, the last before it Friday, and none is the Saturday itself", () => {
  const saturday = parseDay('2026-03-07');
  expect([1, -1, 0, 2, -2].map(n => on(calendar.addWorkingDays(saturday, n)))).toEqual([
    '2026-03-09',
    '2026-03-06',
    '2026-03-07',
    '2026-03-10',
    '2026-03-05',
  ]);
});

test('a calendar answers on its first day, and not on the day before, whatever the unit', () => {
  expect(calendar.isWorking(parseDay('2015-01-01'))).toBe(false);
  expect(calendar.businessThrough(parseInstant('2015-01-01T10:00'))).toBe(0);
  for (const limit of [
    workingDays(1),
    calendarDays(3),
    clockHours(48),
    workingHours(1),
    halfDays(1),
    onDay('2015-02-02'),
  ]) {
    expect(() => dueOf(calendar, facts('2014-12-31', limit))).toThrow(refusal('calendar.unpublished'));
  }
});

test('what nobody has published is provisional by days, hours and halves; what is certain says nothing', () => {
  for (const limit of [workingDays(5), calendarDays(5), workingHours(20), halfDays(5)])
    expect(dueOf(calendar, facts('2026-12-30', limit)).provisional).toEqual({ code: 'yearUnpublished', year: 2027 });
  for (const limit of [workingDays(5), halfDays(5), onDay('2026-03-09')])
    expect(dueOf(calendar, facts('2026-03-02', limit))).not.toHaveProperty('provisional');
  expect(calendar.provisionalBetween(parseDay('2014-12-31'), parseDay('2015-01-05'))).toEqual({
    code: 'yearUnpublished',
    year: 2014,
  });
});

test('the leap days of centuries', () => {
  expect(on(parseDay('2000-02-29'))).toBe('2000-02-29');
  expect(on(parseDay('2400-02-29'))).toBe('2400-02-29');
  expect(() => parseDay('2100-02-29')).toThrow(refusal('day.invalid'));
  expect(on(addMonths(parseDay('2000-01-31'), 1))).toBe('2000-02-29');
  expect(on(addMonths(parseDay('2100-01-31'), 1))).toBe('2100-02-28');
});

test('instants with tenths of a second, and from the farthest zone', () => {
  expect(formatInstant(parseInstant('2026-03-02T09:00:00.5'))).toBe('2026-03-02T09:00:00.500+08:00');
  expect(parseInstant('2026-03-02T09:00+14:00')).toBe(parseInstant('2026-03-02T03:00'));
  expect(parseInstant('2026-03-02T09:00+01:59')).toBe(parseInstant('2026-03-02T15:01'));
});

test('before an amendment every day off and on rests on the first notice; no unarranged year was amended', () => {
  const before = calendarFrom(beforeAmendment(arrangements, 2020), { id: 't', version: '1', title: 't' });
  const notices = new Set(before.overrides.filter(({ day }) => day.startsWith('2020')).map(({ notice }) => notice));
  expect([...notices]).toEqual([arrangements['2020'].notices[0]]);
  expect(() => beforeAmendment(arrangements, 1999)).toThrow(refusal('calendar.notAmended'));
});

test('the part of a calendar from its own first year on is the calendar', () => {
  expect(since(cn, 2015)).toBe(cn);
  expect(since(cn, 2020)).toMatchObject({ firstYear: 2020 });
});

const spent = (limit: Limit, now: string, pauses: Parameters<typeof facts>[2]) =>
  spentOf(calendar, facts('2026-03-02T10:00', limit, pauses), at(now)).remaining;

// (C3)
test('a pause opened at the due instant itself stops no lateness; a pause that ends now is over', () => {
  expect(spent(workingDays(5), '2026-03-11', { pauses: [{ from: at('2026-03-09T17:30') }] })).toBe(-2);
  expect(
    spent(workingDays(5), '2026-03-10T20:00', { pauses: [{ from: at('2026-03-09'), until: at('2026-03-10T20:00') }] }),
    'the pause lasted over the close of the resume day: due at the close of the next one',
  ).toBe(0);
  expect(
    spent(workingDays(5), '2026-03-11T17:31', { pauses: [{ from: at('2026-03-09'), until: at('2026-03-10T20:00') }] }),
  ).toBe(-1);
  expect(
    spent(workingDays(5), '2026-03-10T19:59', { pauses: [{ from: at('2026-03-09'), until: at('2026-03-10T20:00') }] }),
  ).toBe(0);
});

const held = (
  limit: Limit,
  now: string,
  more: Parameters<typeof facts>[2] = {},
  pauses: Parameters<typeof attributionOf>[2][number]['pauses'] = [],
) =>
  attributionOf(
    calendar,
    facts('2026-03-02T10:00', limit, more),
    [{ unit: 'fire', from: at('2026-03-02T10:00'), pauses }],
    'lead',
    at(now),
  );

test('days after a pause at the due instant, of a fixed date, and of a half just begun are charged', () => {
  expect(held(workingDays(1), '2026-03-05', { pauses: [{ from: at('2026-03-03T17:30') }] })).toMatchObject({
    counted: 3,
    afterDue: 2,
  });
  expect(held(onDay('2026-03-20'), '2026-03-06', { pauses: [pause('2026-03-03', '2026-03-05')] })).toMatchObject({
    counted: 4,
  });
  expect(held(halfDays(2), '2026-03-02T11:00')).toMatchObject({ counted: 1, units: [{ unit: 'fire', days: 1 }] });
});

test("the clock's own pause and the branch's count once where they overlap", () => {
  const clock = { pauses: [pause('2026-03-03T09:00', '2026-03-03T15:00')] };
  expect(
    held(workingHours(20), '2026-03-04T08:00', clock, [pause('2026-03-03T10:00', '2026-03-03T16:00')]).days.at(-1),
  ).toMatchObject({ units: ['fire'] });
});

const plain = (businessHours: CalendarData['businessHours'] = []) =>
  compileCalendar({
    id: 'plain',
    version: 'plain-1',
    title: '试验',
    firstYear: 2026,
    publishedYears: [2026],
    overrides: [],
    businessHours,
  });

test('the first day of a calendar may be a working day, and no working day or business time lies before it', () => {
  const first = parseDay('2026-01-01');
  const shortFridays = plain([
    {
      segments: [
        [540, 720],
        [810, 1050],
      ],
    },
    { weekdays: [5], segments: [[540, 720]] },
  ]);
  for (const each of [plain(), shortFridays]) {
    expect(each.isWorking(first)).toBe(true);
    expect(each.roll(first)).toBe(first);
    expect(each.businessThrough(parseInstant('2026-01-01T10:00'))).toBe(3_600_000);
    expect(each.businessInstant(1)).toBe(parseInstant('2026-01-01T09:00') + 1);
    expect(() => each.addWorkingDays(first, -1)).toThrow(refusal('calendar.unpublished'));
    expect(() => each.businessInstant(0)).toThrow(refusal('calendar.unpublished'));
  }
});

test('a calendar reaches two years after its last notice, and no further than the lunar days are known', () => {
  expect(lastYearOf({ firstYear: 2026, publishedYears: [] })).toBe(2028);
  expect(lastYearOf({ firstYear: 2026, publishedYears: [2026, 2027] })).toBe(2029);
  expect(lastYearOf({ firstYear: 2098, publishedYears: [2099] }), 'no lunar day after 2100').toBe(2100);
  expect(lastYearOf({ firstYear: 2102, publishedYears: [2102] }), 'a notice itself is enough').toBe(2102);
  expect(lastYearOf({ firstYear: 2102, publishedYears: [2104] }), 'its years before have none').toBe(2101);
  expect([1899, 2101].map(statutoryDaysOff)).toEqual([[], []]);
});
