import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, formatInstant, instantAt, parseDay, weekdayOf } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import { formatSegment } from '../../domain/calendar/hours.ts';
import { keepPastHours } from '../../domain/calendar/past-hours.ts';
import { cn, cnFile } from '../../domain/calendar/published.ts';
import { readCalendarFile, writtenCalendarFile } from '../../domain/calendar/reading.ts';
import { Refused } from '../../domain/refusal.ts';
import { dueOf, parseAnchor, parsePause, spentOf, thresholdsOf } from '../../domain/clock/clock.ts';
import { halfDays, type Limit, workingDays, workingHours } from '../../domain/clock/limit.ts';
import { sumStepText } from '../../domain/words/zh-CN/explained-sum.ts';
import { explain } from '../../domain/clock/explain/explain.ts';
import { anyCase } from '../deadline/cases.ts';
import { times } from '../support/examples.ts';

type Hours = NonNullable<CalendarFile['businessHours']>;
const usual = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
] as const;
const summer = [
  ['09:00', '12:00'],
  ['15:00', '18:00'],
] as const;
const morning = [['09:00', '12:00']] as const;

const calendarWith = (businessHours: Hours) => compileCalendar(calendarOf({ ...cnFile, businessHours }));
const fromJune = calendarWith([{ from: '2026-06-01', segments: summer }]);
const shortFridays = calendarWith([{ from: '2026-01-01', weekdays: [5], segments: morning }]);
const due = (calendar: typeof fromJune, anchor: string, limit: Limit, pauses: readonly string[] = []): string =>
  formatInstant(
    dueOf(calendar, {
      anchor: parseAnchor(calendar, anchor),
      limit,
      party: 'agency',
      pauses: pauses.map(text => {
        const [from, to] = text.split('/') as [string, string];
        return parsePause(calendar, from, to);
      }),
      extensions: [],
      warns: true,
    }).at,
  ).slice(0, 16);
const told = (calendar: typeof fromJune, day: string): string =>
  calendar.hoursOn(parseDay(day)).segments.map(formatSegment).join(' ');
const faultsOf = (businessHours: unknown): unknown => {
  try {
    calendarOf(readCalendarFile({ ...JSON.parse(writtenCalendarFile(cnFile)), businessHours }));
    return [];
  } catch (error) {
    return error instanceof Refused ? (error.params['faults'] ?? error.params['issues']) : error;
  }
};

// (T16)
test('hours that change from a day on leave the days before them as they were', () => {
  // 1.5 hours on Friday, 29 May; 6 on Monday, 1 June, by the new hours; 2.5 on Tuesday.
  expect(due(fromJune, '2026-05-29T16:00', workingHours(10))).toBe('2026-06-02T11:30');
  expect(due(fromJune, '2026-05-29', workingDays(1))).toBe('2026-06-01T18:00');
  expect(due(fromJune, '2026-05-28', workingDays(1))).toBe('2026-05-29T17:30');
});

test('a season ends, and the hours before it hold again', () => {
  const seasonal = calendarWith([
    { from: '2026-06-01', to: '2026-09-30', segments: summer },
    { from: '2015-01-01', segments: usual },
  ]);
  expect(['2026-05-29', '2026-06-01', '2026-09-30', '2026-10-08'].map(day => told(seasonal, day))).toEqual([
    '09:00-12:00 13:30-17:30',
    '09:00-12:00 15:00-18:00',
    '09:00-12:00 15:00-18:00',
    '09:00-12:00 13:30-17:30',
  ]);
});

test('a day with a morning only has one half, and its working day ends at noon', () => {
  // 6 March 2026 is a Friday.
  expect(due(shortFridays, '2026-03-05T10:00', workingDays(1))).toBe('2026-03-06T12:00');
  expect(due(shortFridays, '2026-03-05T14:00', halfDays(1))).toBe('2026-03-06T12:00');
  expect(due(shortFridays, '2026-03-05T14:00', halfDays(2))).toBe('2026-03-09T12:00');
  expect(due(shortFridays, '2026-03-06T13:00', halfDays(1)), 'closed: the half of the next opening').toBe(
    '2026-03-09T17:30',
  );
  expect(due(shortFridays, '2026-03-06T10:00', workingHours(4))).toBe('2026-03-09T11:00');
});

