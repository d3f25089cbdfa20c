import { expect, test } from 'vitest';
import type { Arrangements } from '../../domain/calendar/arrangement.ts';
import { type CalendarData, compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, parseDay } from '../../domain/calendar/day.ts';
import { calendarOf, formatHours, type CalendarFile } from '../../domain/calendar/file.ts';
import { cn, shippedFiles } from '../../domain/calendar/published.ts';
import { readCalendarFile, writtenCalendarFile } from '../../domain/calendar/reading.ts';
import { type CalendarVersion, differingDays, versionsOf, yearsTaken } from '../../domain/calendar/versions.ts';
import { calendarOfUnit, type Unit } from '../../domain/directory/directory.ts';
import { long } from '../support/tags.ts';

const refusal = (code: string, params?: object) =>
  expect.objectContaining({ code, ...(params === undefined ? {} : { params: expect.objectContaining(params) }) });

const year = (
  off: Readonly<Record<string, readonly string[]>>,
  work: readonly string[] = [],
): Arrangements[string] => ({ notices: ['通知'], off, work });
const country = (version: string, off: Readonly<Record<string, readonly string[]>>): CalendarFile => ({
  calendar: 'land',
  version,
  title: '全国',
  years: { 2026: year({ 元旦: ['2026-01-01'], ...off }) },
});
const region: CalendarFile = {
  calendar: 'region',
  version: 'region-1',
  title: '区域',
  on: 'land',
  years: { 2026: year({ 壮族三月三: ['2026-04-20'] }, ['2026-05-01']) },
};
const organ: CalendarFile = {
  calendar: 'organ',
  version: 'organ-1',
  title: '大厅',
  on: 'region',
  businessHours: [
    ['08:30', '12:00'],
    ['14:00', '18:00'],
  ],
  years: {},
};

const today = parseDay('2026-05-20');

/** Registers files one after the other, as publications do. */
function registered(...files: readonly CalendarFile[]): readonly CalendarVersion[] {
  let current: readonly CalendarVersion[] = [];
  for (const file of files) {
    const next = versionsOf(file, current, today);
    current = [...current.filter(each => next.every(({ data }) => data.id !== each.data.id)), ...next];
  }
  return current;
}
const isWorking = (data: CalendarData, day: string): boolean => compileCalendar(data).isWorking(parseDay(day));

test("the State Council's arrangements are read as they lie, and written so that they read the same", () => {
  const [{ years, ...named }] = shippedFiles as [CalendarFile];
  const file = readCalendarFile(JSON.parse(JSON.stringify(years)), named);
  expect(calendarOf(file)).toEqual(cn);
  expect(readCalendarFile(JSON.parse(writtenCalendarFile(file)))).toEqual(file);
  expect(cn.publishedYears).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
});

test('what names a file wins over what it says of itself', () => {
  expect(
    readCalendarFile({ calendar: 'a', version: 'a-1', title: 't', 2026: year({}) }, { version: 'a-2' }),
  ).toMatchObject({ calendar: 'a', version: 'a-2', years: { 2026: {} } });
});

test('a file of another shape is refused with everything that does not fit', () => {
  const read = (value: unknown) => () => readCalendarFile(value);
  expect(
    read({
      calendar: 'no spaces',
      title: ' ',
      2026: { notices: [], off: { 节: '2026-01-01' }, work: [] },
      versoin: 1,
      businessHours: [['9:00', '12:00']],
    }),
  ).toThrow(
    refusal('calendar.file', {
      issues: [
        { path: ['calendar'], code: 'badName', params: {} },
        { path: ['version'], code: 'missing', params: { expected: 'string' } },
        { path: ['title'], code: 'tooSmall', params: { minimum: 1, inclusive: true, of: 'characters', size: 1 } },
        { path: ['businessHours', '0', '0'], code: 'badTime', params: {} },
        { path: ['2026', 'notices'], code: 'noNotice', params: {} },
        { path: ['2026', 'off', '节'], code: 'wrongType', params: { expected: 'array', found: 'text' } },
        { path: ['versoin'], code: 'wrongType', params: { expected: 'object', found: 'number' } },
      ],
    }),
  );
  const issues = [{ path: ['calendar'], code: 'badName', params: {} }];
  for (const calendar of ['-x', '.x', '区 1', 'x'.repeat(41)])
    expect(read({ calendar, version: '1区', title: '区', on: 'cn' }), calendar).toThrow(
      refusal('calendar.file', { issues }),
    );
  expect(readCalendarFile({ calendar: '1区.a_b-c', version: '1区', title: '区', on: 'cn' })).toMatchObject({
    title: '区',
  });
  for (const value of [null, [], 'x', 3]) expect(read(value)).toThrow(refusal('calendar.file'));
});

