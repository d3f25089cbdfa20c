import { expect, test } from 'vitest';
import { calendarFrom, overridesFrom, type Arrangements } from '../../domain/calendar/arrangement.ts';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { parseDay } from '../../domain/calendar/day.ts';
import { cn } from '../../domain/calendar/published.ts';
import { Refused } from '../../domain/refusal.ts';

const named = { id: 'x', version: 'x-1', title: 't' };
const off = (...spans: readonly string[]) => ({ notices: ['通知'], off: { 假: spans }, work: [] });
const faultsOf = (make: () => unknown): unknown => {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.params['faults'];
  }
};
const faultsIn = (years: Arrangements): unknown => faultsOf(() => calendarFrom(years, named));

test('a year is four digits from 1900 on, and no more', () => {
  for (const year of ['12026', '2026x', '1899', '202'])
    expect(faultsIn({ [year]: off('2026-01-02') }), year).toContainEqual({ code: 'notAYear', year });
  expect(faultsIn({ 1900: off('1900-01-02') })).toEqual([]);
});

test('a year of holidays without days names no day; one such holiday beside others is a fault of its own', () => {
  expect(faultsIn({ 2026: { notices: ['a'], off: { 元旦: [] }, work: [] } })).toEqual([
    { code: 'emptyYear', year: '2026' },
  ]);
  expect(faultsIn({ 2026: { notices: ['a'], off: { 元旦: [], 春节: ['2026-02-16'] }, work: [] } })).toEqual([
    { code: 'emptyHoliday', holiday: '元旦', year: '2026' },
  ]);
});

test('a span has two dates, at most sixty days', () => {
  const fault = (span: string) => [{ code: 'notASpan', span, year: '2026', most: 60 }];
  expect(faultsIn({ 2026: off('2026-01-01/2026-03-01') })).toEqual([]);
  for (const span of ['2026-01-01/2026-03-02', '2026-01-01/2026-01-02/2026-01-03'])
    expect(faultsIn({ 2026: off(span) })).toEqual(fault(span));
});

test('the dates of what held before an amendment have to exist too', () => {
  const firstNotice = { amendedOn: '2026-01-20', off: { 春节: ['2026-02-30'] }, work: ['2026-13-01'] };
  expect(faultsIn({ 2026: { ...off('2026-02-16'), firstNotice } })).toEqual([
    { code: 'notADate', span: '2026-02-30', year: '2026' },
    { code: 'notADate', span: '2026-13-01', year: '2026' },
  ]);
});

test('what was amended twice rests on the last notice', () => {
  const firstNotice = { amendedOn: '2026-01-20', off: { 春节: ['2026-02-16'] }, work: [] };
  const years = { 2026: { ...off('2026-02-16/2026-02-17'), notices: ['一', '二', '三'], firstNotice } };
  expect(calendarFrom(years, named).overrides.map(({ notice }) => notice)).toEqual(['一', '三']);
});

test('years come in their order, however a file has them', () => {
  const calendar = calendarFrom({ 2027: off('2027-01-04'), 2026: off('2026-01-05') }, named);
  expect(calendar).toMatchObject({ firstYear: 2026, publishedYears: [2026, 2027] });
  expect(calendar.overrides.map(({ day }) => day)).toEqual(['2026-01-05', '2027-01-04']);
  expect(compileCalendar(calendar).isWorking(parseDay('2026-01-05'))).toBe(false);
});

test('an overlay names days from the first year of the calendar below to its last', () => {
  const faults = (day: string) => faultsOf(() => overridesFrom({ [day.slice(0, 4)]: off(day) }, cn, named));
  expect([faults('2015-01-01'), faults('2028-12-31')]).toEqual([[], []]);
  for (const day of ['2014-12-31', '2029-01-01'])
    expect(faults(day)).toEqual([{ code: 'beyondBase', day, base: 'cn-2026', firstYear: 2015, lastYear: 2028 }]);
});