test('a pause takes out the hours that its days have, and by days it ends with the opening', () => {
  // Three hours on the short Friday, five on Monday.
  expect(due(shortFridays, '2026-03-05T16:00', workingHours(8), ['2026-03-05/2026-03-06'])).toBe('2026-03-09T15:30');
  expect(due(shortFridays, '2026-03-05T16:00', workingHours(8), ['2026-03-06T10:00/2026-03-06T17:00'])).toBe(
    '2026-03-09T16:00',
  );
});

const thresholds = (calendar: typeof fromJune, anchor: string, limit: Limit): readonly string[] =>
  thresholdsOf(calendar, {
    anchor: parseAnchor(calendar, anchor),
    limit,
    party: 'agency',
    pauses: [],
    extensions: [],
    warns: true,
  }).map(({ threshold, at }) => `${threshold} ${formatInstant(at).slice(0, 16)}`);

test('one working day before the due is the end of the working day before', () => {
  // Due on Monday, the 16th; the working day before it is Friday, the 13th, with a morning only.
  expect(thresholds(shortFridays, '2026-03-09', workingDays(5))).toEqual([
    'yellow 2026-03-13T12:00',
    'due 2026-03-16T17:30',
  ]);
});

test('of working hours one working day before the due lies in office hours', () => {
  // Four days of 7 hours, 3 on Friday, 7 on Monday: 90 % are spent on Monday at 13:42, 17:30 on Friday is closed.
  expect(thresholds(shortFridays, '2026-03-09T09:00', workingHours(38))).toEqual([
    'yellow 2026-03-13T12:00',
    'due 2026-03-16T17:30',
  ]);
});

test('one date has hours of its own, over a season and over its weekday', () => {
  const own = calendarWith([
    { from: '2026-03-06', to: '2026-03-06', segments: [['09:00', '11:00']] },
    { from: '2026-03-02', segments: summer },
    { from: '2026-03-02', weekdays: [5], segments: morning },
  ]);
  expect(['2026-03-05', '2026-03-06', '2026-03-13'].map(day => told(own, day))).toEqual([
    '09:00-12:00 15:00-18:00',
    '09:00-11:00',
    '09:00-12:00',
  ]);
});

test('a make-up workday at a weekend has the hours of a Monday, unless its own weekday is named', () => {
  const days = [
    { from: '2026-01-01', weekdays: [1, 2, 3, 4], segments: summer },
    { from: '2026-01-01', weekdays: [5], segments: morning },
  ] as const;
  // 14 February 2026 is a Saturday on which work is made up.
  expect(told(calendarWith(days), '2026-02-14')).toBe('09:00-12:00 15:00-18:00');
  const named = [...days, { from: '2026-01-01', weekdays: [6, 7], segments: [['10:00', '14:00']] }] as const;
  expect(told(calendarWith(named), '2026-02-14')).toBe('10:00-14:00');
});

test('hours that make no day are refused, each by its place and what is wrong', () => {
  expect(
    faultsOf([
      {
        from: '2026-01-01',
        segments: [
          ['09:00', '12:00'],
          ['12:00', '17:30'],
        ],
      },
      { from: '2026-02-30', segments: usual },
      { from: '2026-05-01', to: '2026-04-01', weekdays: [1, 1], segments: [['17:30', '09:00']] },
      {
        from: '2026-01-01',
        segments: [
          ['09:00', '12:00'],
          ['11:00', '17:30'],
        ],
      },
    ]),
  ).toEqual([
    { code: 'hours', entry: 0, fault: { code: 'adjoin', before: [540, 720], after: [720, 1050] } },
    { code: 'hours', entry: 1, fault: { code: 'noDate', day: '2026-02-30' } },
    { code: 'hours', entry: 2, fault: { code: 'endsBeforeStart', from: '2026-05-01', to: '2026-04-01' } },
    { code: 'hours', entry: 2, fault: { code: 'weekdayTwice' } },
    { code: 'hours', entry: 2, fault: { code: 'notASegment', found: [1050, 540] } },
    { code: 'hours', entry: 3, fault: { code: 'sameDays', entry: 0 } },
    { code: 'hours', entry: 3, fault: { code: 'overlap', before: [540, 720], after: [660, 1050] } },
  ]);
  expect(faultsOf([{ from: '2026-01-01', weekdays: [0], segments: usual }])).not.toEqual([]);
  expect(faultsOf([{ from: '2026-01-01', segments: [] }])).not.toEqual([]);
  expect(faultsOf([])).not.toEqual([]);
});

