import { expect, test } from 'vitest';
import { isNewYear, kindOfEvent, nameOfEvent } from '../../domain/calendar/imports/event-kind.ts';
import { isHolidayCn } from '../../domain/calendar/imports/holiday-cn.ts';
import { importedYears } from '../../domain/calendar/imports/imports.ts';
import { Refused } from '../../domain/refusal.ts';
import type { ImportFault } from '../../domain/refusals/import.ts';
import { importFaultText } from '../../domain/words/en/refusals/import.ts';

const notice = 'https://www.gov.cn/zhengce/2027.htm';
const year = (text: string, named: string | undefined = notice) => importedYears(text, { file: 'f', notice: named });
const faultsOf = (text: string, named: string | undefined = notice): readonly string[] => {
  try {
    year(text, named);
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.refusal).toMatchObject({
      code: 'calendar.import',
      basis: { code: 'calendar.file' },
      params: { file: 'f' },
    });
    return (error.params['faults'] as readonly ImportFault[]).map(importFaultText);
  }
};
/** An iCalendar file of one event. */
const event = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const start = 'DTSTART;VALUE=DATE:20270205';
const off = ['SUMMARY:春节假期', start];
const daysOf = (text: string): unknown => year(text)['2027']?.off;

test.each([
  ['区庆休', 'off'],
  ['区庆公休', 'off'],
  ['运动会（休）', 'off'],
  ['运动会(休)', 'off'],
  ['Day off', 'off'],
  ['Bank Holiday', 'off'],
  ['除夕', 'off'],
  ['国庆班', 'working'],
  ['春节（班）', 'working'],
  ['Work day', 'working'],
  ['Workday', 'working'],
  ['Make-up day', 'working'],
  ['Makeup day', 'working'],
  ['休斯顿日', undefined],
  ['午休)', undefined],
  ['(休学', undefined],
  ['班会', undefined],
  ['workXday', undefined],
  ['妇女节', undefined],
])('an event of "%s" is %s', (summary, kind) => {
  expect(kindOfEvent([summary, '', ''])).toBe(kind);
  expect(kindOfEvent(['x', summary, '']), 'by its category').toBe(kind);
});

test('the name of a holiday is without its marks and the count of its days', () => {
  const names = [
    '元旦 假期 第1天/共3天',
    '国庆节 第 10 天 ／ 共 12 天',
    '清明节 休',
    '休斯顿假期',
    '区庆（休）',
    '假期',
  ];
  expect(names.map(nameOfEvent)).toEqual(['元旦', '国庆节', '清明节', '休斯顿', '区庆', '假期']);
  expect(['元旦假期', '春节'].map(isNewYear)).toEqual([true, false]);
});

test('only an object with a list of days is a year of holiday-cn', () => {
  const found = [{ days: [] }, { days: 'x' }, { day: [] }, [], null, 'days', 3, undefined];
  expect(found.map(isHolidayCn)).toEqual([true, false, false, false, false, false, false, false]);
  expect(faultsOf('null')).toHaveLength(1);
});

test('a year of holiday-cn is read with blanks around names, days in any order, and at most 400 days', () => {
  const day = (date: string, name = ' 春节 ') => ({ name, date, isOffDay: true });
  const file = (days: readonly unknown[], more: object = { papers: [notice] }): string =>
    JSON.stringify({ year: 2027, days, ...more });
  expect(year(`\uFEFF${file([day('2027-02-06'), day('2027-02-05')])}`)).toMatchObject({
    2027: { notices: [notice], off: { 春节: ['2027-02-05/2027-02-06'] } },
  });
  expect(() => importedYears(file([day('2027-02-05')], {}), { file: 'f' })).toThrow(Refused);
  expect(year(file([day('2027-02-05')], { papers: ['a', notice, 'b'] }))['2027']!.notices).toEqual([notice, 'a', 'b']);
  const many = Array.from({ length: 401 }, () => day('2027-02-30'));
  const faults = faultsOf(file(many));
  expect(faults[0]).toMatch(/^days: /);
  expect(faults).toHaveLength(401);
  expect(faultsOf(file([day('2027-02-05')], { year: 27 }))[0]).toMatch(/^year: /);
});

test.each([
  ['blank lines before it', `  \r\n\r\n${event(...off)}`],
  ['blanks after a component', event(...off).replace('BEGIN:VEVENT', 'begin:vevent ')],
  ['no line end after it', event(...off).trimEnd()],
  ['blanks after its end', `${event(...off).trimEnd()}  `],
  ['a date that is folded', event('SUMMARY:春节假期', 'DTSTART;VALUE=DATE:2027', ' 0205')],
  ['a date with a blank', event('SUMMARY:春节假期', `${start} `)],
  ['a parameter in quotes', event('SUMMARY:春节假期', 'DTSTART;X-A="a;b:c";VALUE=DATE:20270205')],
  ['an event of no length', event(...off, 'DTEND;VALUE=DATE:20270205')],
  ['its day alone', event(...off)],
  ['a reminder before its own lines', event('BEGIN:VALARM', 'SUMMARY:上班', 'DTSTART:20270101', 'END:VALARM', ...off)],
  ['a value that is the name of a component', event('X-KIND:VEVENT', ...off)],
  ['a status that cancels nothing', event('STATUS:NOT CANCELLED', ...off)],
  ['a status that only begins so', event('STATUS:CANCELLED-NOT', ...off)],
])('an iCalendar file with %s is read as it is meant', (_what, text) => {
  expect(daysOf(text)).toEqual({ 春节: ['2027-02-05'] });
});

