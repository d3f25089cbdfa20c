import chineseDays from 'chinese-days';
import { Lunar } from 'lunar-typescript';
import { expect, test } from 'vitest';
import { type CalendarData, compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, parseDay } from '../../domain/calendar/day.ts';
import { overlay } from '../../domain/calendar/overlay.ts';
import { cn, demonstration } from '../../domain/calendar/published.ts';
import lunarDays from '../../domain/calendar/regulation/lunar-days.json' with { type: 'json' };
import { firstLunarYear, lastLunarYear, statutoryDaysOff } from '../../domain/calendar/regulation/regulation.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import { calendarDays, clockHours, months, onDay, workingDays, workingHours } from '../../domain/clock/limit.ts';
import { facts } from '../deadline/cases.ts';
import { long } from '../support/tags.ts';

const calendar = compileCalendar(cn);
const years = Array.from({ length: lastLunarYear - firstLunarYear + 1 }, (_, index) => firstLunarYear + index);
const table: Readonly<Record<string, readonly string[]>> = lunarDays;
const due = (anchor: string, limit: Parameters<typeof facts>[1], on = calendar) => dueOf(on, facts(anchor, limit));
const dayDue = (anchor: string, n: number): string => formatDay(due(anchor, workingDays(n)).day);

test('the lunar days of every year are those of lunar-typescript', long, () => {
  expect(Object.keys(table).map(Number)).toEqual(years);
  for (const year of years) {
    const newYear = Lunar.fromYmd(year, 1, 1);
    const days = [
      newYear.getSolar().next(-1),
      newYear.getJieQiTable()['清明']!,
      Lunar.fromYmd(year, 5, 5).getSolar(),
      Lunar.fromYmd(year, 8, 15).getSolar(),
    ];
    expect(table[year], String(year)).toEqual(days.map(day => day.toYmd().slice(5)));
  }
});

test('the lunar days are those of chinese-days, save two that it has wrong', () => {
  const differ = years.flatMap(year => {
    const lunar = (month: number, day: number) => chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date;
    const found = [
      formatDay(parseDay(lunar(1, 1)) - 1),
      chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
      lunar(5, 5),
      lunar(8, 15),
    ];
    return found.flatMap((day, index) => (day.slice(5) === table[year]![index] ? [] : [day]));
  });
  // 中秋 of 1996 was 27 September. Its formula for 清明 ends with the century, and the sun comes to 15° on 5 April 2100.
  expect(differ).toEqual(['1996-09-26', '2100-04-04']);
});

test('a year has the thirteen days of the regulation, fewer dates where two holidays meet', () => {
  const told = statutoryDaysOff(2027).map(({ day, name }) => `${day} ${name}`);
  expect(told).toEqual([
    '2027-01-01 元旦',
    '2027-02-05 春节',
    '2027-02-06 春节',
    '2027-02-07 春节',
    '2027-02-08 春节',
    '2027-04-05 清明节',
    '2027-05-01 劳动节',
    '2027-05-02 劳动节',
    '2027-06-09 端午节',
    '2027-09-15 中秋节',
    '2027-10-01 国庆节',
    '2027-10-02 国庆节',
    '2027-10-03 国庆节',
  ]);
  expect(statutoryDaysOff(2028).at(-1)).toMatchObject({ day: '2028-10-03', name: '中秋节、国庆节' });
  expect(statutoryDaysOff(2028)).toHaveLength(12);
});

// (T4)
test('a year without a notice counts Monday to Friday less the days of the regulation', () => {
  // 3, 4 February; 5 to 8 are the Spring Festival; 9, 10, 11.
  expect(dayDue('2027-02-02', 5)).toBe('2027-02-11');
  // 5 April 2027 is a Monday.
  expect(dayDue('2027-04-02', 1)).toBe('2027-04-06');
  // 1 to 3 October 2028 are a Sunday, a Monday and a Tuesday.
  expect(dayDue('2028-09-29', 1)).toBe('2028-10-04');
  expect(calendar.isWorking(parseDay('2027-02-13')), 'no make-up Saturday is invented').toBe(false);
});

test('an override of the calendar wins over the regulation, also that of a region', () => {
  const own = { day: '2027-04-05', working: true, name: '抗洪上班' };
  const region = overlay(cn, { id: 'region', version: 'region-1', title: 'r', overrides: [own] });
  expect(compileCalendar(region).isWorking(parseDay('2027-04-05'))).toBe(true);
  expect(compileCalendar(region).isWorking(parseDay('2027-06-09'))).toBe(false);
});

// (T4)
test('a count that touches 20 to 31 December before a year without a notice is provisional', () => {
  const open = { code: 'decemberOpen', year: 2026 };
  expect(due('2026-12-07', workingDays(9)).provisional, 'Friday, 18 December').toBeUndefined();
  expect(due('2026-12-07', workingDays(10)).provisional, 'Monday, 21 December').toEqual(open);
  expect(due('2026-12-10', calendarDays(9)).provisional, '19 December is a Saturday and rolls').toEqual(open);
  expect(due('2026-11-21', months(1)).provisional).toEqual(open);
  expect(due('2026-12-18T17:00', workingHours(1)).provisional).toEqual(open);
  expect(due('2026-12-18T16:00', workingHours(1)).provisional).toBeUndefined();
  expect(due('2026-12-31', workingDays(1)).provisional).toEqual({ code: 'yearUnpublished', year: 2027 });
  expect(due('2025-12-22', workingDays(3)).provisional, '2026 has a notice').toBeUndefined();
});

test('the open end of December begins on the 20th', () => {
  // The last notice of this calendar is that of 2032, where 17 December is a Friday and the 20th a Monday.
  const on = compileCalendar(demonstration);
  expect(due('2032-12-16', workingDays(1), on).provisional).toBeUndefined();
  expect(due('2032-12-17', workingDays(1), on).provisional).toEqual({ code: 'decemberOpen', year: 2032 });
});

test('clock hours and fixed dates ask no calendar, so none of them is provisional', () => {
  expect(due('2026-12-22T10:00', clockHours(48)).provisional).toBeUndefined();
  expect(due('2026-12-22', onDay('2027-02-01')).provisional).toBeUndefined();
});

test.each([
  ['2028-02-29', months(12), '2029-02-28'],
  ['2028-12-20', calendarDays(30), '2029-01-19'],
  ['2028-12-30T10:00', clockHours(72), '2029-01-02'],
  ['2026-03-02', onDay('2030-05-06'), '2030-05-06'],
])('%s and what it counts to beyond the calendar is refused by the day that was asked for', (anchor, limit, asked) => {
  expect(() => due(anchor, limit)).toThrow(expect.objectContaining({ code: 'calendar.unpublished' }));
  expect(() => due(anchor, limit)).toThrow(asked);
});

test('where no lunar day is known the calendar ends with its last notice', () => {
  const far = (published: readonly number[]): CalendarData => ({
    ...cn,
    firstYear: 2098,
    publishedYears: published,
    overrides: [],
  });
  const reaches = (data: CalendarData, day: string): boolean => {
    try {
      compileCalendar(data).isWorking(parseDay(day));
      return true;
    } catch {
      return false;
    }
  };
  expect(['2100-12-31', '2101-01-01'].map(day => reaches(far([2098, 2099]), day))).toEqual([true, false]);
  expect(['2101-12-31', '2102-01-01'].map(day => reaches(far([2098, 2099, 2100, 2101]), day))).toEqual([true, false]);
});