test('hours without a validity hold always, as files had them before', () => {
  expect(told(calendarWith(summer), '2016-03-01')).toBe('09:00-12:00 15:00-18:00');
  expect(faultsOf(usual)).toEqual([]);
});

test('an overlay keeps the hours of the calendar below where its own do not hold', () => {
  const below = calendarOf({ ...cnFile, businessHours: [{ from: '2026-06-01', segments: summer }] });
  const hall = compileCalendar(
    calendarOf(
      {
        calendar: 'hall',
        version: 'hall-1',
        title: '大厅',
        on: 'cn',
        years: {},
        businessHours: [{ from: '2026-03-01', weekdays: [5], segments: morning }],
      },
      below,
    ),
  );
  expect(['2026-03-05', '2026-03-06', '2026-06-04', '2026-06-05'].map(day => told(hall, day))).toEqual([
    '09:00-12:00 13:30-17:30',
    '09:00-12:00',
    '09:00-12:00 15:00-18:00',
    '09:00-12:00',
  ]);
});

test('an explanation tells the hours of its days, and from when each holds', () => {
  const { sum } = explain(fromJune, {
    anchor: parseAnchor(fromJune, '2026-05-29T16:00'),
    limit: workingHours(10),
    party: 'agency',
    pauses: [],
    extensions: [],
    warns: false,
  });
  expect(sum.map(sumStepText)).toContain(
    '办公时间：09:00–12:00、13:30–17:30；2026-06-01 起 09:00–12:00、15:00–18:00，其余时间不计。',
  );
});

test('a publication leaves every day before it the hours that it had, unless hours name that day', () => {
  fc.assert(
    fc.property(anyCase(), anyCase(), fc.integer({ min: -30, max: 60 }), (before, after, offset) => {
      const day = Math.floor(before.facts.anchor / 86_400_000) + offset;
      const next = compileCalendar(keepPastHours(after.calendar.data, before.calendar.data, day));
      const hoursOf = (calendar: typeof next, of: number) => JSON.stringify(calendar.hoursOn(of).segments);
      for (let each = day - 40; each < day + 40; each += 1) {
        if (weekdayOf(each) > 4 || each < parseDay('2015-01-01')) continue;
        const isKept = each < day && after.calendar.businessHoursOn(each).from === undefined;
        expect(hoursOf(next, each), formatDay(each)).toBe(hoursOf(isKept ? before.calendar : after.calendar, each));
      }
    }),
    times(300),
  );
});

test('hours with a first day hold from it, also where they are published after it', () => {
  const late = keepPastHours(
    calendarOf({ ...cnFile, businessHours: [{ from: '2026-06-01', segments: summer }] }),
    cn,
    parseDay('2026-11-27'),
  );
  expect(due(compileCalendar(late), '2026-05-29T16:00', workingHours(10))).toBe('2026-06-02T11:30');
});

test('hours that a new version no longer has were those of the days before it', () => {
  const seasonal = calendarOf({
    ...cnFile,
    businessHours: [{ from: '2026-06-01', to: '2026-09-30', segments: summer }],
  });
  const next = compileCalendar(keepPastHours(cn, seasonal, parseDay('2026-08-03')));
  expect(['2026-07-31', '2026-08-03'].map(day => told(next, day))).toEqual([
    '09:00-12:00 15:00-18:00',
    '09:00-12:00 13:30-17:30',
  ]);
});