test('an event lasts as long as its end or its duration says, at most sixty days', () => {
  const lasting = (line: string): unknown => daysOf(event(...off, line));
  expect(lasting('DURATION:p1w')).toEqual({ 春节: ['2027-02-05/2027-02-11'] });
  expect(lasting('DURATION: +P10D ')).toEqual({ 春节: ['2027-02-05/2027-02-14'] });
  expect(lasting('DTEND;VALUE=DATE:20270406')).toEqual({ 春节: ['2027-02-05/2027-04-05'] });
  expect(faultsOf(event(...off, 'DTEND;VALUE=DATE:20270407'))).toEqual([expect.stringMatching(/^line 5: .*20270407/)]);
  for (const wrong of ['PT24H', 'P2', 'xP2D', 'P2DT1H'])
    expect(faultsOf(event(...off, `DURATION:${wrong}`)), wrong).toEqual([
      `line 5: "${wrong}" is no whole day; half a day off is business hours of that date`,
    ]);
});

test('texts of events are read without their escapes, categories and addresses too', () => {
  const text = event(
    'SUMMARY:  区庆\\, 甲  ',
    'CATEGORIES:Holiday',
    start,
    `DESCRIPTION:见 http://a.cn/1\\n${notice}，和 https://b.cn/2`,
  );
  expect(importedYears(text, { file: 'f' })).toEqual({
    2027: { notices: ['http://a.cn/1', notice, 'https://b.cn/2'], off: { '区庆, 甲': ['2027-02-05'] }, work: [] },
  });
  expect(faultsOf(event('STATUS: cancelled ', ...off))).toEqual([expect.stringContaining('it names no day')]);
});

test('a day of December is of the next year only where it is of New Year', () => {
  expect(Object.keys(year(event('SUMMARY:区庆假期', 'DTSTART;VALUE=DATE:20261215')))).toEqual(['2026']);
  expect(Object.keys(year(event('SUMMARY:元旦假期', 'DTSTART;VALUE=DATE:20261231')))).toEqual(['2027']);
});

test.each([
  ['no summary', [start], 'line 2: the event that begins here has no SUMMARY'],
  ['a blank summary', ['SUMMARY:  ', start], 'line 3: the event that begins here has no SUMMARY'],
  ['no beginning', ['SUMMARY:春节假期'], 'line 2: the event that begins here has no DTSTART'],
  ['dates by a list', [...off, 'RDATE:20270301'], 'line 5: an event that repeats is not read; name each of its dates'],
  ['more before a date', ['SUMMARY:春节假期', 'DTSTART:x20270205'], 'line 4: "x20270205" is not a date that exists'],
  ['more after a date', ['SUMMARY:春节假期', 'DTSTART:20270205x'], 'line 4: "20270205x" is not a date that exists'],
  ['a line that is none', [...off, ' ', '；X:y'], 'line 6: "；X:y" is no line of iCalendar; expected NAME:value'],
])('an event with %s is the one fault of its file', (_what, lines, fault) => {
  expect(faultsOf(event(...lines))).toEqual([fault]);
});

test('what is wrong with an event hides no fault of its days', () => {
  expect(faultsOf(event('SUMMARY:春节补班', start, 'RRULE:FREQ=YEARLY'))).toEqual([
    'line 4: 2027-02-05 is a make-up day but is a working day anyway',
    'line 5: an event that repeats is not read; name each of its dates',
  ]);
});

test('a long text is cut in a fault, and one of sixty characters is not', () => {
  const [long, fits] = ['节'.repeat(61), '节'.repeat(60)];
  expect(faultsOf(event(`SUMMARY:${long}`, start))[0]).toContain(`"${fits}…"`);
  expect(faultsOf(event(`SUMMARY:${fits}`, start))[0]).toContain(`"${fits}"`);
});

test.each(['xBEGIN:VCALENDAR', 'x BEGIN:VCALENDAR', '{"days"'])('%s is neither format', text => {
  expect(faultsOf(text)).toEqual([expect.stringContaining('neither JSON nor iCalendar')]);
});

test.each(['X:END:VCALENDAR', 'END:VCALENDARS', 'END:VCALENDAR:X'])('a file that ends with %s is not whole', end => {
  expect(faultsOf(event(...off).replace('END:VCALENDAR', end))).toEqual([
    'it has no END:VCALENDAR: a part of it is missing',
  ]);
});