test("contradictions in the hours are refused with those in an overlay's days, all of one kind at once", () => {
  const wrong: CalendarFile = {
    ...region,
    years: {
      2026: year({ 甲: ['2026-04-20', '2026-04-20'], 乙: ['2026-02-30'] }, ['2026-04-20']),
      2031: year({ 丙: ['2031-05-05'] }),
    },
  };
  expect(() => calendarOf(wrong, registered(country('land-1', {}))[0]!.data)).toThrow(
    refusal('calendar.contradiction', {
      faults: [
        { code: 'notADate', span: '2026-02-30', year: '2026' },
        { code: 'namedTwice', day: '2026-04-20' },
        { code: 'offAndWorking', day: '2026-04-20' },
        { code: 'beyondBase', day: '2031-05-05', base: 'land-1', firstYear: 2026, lastYear: 2028 },
      ],
    }),
  );
  expect(() => calendarOf({ ...country('x', {}), businessHours: [['11:00', '09:00']] })).toThrow(
    refusal('calendar.contradiction', {
      faults: [{ code: 'hours', entry: 0, fault: { code: 'notASegment', found: [660, 540] } }],
    }),
  );
  expect(() => calendarOf({ ...region, years: {} }, cn)).toThrow(
    refusal('calendar.contradiction', { faults: [{ code: 'nothingOwn' }] }),
  );
});

test('an organisation lies on a region, that on the country: what each says for itself wins, hours too', () => {
  const [land, own, hall] = registered(country('land-1', { 劳动节: ['2026-05-01'] }), region, organ) as [
    CalendarVersion,
    CalendarVersion,
    CalendarVersion,
  ];
  expect([land, own, hall].map(({ data }) => isWorking(data, '2026-04-20'))).toEqual([true, false, false]);
  expect([land, own, hall].map(({ data }) => isWorking(data, '2026-05-01'))).toEqual([false, true, true]);
  expect([land, own, hall].map(({ base }) => base)).toEqual([undefined, 'land-1', 'region-1']);
  expect(formatHours(hall.data.businessHours)).toEqual(['08:30-12:00 14:00-18:00']);
  expect(formatHours(own.data.businessHours)).toEqual(['09:00-12:00 13:30-17:30']);
});

test('a new version of a calendar makes one of each that lies on it, with what that says for itself', () => {
  const current = registered(country('land-1', {}), region, organ);
  const next = versionsOf(country('land-2', { 抗洪: ['2026-06-01'] }), current, today);
  expect(next.map(({ data, base }) => [data.version, base])).toEqual([
    ['land-2', undefined],
    ['region-1@land-2', 'land-2'],
    ['organ-1@region-1@land-2', 'region-1@land-2'],
  ]);
  for (const { data } of next) expect(isWorking(data, '2026-06-01')).toBe(false);
  expect(next.map(({ data }) => isWorking(data, '2026-04-20'))).toEqual([true, false, false]);
  expect(versionsOf({ ...region, version: 'region-2' }, current, today).map(({ data }) => data.version)).toEqual([
    'region-2',
    'organ-1@region-2',
  ]);
  const third = versionsOf(country('land-3', {}), [...next], today);
  expect(
    third.map(({ data }) => data.version),
    'names do not grow',
  ).toEqual(['land-3', 'region-1@land-3', 'organ-1@region-1@land-3']);
});

