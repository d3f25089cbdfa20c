import { expect, test } from 'vitest';
import { beforeAmendment, calendarFrom } from '../../domain/calendar/arrangement.ts';
import arrangements from '../../domain/calendar/arrangements/cn.json' with { type: 'json' };
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { checkInstant, parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { cn, demonstration } from '../../domain/calendar/published.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import { checkLimit, parseLimit, workingDays, workingHours } from '../../domain/clock/limit.ts';
import { citationOf } from '../../domain/law.ts';
import { type Refusal, Refused } from '../../domain/refusal.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { at, calendar, facts } from './cases.ts';

interface Said extends Omit<Refusal, 'basis'> {
  readonly basis?: string;
  readonly message: string;
}

/** All that a refusal says in English: what was found, what is expected, by which rule. */
function said(ask: () => unknown): Said {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { basis, ...refusal } = error.refusal;
    const message = refusalText(refusal, 'en');
    return { ...refusal, message, ...(basis && { basis: citationOf(basis, 'en') }) };
  }
  throw new Error('not refused');
}

test.each([
  ['26-3-2', 'date', 'Found "26-3-2" as a day; expected a date as YYYY-MM-DD.'],
  ['10000-01-01', 'year', 'Found "10000-01-01" as a day; expected a year from 1900 to 9999.'],
  ['1899-12-31', 'year', 'Found "1899-12-31" as a day; expected a year from 1900 to 9999.'],
  ['2026-02-30', 'existing', 'Found "2026-02-30" as a day; expected a date that exists.'],
])('the day %s', (text, form, message) => {
  expect(said(() => parseDay(text))).toEqual({
    code: 'day.invalid',
    message,
    basis: 'Days are those of the Gregorian calendar, 1900 to 9999',
    params: { found: text, form },
  });
});

test.each(['2026/03-02', '2026-03/02', '2026-0x-02', 'x026-03-02', '2026-03-0x'])('%s, which is no date', text => {
  expect(said(() => parseDay(text))).toMatchObject({
    code: 'day.invalid',
    message: `Found "${text}" as a day; expected a date as YYYY-MM-DD.`,
  });
});