test('hours published without a first day hold from the day of the publication', () => {
  const next = compileCalendar(
    keepPastHours(calendarOf({ ...cnFile, businessHours: summer }), cn, parseDay('2026-06-01')),
  );
  expect(due(next, '2026-05-29T16:00', workingHours(10))).toBe('2026-06-02T11:30');
  expect(instantAt(parseDay('2026-06-01'), 1080)).toBe(
    next.businessInstant(next.businessThrough(instantAt(parseDay('2026-06-01'), 1200))),
  );
});

test('a pause from a day to an instant is refused, or from an instant to a day', () => {
  const mixed = expect.objectContaining({ code: 'pause.mixed' });
  expect(() => parsePause(fromJune, '2026-03-04T11:00', '2026-03-05')).toThrow(mixed);
  expect(() => parsePause(fromJune, '2026-03-04', '2026-03-05T11:00')).toThrow(mixed);
});

test('hours that were planned and are planned no longer hold on no day, and what ended before stays ended', () => {
  const before = calendarOf({
    ...cnFile,
    businessHours: [
      { segments: usual },
      { from: '2026-06-01', to: '2026-06-30', segments: summer },
      { from: '2026-09-01', segments: summer },
    ],
  });
  const next = compileCalendar(
    keepPastHours(calendarOf({ ...cnFile, businessHours: morning }), before, parseDay('2026-08-03')),
  );
  expect(['2026-05-29', '2026-06-15', '2026-07-15', '2026-07-31'].map(day => told(next, day))).toEqual([
    '09:00-12:00 13:30-17:30',
    '09:00-12:00 15:00-18:00',
    '09:00-12:00 13:30-17:30',
    '09:00-12:00 13:30-17:30',
  ]);
  expect(['2026-08-03', '2026-09-02'].map(day => told(next, day))).toEqual(['09:00-12:00', '09:00-12:00']);
});

test('hours that differ in days to come alone are published as they are written', () => {
  const next = calendarOf({
    ...cnFile,
    businessHours: [{ segments: usual }, { from: '2026-12-01', segments: summer }],
  });
  expect(keepPastHours(next, cn, parseDay('2026-11-27'))).toBe(next);
  expect(keepPastHours(cn, cn, parseDay('2026-11-27')), 'and the same hours too').toBe(cn);
});

test('a time of office hours is two digits, a colon and two digits, up to 24:00', () => {
  for (const time of ['9:00', '24:01', '25:00', '29:00', '09:60', '09:000', 'x09:00', '24:00x', 'x24:00', '09:00x'])
    expect(faultsOf([[time, '17:30']]), time).toMatchObject([{ code: 'badTime' }]);
  expect(faultsOf([['20:00', '24:00']])).toEqual([]);
  expect(faultsOf([['00:00', '23:59']])).toEqual([]);
});

test('the one half of a short day begins at its opening', () => {
  const afternoons = calendarWith([
    { segments: usual },
    { from: '2026-01-01', weekdays: [5], segments: [['13:30', '17:30']] },
  ]);
  const used = (calendar: typeof fromJune, now: string): number =>
    spentOf(
      calendar,
      {
        anchor: parseAnchor(calendar, '2026-03-05T10:00'),
        limit: halfDays(6),
        party: 'agency',
        pauses: [],
        extensions: [],
        warns: false,
      },
      parseAnchor(calendar, now),
    ).elapsed;
  // From Thursday morning: its afternoon is the first half, Friday's only one the second.
  expect(['2026-03-06T08:59', '2026-03-06T09:00', '2026-03-06T15:00'].map(now => used(shortFridays, now))).toEqual([
    1, 2, 2,
  ]);
  expect(['2026-03-06T12:30', '2026-03-06T13:30'].map(now => used(afternoons, now))).toEqual([1, 2]);
});