test('a calendar on one that nobody published, or on itself in a circle, is refused', long, () => {
  expect(() => versionsOf(region, [], today)).toThrow(refusal('calendar.unknownBase', { found: 'land' }));
  const current = registered(country('land-1', {}), region);
  expect(() => versionsOf({ ...country('land-2', {}), on: 'region' }, current, today)).toThrow(
    refusal('calendar.circle', { found: ['land', 'region', 'land'] }),
  );
  expect(() => versionsOf({ ...region, on: 'region' }, current, today)).toThrow(refusal('calendar.circle'));
});

test('two versions differ on the days that they count differently, by hours everywhere, by names nowhere', () => {
  const of = (off: Readonly<Record<string, readonly string[]>>, more: Partial<CalendarFile> = {}) =>
    calendarOf({ ...country('x', off), ...more });
  const days = differingDays(of({ 甲: ['2026-05-01', '2026-06-01'] }), of({ 乙: ['2026-05-01', '2026-06-02'] }));
  expect([days!.first, days!.last].map(formatDay)).toEqual(['2026-06-01', '2026-06-02']);
  expect(differingDays(of({ 甲: ['2026-05-01'] }), of({ 乙: ['2026-05-01'] }))).toBeUndefined();
  const everywhere = differingDays(of({}), of({}, { businessHours: [['08:00', '12:30']] }))!;
  // 1 January is off in 2026, and 31 December 2028 a Sunday.
  expect([everywhere.first, everywhere.last].map(formatDay)).toEqual(['2026-01-02', '2028-12-29']);
  const summer = {
    from: '2026-06-01',
    to: '2026-09-30',
    segments: [
      ['08:00', '12:00'],
      ['15:00', '18:00'],
    ],
  } as const;
  const seasonal = differingDays(of({}), of({}, { businessHours: [summer] }))!;
  expect([seasonal.first, seasonal.last].map(formatDay)).toEqual(['2026-06-01', '2026-09-30']);
  const published = (years: readonly number[]) => ({ ...of({}), publishedYears: years });
  const noticed = differingDays(published([2026]), published([2026, 2027]))!;
  expect(
    [noticed.first, noticed.last].map(formatDay),
    'a notice that names no day of 2027 takes away what the regulation had taken off',
  ).toEqual(['2027-01-01', '2027-10-01']);
  expect(yearsTaken(cn, { ...cn, publishedYears: [2015, 2026] })).toEqual([
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025,
  ]);
});

test("a case runs on its lead unit's calendar: its own, else its nearest ancestor's, else the deployment's", () => {
  const units: readonly Unit[] = [
    { id: 'government', title: '', kind: 'government', calendar: 'region' },
    { id: 'bureau', title: '', kind: 'department', parent: 'government' },
    { id: 'hall', title: '', kind: 'window', parent: 'bureau', calendar: 'organ' },
    { id: 'desk', title: '', kind: 'window', parent: 'hall' },
    { id: 'alone', title: '', kind: 'department' },
    { id: 'a', title: '', kind: 'department', parent: 'b' },
    { id: 'b', title: '', kind: 'department', parent: 'a' },
  ];
  expect(['hall', 'desk', 'bureau', 'alone', 'nobody', 'a'].map(lead => calendarOfUnit(units, lead, 'cn'))).toEqual([
    'organ',
    'organ',
    'region',
    'cn',
    'cn',
    'cn',
  ]);
});

test('what is no object of years is refused with that, and a title keeps what can be stored', () => {
  for (const found of [null, 'years', 2026, [{}]])
    expect(() => readCalendarFile(found)).toThrow(
      expect.objectContaining({
        refusal: {
          code: 'calendar.file',
          params: { issues: [{ path: [], code: 'noYears', params: {} }] },
          basis: { code: 'calendar.file' },
        },
      }),
    );
  for (const title of ['\u0000', 'a\uD800'])
    expect(() => readCalendarFile({ calendar: 'land', version: 'v', title, 2026: year({}) })).toThrow(
      refusal('calendar.file', { issues: [{ path: ['title'], code: 'notStorable', params: {} }] }),
    );
});
