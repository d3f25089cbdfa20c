import { provisionalText } from '../../domain/words/zh-CN/phrases.ts';
import { expect, test } from 'vitest';
import { beforeAmendment, calendarFrom, type Arrangements } from '../../domain/calendar/arrangement.ts';
import arrangements from '../../domain/calendar/arrangements/cn.json' with { type: 'json' };
import { type CalendarData, compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, parseDay } from '../../domain/calendar/day.ts';
import { overlay } from '../../domain/calendar/overlay.ts';
import { cn, demonstration, shippedCalendars } from '../../domain/calendar/published.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import { workingDays } from '../../domain/clock/limit.ts';
import { calendar, facts } from './cases.ts';

const named = { id: 't', version: '1', title: 't' };
const refusal = (code: string, params?: object) =>
  expect.objectContaining({ code, ...(params === undefined ? {} : { params: expect.objectContaining(params) }) });

test.each([
  [2020, '2020-01-16', 10, '2020-02-04', '2020-02-06'],
  [2019, '2019-04-25', 5, '2019-05-03', '2019-05-05'],
  [2015, '2015-09-01', 3, '2015-09-04', '2015-09-07'],
])('the amendment of %i moves a case accepted on %s with %i WD from %s to %s', (year, accepted, n, before, after) => {
  const first = compileCalendar(calendarFrom(beforeAmendment(arrangements, year), named));
  expect(formatDay(dueOf(first, facts(accepted, workingDays(n))).day)).toBe(before);
  expect(formatDay(dueOf(calendar, facts(accepted, workingDays(n))).day)).toBe(after);
});

test('a year that was never amended has no arrangement before its amendment', () => {
  expect(() => beforeAmendment(arrangements, 2016)).toThrow(refusal('calendar.notAmended'));
});

test('each override of the shipped calendar names its holiday and notice, the amended ones the amendment', () => {
  const row = (day: string) => cn.overrides.find(override => override.day === day);
  expect(row('2026-10-01')).toEqual({
    day: '2026-10-01',
    working: false,
    name: '国庆节',
    notice: arrangements['2026'].notices[0],
  });
  expect(row('2020-01-24')?.notice).toBe(arrangements['2020'].notices[0]);
  expect(row('2020-02-01')).toEqual({
    day: '2020-02-01',
    working: false,
    name: '春节',
    notice: arrangements['2020'].notices[1],
  });
  expect(row('2019-05-05')).toMatchObject({ working: true, notice: arrangements['2019'].notices[1] });
  expect(cn.overrides.every(({ name, notice }) => name !== '' && notice !== undefined)).toBe(true);
});

test('contradicting arrangements are refused with all their faults', () => {
  const wrong: Arrangements = {
    '2026': {
      notices: [],
      off: {
        国庆节: ['2026-10-01/2026-10-03', '2026-10-02'],
        x: ['2026-02-30', '2026-05-03/2026-05-01', '2028-01-01'],
      },
      work: ['2026-10-03', '2026-03-06'],
    },
    '12': { notices: [], off: { x: ['2026-03-09'] }, work: [] },
  };
  expect(() => calendarFrom(wrong, named)).toThrow(
    refusal('calendar.contradiction', {
      faults: [
        { code: 'notAYear', year: '12' },
        { code: 'notADate', span: '2026-02-30', year: '2026' },
        { code: 'notASpan', span: '2026-05-03/2026-05-01', year: '2026', most: 60 },
        { code: 'beyondNotice', day: '2028-01-01', year: '2026' },
        { code: 'namedTwice', day: '2026-10-02' },
        { code: 'offAndWorking', day: '2026-10-03' },
        { code: 'idleMakeUp', day: '2026-03-06' },
      ],
    }),
  );
  expect(() => calendarFrom({}, named)).toThrow(refusal('calendar.contradiction', { faults: [{ code: 'noYear' }] }));
});

test('a notice may name days of a neighbouring year', () => {
  expect(calendar.isWorking(parseDay('2018-12-29'))).toBe(true);
  expect(calendar.isWorking(parseDay('2018-12-31'))).toBe(false);
  expect(calendar.isWorking(parseDay('2022-12-31'))).toBe(false);
});

// (T2)
test('without an override Monday to Friday are working days', () => {
  const week = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
  expect(week.map(day => calendar.isWorking(parseDay(day)))).toEqual([true, true, true, true, true, false, false]);
});

