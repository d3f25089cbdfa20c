import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Arrangement } from '../../domain/calendar/arrangement.ts';
import { calendarFrom } from '../../domain/calendar/arrangement.ts';
import cnArrangements from '../../domain/calendar/arrangements/cn.json' with { type: 'json' };
import { formatDay, parseDay } from '../../domain/calendar/day.ts';
import { importedYears } from '../../domain/calendar/imports/imports.ts';
import { cn } from '../../domain/calendar/published.ts';
import { type Refusal, Refused } from '../../domain/refusal.ts';
import type { ImportFault } from '../../domain/refusals/import.ts';
import { importFaultText } from '../../domain/words/en/refusals/import.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { times } from '../support/examples.ts';

const notice = 'https://www.gov.cn/zhengce/2027.htm';
const year = (text: string, named?: string) => importedYears(text, { file: 'f', notice: named });
/** The sentence of a refusal, its faults one by one. */
const faultsOf = (text: string, named?: string): readonly string[] => {
  try {
    year(text, named);
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return (error.params['faults'] as readonly ImportFault[]).map(importFaultText);
  }
};
const events = (...list: readonly (readonly string[])[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...list.flatMap(lines => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

interface Day {
  readonly name: string;
  readonly date: string;
  readonly isOffDay: boolean;
}
const compact = (date: string): string => date.replaceAll('-', '');
const dayAfter = (date: string): string => formatDay(parseDay(date) + 1);
/** The days of an arrangement one by one, as public formats have them. */
const daysOf = ({ off, work }: Pick<Arrangement, 'off' | 'work'>): readonly Day[] => [
  ...Object.entries(off).flatMap(([name, spans]) =>
    spans.flatMap(span => {
      const [from = '', to = from] = span.split('/');
      const days: Day[] = [];
      for (let day = parseDay(from); day <= parseDay(to); day += 1)
        days.push({ name, date: formatDay(day), isOffDay: true });
      return days;
    }),
  ),
  ...work.map(date => ({ name: '春节', date, isOffDay: false })),
];
const named = { id: 'cn', version: 'again', title: 't' };
const counted = (years: Parameters<typeof calendarFrom>[0]) =>
  calendarFrom(years, named)
    .overrides.map(({ day, working }) => `${day} ${working}`)
    .toSorted();

test.each(Object.keys(cnArrangements))('the arrangement of %s comes back from holiday-cn and from iCalendar', of => {
  const arrangement = cnArrangements[of as '2026'];
  const days = daysOf(arrangement);
  const wanted = counted({ [of]: arrangement });
  const json = JSON.stringify({ $id: 'x', year: Number(of), papers: arrangement.notices, days });
  expect(counted(year(json))).toEqual(wanted);
  expect(year(json)[of]!.notices).toEqual(arrangement.notices);
  const ics = events(
    ...days.map(({ name, date, isOffDay }) => [
      `SUMMARY:${isOffDay ? `${name}假期` : `上班(补${name}假期)`}`,
      `DTSTART;VALUE=DATE:${compact(date)}`,
      `DTEND;VALUE=DATE:${compact(dayAfter(date))}`,
    ]),
  );
  expect(counted(year(ics, notice))).toEqual(wanted);
  expect(cn.publishedYears).toContain(Number(of));
});

test('the usual ways of marking an event are understood, and its name is kept without them', () => {
  const ics = events(
    ['SUMMARY:元旦 假期 第1天/共3天', 'DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20261231', `URL:${notice}`],
    ['SUMMARY:清明节 休', 'DTSTART;VALUE=DATE:20270405'],
    ['SUMMARY:元旦（休）', 'DTSTART;VALUE=DATE:20270101', 'DURATION:P2D'],
    ['SUMMARY:春节', 'X-APPLE-SPECIAL-DAY:WORK-HOLIDAY', 'DTSTART;VALUE=DATE:20270205', 'DTEND;VALUE=DATE:20270208'],
    ['SUMMARY:春节', 'X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY', 'DTSTART;VALUE=DATE:20270131'],
    ['SUMMARY:春节（班）', 'DTSTART;TZID=Asia/Shanghai:20270220T000000'],
    ['SUMMARY:国庆补班', 'DTSTART;VALUE=DATE:20270926', 'STATUS:CANCELLED'],
  );
  expect(year(ics)).toEqual({
    2027: {
      notices: [notice],
      off: { 元旦: ['2026-12-31/2027-01-02'], 春节: ['2027-02-05/2027-02-07'], 清明节: ['2027-04-05'] },
      work: ['2027-01-31', '2027-02-20'],
    },
  });
});

test('a folded line, a byte order mark and a reminder inside an event are read as they are meant', () => {
  const ics = events([
    'SUMMARY:上班(补春节',
    ' 假期)',
    'DTSTART;VALUE=DATE:20270131',
    'BEGIN:VALARM',
    'TRIGGER:-PT9H',
    'SUMMARY:x',
    'DTSTART;VALUE=DATE:20270101',
    'END:VALARM',
  ]);
  expect(year(`\uFEFF${ics}`, notice)['2027']).toMatchObject({ off: {}, work: ['2027-01-31'] });
});

test('an iCalendar file with faults is refused with every one of them, by its line', () => {
  const ics = [
    'BEGIN:VCALENDAR',
    'nonsense',
    'BEGIN:VEVENT',
    'SUMMARY:妇女节',
    'DTSTART;VALUE=DATE:20270308',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:元旦(休)',
    'DTSTART;VALUE=DATE:20270231',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:元旦(班)',
    'DTSTART;VALUE=DATE:20270104',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:国庆假期',
    'DTSTART:20271001T093000',
    'RRULE:FREQ=YEARLY',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20270405',
    'DTEND;VALUE=DATE:20270401',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:春节假期',
    'DTSTART;VALUE=DATE:20270104',
    '',
  ].join('\n');
  expect(faultsOf(ics)).toEqual([
    'line 2: "nonsense" is no line of iCalendar; expected NAME:value',
    'line 4: "妇女节" says neither day off nor make-up workday',
    'line 9: "20270231" is not a date that exists',
    'line 13: 2027-01-04 is a make-up day but is a working day anyway',
    'line 17: "20271001T093000" is no whole day; half a day off is business hours of that date',
    'line 18: an event that repeats is not read; name each of its dates',
    'line 20: the event that begins here has no SUMMARY',
    'line 22: it ends on 20270401, before it begins',
    'line 24: the event that begins here has no END:VEVENT',
    'it has no END:VCALENDAR: a part of it is missing',
    'it names no notice: give its number or address with --notice',
  ]);
});

test('a year of holiday-cn with faults is refused with every one of them, by its path', () => {
  const json = (days: readonly unknown[], more: object = {}): string =>
    JSON.stringify({ year: 2027, papers: [notice], days, ...more });
  const off = (date: string, isOffDay = true) => ({ name: '春节', date, isOffDay });
  expect(
    faultsOf(
      json([off('2027-02-30'), off('2027-02-05'), off('2027-02-05'), off('2027-02-05', false), off('2031-01-01')]),
    ),
  ).toEqual([
    'days.0.date: "2027-02-30" is not a date that exists',
    'days.2.date: 2027-02-05 is named twice',
    'days.3.date: 2027-02-05 is both off and working',
    'days.4.date: 2031-01-01 is outside the reach of the notice of 2027',
  ]);
  expect(faultsOf(json([{ name: '', date: 3 }], { year: '2027' }))).toEqual([
    expect.stringContaining('year: '),
    expect.stringContaining('days.0.name: '),
    expect.stringContaining('days.0.date: '),
    expect.stringContaining('days.0.isOffDay: '),
  ]);
  expect(
    faultsOf(
      json([{ ...off('2027-13-01'), name: '' }, off('2027-02-05'), off('2027-02-05', false), { isOffDay: 'yes' }, 3]),
    ).map(each => each.split(': ')[0]),
    'a day that is wrong hides no fault of the others',
  ).toEqual(['days.0.name', 'days.0.date', 'days.3.name', 'days.3.date', 'days.3.isOffDay', 'days.4', 'days.2.date']);
  expect(
    faultsOf(json([{ ...off('2030-02-05'), name: '' }, off('2027-02-05'), { ...off('2027-02-05'), name: 7 }])).map(
      each => each.split(': ')[0],
    ),
    'what else is wrong with a day hides no fault of its date',
  ).toEqual(['days.0.name', 'days.2.name', 'days.0.date', 'days.2.date']);
  expect(faultsOf(json([off('2027-02-05')], { papers: [] }))).toEqual([
    'it names no notice: give its number or address with --notice',
  ]);
  expect(faultsOf(json([off('2027-02-05')], { papers: [] }), notice)).toEqual([]);
});

test('a file that names no day, or is of another format, makes no calendar', () => {
  expect(faultsOf(JSON.stringify({ year: 2027, papers: [notice], days: [] }))).toEqual([
    expect.stringContaining('it names no day'),
  ]);
  expect(faultsOf(events(), notice)).toEqual([expect.stringContaining('it names no day')]);
  expect(faultsOf('<html>')[0]).toContain('neither JSON nor iCalendar');
  expect(faultsOf('')[0]).toContain('neither JSON nor iCalendar');
  expect(faultsOf('{"2027":{"off":{},"work":[]}}')).toHaveLength(2);
});

/** The years of a text, or what is wrong with it; anything else is thrown on. */
function outcomeOf(text: string): object {
  try {
    return year(text, notice);
  } catch (error) {
    if (error instanceof Refused) return error.params['faults'] as readonly unknown[];
    throw error;
  }
}

test('whatever is handed in makes arrangements or is refused with at least one fault', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'SUMMARY:元旦假期',
      'SUMMARY:春节（班）',
      'DTSTART;VALUE=DATE:20270101',
    ),
    fc.constantFrom(
      'DTEND;VALUE=DATE:20270110',
      'DTSTART:20270101T120000',
      'RRULE:FREQ=YEARLY',
      ' folded',
      'DURATION:P3D',
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), lines => {
      const text = ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n');
      const outcome = outcomeOf(text);
      expect(Array.isArray(outcome) ? outcome.length : Object.keys(outcome).length, text).toBeGreaterThan(0);
    }),
    times(500),
  );
});

test.each([
  ['a year', { off: {}, work: [] }, 'names no day'],
  ['a holiday', { off: { 春节: [], 元旦: ['2027-01-01'] }, work: [] }, 'names no day'],
])('%s that names no day is refused in every calendar', (_what, shell, said) => {
  const refused = expect.objectContaining({
    code: 'calendar.contradiction',
    refusal: expect.toSatisfy((refusal: Refusal) => refusalText(refusal, 'en').includes(said)) as object,
  }) as Error;
  expect(() => calendarFrom({ 2027: { notices: [notice], ...shell } }, named)).toThrow(refused);
});