test.each([
  ['today', 'instant', 'YYYY-MM-DDTHH:mm[:ss[.mmm]], local or with an offset'],
  ['2026-03-02T24:00', 'time', 'a time from 00:00 to 23:59:59'],
  ['2026-03-02T09:60', 'time', 'a time from 00:00 to 23:59:59'],
  ['2026-03-02T09:00:60', 'time', 'a time from 00:00 to 23:59:59'],
  ['2026-03-02T09:00+15:00', 'offset', 'an offset from -14:59 to +14:59'],
  ['2026-03-02T09:00+01:60', 'offset', 'an offset from -14:59 to +14:59'],
  ['x2026-03-02T09:00Zx', 'instant', 'YYYY-MM-DDTHH:mm[:ss[.mmm]], local or with an offset'],
])('the instant %s', (text, form, expected) => {
  expect(said(() => parseInstant(text))).toEqual({
    code: 'instant.invalid',
    message: `Found "${text}" as an instant; expected ${expected}.`,
    basis: 'An instant is a day with a time, in UTC+8 where no offset is said',
    params: { found: text, form },
  });
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('a clock anchored at %d, or paused from or to then', instant => {
  const refusal = {
    code: 'instant.invalid',
    message: `Found "${instant}" as an instant; expected whole milliseconds since 1970-01-01T00:00Z.`,
    basis: 'An instant is a day with a time, in UTC+8 where no offset is said',
    params: { found: String(instant), form: 'milliseconds' },
  };
  expect(said(() => checkInstant(instant))).toEqual(refusal);
  expect(said(() => dueOf(calendar, { ...facts('2026-03-02', workingDays(1)), anchor: instant }))).toEqual(refusal);
  expect(said(() => dueOf(calendar, facts('2026-03-02', workingDays(1), { pauses: [{ from: instant }] })))).toEqual(
    refusal,
  );
  expect(
    said(() =>
      dueOf(calendar, facts('2026-03-02', workingDays(1), { pauses: [{ from: at('2026-03-02'), to: instant }] })),
    ),
  ).toEqual(refusal);
});

test('a limit that is no positive whole number', () => {
  expect(said(() => workingDays(0.5))).toEqual({
    code: 'limit.notPositive',
    message: 'Found 0.5 WD; expected a positive whole number (half a working day is 1 HALF_DAY).',
    basis: 'Never turn one unit into another',
    params: { found: { unit: 'WD', n: 0.5 } },
  });
  for (const n of [0, -3, Number.NaN, 1e300])
    expect(said(() => workingDays(n))).toMatchObject({
      message: `Found ${n} WD; expected a positive whole number (half a working day is 1 HALF_DAY).`,
      basis: 'A limit is at least one of its own unit',
    });
  expect(said(() => parseLimit('1..5WH'))).toMatchObject({
    code: 'limit.invalid',
    basis: 'A limit is a number and a unit, or a date',
  });
});

test('hours that are no whole minutes, and a date that does not exist', () => {
  expect(said(() => workingHours(0.001))).toMatchObject({
    code: 'limit.notPositive',
    message: 'Found 0.001 WH; expected hours above 0 that are whole minutes.',
    basis: 'Hours are counted in whole minutes',
  });
  expect(said(() => checkLimit({ unit: 'DATE', date: '2026-02-30' }))).toMatchObject({ code: 'day.invalid' });
});

test('an extension in another unit', () => {
  const [limit, extension] = [workingDays(5), { unit: 'ND', n: 3 }] as const;
  expect(said(() => dueOf(calendar, facts('2026-03-02', limit, { extensions: [extension] })))).toEqual({
    code: 'extension.unit',
    message: 'Found an extension in ND of a limit in WD; expected WD.',
    basis: "An extension is in the limit's own unit",
    params: { limit, extension },
  });
});

test('a pause that ends before it starts', () => {
  const [from, to] = [at('2026-03-03'), at('2026-03-02')];
  expect(said(() => dueOf(calendar, facts('2026-03-02', workingDays(5), { pauses: [{ from, to }] })))).toEqual({
    code: 'pause.endsBeforeStart',
    message:
      'Found a pause from 2026-03-03T09:00:00+08:00 that ends before, at 2026-03-02T09:00:00+08:00; expected an end ' +
      'at or after its start.',
    basis: '行政许可法 45',
    params: { from, to },
  });
});

test('a day that no calendar reaches', () => {
  const refusal = (asked: string, as = asked) => ({
    code: 'calendar.unpublished',
    message:
      `Calendar cn cn-2026 answers for 2015 to 2028, asked was ${as}; publish the ` +
      'arrangements of the years wanted.',
    basis: 'A calendar answers from its first year to two years after the last notice; beyond, a deadline is refused',
    params: { calendar: 'cn', version: 'cn-2026', firstYear: 2015, lastYear: 2028, asked },
  });
  expect(said(() => calendar.isWorking(parseDay('2029-01-01')))).toEqual(refusal('2029-01-01'));
  expect(said(() => calendar.workingDay(0))).toEqual(refusal('before', 'a day before 2015'));
  expect(said(() => calendar.workingDay(100_000))).toEqual(refusal('after', 'a day after 2028'));
});

test('a date overridden twice', () => {
  const override = { day: '2026-03-02', working: false, name: 'x' };
  expect(said(() => compileCalendar({ ...cn, overrides: [override, override] }))).toEqual({
    code: 'calendar.duplicateOverride',
    message: 'Calendar cn cn-2026 holds 2026-03-02 twice; expected one override a date.',
    basis: 'One override row per (calendar, version, date)',
    params: { calendar: 'cn', version: 'cn-2026', day: '2026-03-02' },
  });
});

test('business hours that make no day', () => {
  const about = (found: [number, number][]) =>
    said(() => compileCalendar({ ...cn, businessHours: [{ segments: found }] }));
  expect(about([[720, 540]])).toEqual({
    code: 'calendar.hours',
    basis: 'Business hours are segments',
    params: { found: [[720, 540]], fault: { code: 'notASegment', found: [720, 540] } },
    message: '[720,540] is no segment: expected two whole minutes of the day, the first before the last.',
  });
  const morning: [number, number] = [540, 720];
  expect(about([morning, [720, 1050]]).message).toBe(
    '09:00-12:00 and 12:00-17:30 adjoin; write 09:00-17:30 as one segment.',
  );
  expect(about([morning, [700, 1050]]).message).toBe('09:00-12:00 and 11:40-17:30 overlap or are not in order.');
  expect(about([]).message).toBe('a day of business has at least one segment; a day without any is a day off.');
});

test('arrangements that contradict themselves, and an amendment that never was', () => {
  const faults = [
    { code: 'namedTwice', day: '2026-10-02' },
    { code: 'idleMakeUp', day: '2026-03-06' },
  ];
  expect(
    said(() =>
      calendarFrom(
        { '2026': { notices: [], off: { 国庆节: ['2026-10-02', '2026-10-02'] }, work: ['2026-03-06'] } },
        { id: 'own', version: 'own-1', title: 't' },
      ),
    ),
  ).toEqual({
    code: 'calendar.contradiction',
    message:
      'The arrangements of own own-1 contradict themselves: 2026-10-02 is named twice; 2026-03-06 is a make-up day ' +
      'but is a working day anyway.',
    basis: 'One override row per (calendar, version, date)',
    params: { calendar: 'own', version: 'own-1', faults },
  });
  expect(said(() => beforeAmendment(arrangements, 2016))).toMatchObject({
    code: 'calendar.notAmended',
    message: 'The arrangement of 2016 was never amended; expected a year with a first notice.',
  });
});

test('the shipped calendars say what they are', () => {
  expect([cn, demonstration].map(({ id, version, title, firstYear }) => ({ id, version, title, firstYear }))).toEqual([
    { id: 'cn', version: 'cn-2026', title: '国务院办公厅节假日安排（2015—2026 年）', firstYear: 2015 },
    {
      id: 'demonstration',
      version: 'demonstration-2032',
      title: '测试日历（2027—2032 年安排为虚构，不得用于真实办件）',
      firstYear: 2015,
    },
  ]);
});