test('the test calendar says that it is one, and reaches 2032', () => {
  expect(demonstration.title).toContain('测试日历');
  expect(demonstration.publishedYears.at(-1)).toBe(2032);
  expect(
    demonstration.overrides
      .filter(({ day }) => day >= '2027-01-03')
      .every(({ notice }) => notice?.includes('测试数据')),
  ).toBe(true);
  const compiled = compileCalendar(demonstration);
  expect(compiled.isWorking(parseDay('2027-02-08'))).toBe(false);
  expect(compiled.provisional(parseDay('2032-12-19'))).toBeUndefined();
  expect(new Set(shippedCalendars.map(({ id, version }) => `${id} ${version}`)).size).toBe(shippedCalendars.length);
});

// (T4)
test('a deadline that counts in an unpublished year says so, with the year', () => {
  const due = (anchor: string, n: number) => dueOf(calendar, facts(anchor, workingDays(n))).provisional;
  expect(due('2026-12-17', 1)).toBeUndefined();
  // 18 December 2026 is a Friday, so the next working day is Monday, 21 December.
  expect(due('2026-12-18', 1)).toEqual({ code: 'decemberOpen', year: 2026 });
  expect(due('2026-12-30', 1)).toEqual({ code: 'decemberOpen', year: 2026 });
  expect(due('2026-12-30', 2)).toEqual({ code: 'yearUnpublished', year: 2027 });
  expect(provisionalText(due('2026-12-30', 2)!)).toBe(
    '2027 年放假安排尚未公布，暂按周一至周五及全国年节及纪念日放假办法的放假日计算，不含调休、补假',
  );
  expect(calendar.provisional(parseDay('2028-01-04'))).toEqual({ code: 'yearUnpublished', year: 2028 });
  const gap = compileCalendar({ ...cn, publishedYears: cn.publishedYears.filter(year => year !== 2025) });
  expect(dueOf(gap, facts('2024-12-30', workingDays(300))).provisional).toEqual({
    code: 'yearUnpublished',
    year: 2025,
  });
});

// (T4)
test('beyond two years after the last notice, and before the first, everything is refused', () => {
  const due = (anchor: string, n: number) => () => dueOf(calendar, facts(anchor, workingDays(n)));
  expect(due('2028-12-28', 1)).not.toThrow();
  expect(due('2028-12-29', 1)).toThrow(refusal('calendar.unpublished'));
  expect(due('2026-03-02', 7000)).toThrow(refusal('calendar.unpublished'));
  expect(due('2014-12-31', 1)).toThrow(refusal('calendar.unpublished'));
  for (const limit of [
    { unit: 'NH', n: 30_000 },
    { unit: 'DATE', date: '2029-01-01' },
    { unit: 'MONTH', n: 36 },
    { unit: 'ND', n: 1100 },
    { unit: 'WH', n: 9000 },
  ] as const) {
    expect(() => dueOf(calendar, facts('2026-03-02', limit))).toThrow(refusal('calendar.unpublished'));
  }
  expect(() => calendar.isWorking(parseDay('2029-01-01'))).toThrow(refusal('calendar.unpublished'));
});

// (T5)
test("the organisation's override wins over the region's, the region's over the country's", () => {
  const own = (id: string, day: string, working: boolean) => ({
    id,
    version: '1',
    title: id,
    overrides: [{ day, working, name: id }],
  });
  const region = overlay(cn, own('region', '2026-10-01', true));
  const organisation = overlay(region, own('organisation', '2026-10-01', false));
  const working = (data: CalendarData) => compileCalendar(data).isWorking(parseDay('2026-10-01'));
  expect([cn, region, organisation].map(working)).toEqual([false, true, false]);
  expect(compileCalendar(organisation).isWorking(parseDay('2026-10-02'))).toBe(false);
  expect(organisation.id).toBe('organisation');
});

// (T2)
test('a date overridden twice, and business hours that make no day, are refused', () => {
  const twice = cn.overrides.slice(0, 1);
  expect(() => compileCalendar({ ...cn, overrides: [...twice, ...twice] })).toThrow(
    refusal('calendar.duplicateOverride'),
  );
  for (const businessHours of [
    [],
    [
      [540, 720],
      [710, 1000],
    ],
    [
      [720, 540],
      [810, 1050],
    ],
    [[540, 1500]],
    [[540.5, 1050]],
  ] as [number, number][][]) {
    expect(() => compileCalendar({ ...cn, businessHours: [{ segments: businessHours }] })).toThrow(
      refusal('calendar.hours'),
    );
  }
});
