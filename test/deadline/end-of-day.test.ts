import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { cn } from '../../domain/calendar/published.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { dueOf, spentOf, type ClockFacts } from '../../domain/clock/clock.ts';
import { parseLimit } from '../../domain/clock/limit.ts';
import { at, calendar, facts } from './cases.ts';

type Times = Omit<Partial<ClockFacts>, 'pauses'> & {
  readonly pauses?: readonly (readonly [from: string, to: string])[];
};

/** The last day and the due instant: `2026-03-09 17:30`, an applicant's as `2026-03-09 24:00`. */
function due(anchor: string, limit: string, { pauses = [], ...more }: Times = {}): string {
  const found = dueOf(
    calendar,
    facts(anchor, parseLimit(limit), { ...more, pauses: pauses.map(([from, to]) => ({ from: at(from), to: at(to) })) }),
  );
  const time = formatInstant(found.at).slice(11, 16);
  return `${formatDay(found.day)} ${time === '00:00' ? '24:00' : time}`;
}

const paused = (anchor: string, limit: string, ...pauses: readonly (readonly [string, string])[]) =>
  due(anchor, limit, { pauses });

// March 2026: the 2nd, 9th and 16th are Mondays, no day off but weekends. 5 WD from the 2nd: 3 4 5 6 9.
// (C4)
test.each([
  ['over before the close', '2026-03-09T17:29', '2026-03-09 17:30'],
  ['over at the close', '2026-03-09T17:30', '2026-03-10 17:30'],
  ['over after the close', '2026-03-09T23:00', '2026-03-10 17:30'],
  ['over on the next day', '2026-03-10T09:00', '2026-03-10 17:30'],
  ['over at the close of the next day', '2026-03-10T17:30', '2026-03-11 17:30'],
  ['over on Friday before the close', '2026-03-13T17:29', '2026-03-13 17:30'],
  ['over on Friday evening', '2026-03-13T20:00', '2026-03-16 17:30'],
  ['over on Saturday', '2026-03-14T12:00', '2026-03-16 17:30'],
  ['over on Sunday', '2026-03-15T23:59', '2026-03-16 17:30'],
])('a pause opened on the last of five working days and %s makes a last day after it', (_, to, expected) => {
  expect(paused('2026-03-02', '5WD', ['2026-03-09T10:00', to])).toBe(expected);
});

// (C4)
test('pauses on the last day are merged first, and each may move the day that the one before it made', () => {
  const two = (...pauses: readonly (readonly [string, string])[]) => paused('2026-03-02', '5WD', ...pauses);
  expect(two(['2026-03-09T10:00', '2026-03-09T18:00'], ['2026-03-09T17:00', '2026-03-10T09:00'])).toBe(
    '2026-03-10 17:30',
  );
  expect(two(['2026-03-09T10:00', '2026-03-10T17:30'], ['2026-03-10T17:30', '2026-03-11T08:00'])).toBe(
    '2026-03-11 17:30',
  );
  expect(two(['2026-03-09T10:00', '2026-03-10T18:00'], ['2026-03-11T09:00', '2026-03-12T18:00'])).toBe(
    '2026-03-13 17:30',
  );
  expect(two(['2026-03-09T10:00', '2026-03-10T18:00'], ['2026-03-11T17:30', '2026-03-12T18:00'])).toBe(
    '2026-03-11 17:30',
  );
});

// 10 ND from the 4th: Saturday the 14th, rolled to the 16th. One month from 13 February: Friday the 13th.
// (C4, T7)
test.each([
  ['10ND', '2026-03-04', '2026-03-14T10:00', '2026-03-14T20:00', '2026-03-16 17:30'],
  ['10ND', '2026-03-04', '2026-03-14T10:00', '2026-03-16T17:29', '2026-03-16 17:30'],
  ['10ND', '2026-03-04', '2026-03-14T10:00', '2026-03-16T17:30', '2026-03-17 17:30'],
  ['10ND', '2026-03-04', '2026-03-15T10:00', '2026-03-18T09:00', '2026-03-18 17:30'],
  ['10ND', '2026-03-04', '2026-03-16T09:00', '2026-03-20T18:00', '2026-03-23 17:30'],
  // Opened before the unrolled last day: the calendar days up to the resumption are added.
  ['10ND', '2026-03-04', '2026-03-13T10:00', '2026-03-14T12:00', '2026-03-16 17:30'],
  ['10ND', '2026-03-04', '2026-03-13T10:00', '2026-03-16T09:00', '2026-03-17 17:30'],
  ['1MONTH', '2026-02-13', '2026-03-13T10:00', '2026-03-13T17:29', '2026-03-13 17:30'],
  ['1MONTH', '2026-02-13', '2026-03-13T10:00', '2026-03-13T18:00', '2026-03-16 17:30'],
  // Seven office hours a day: 8 WH from Monday 09:00 end on Tuesday at 10:00.
  ['8WH', '2026-03-09T09:00', '2026-03-10T09:30', '2026-03-10T10:00', '2026-03-10 10:30'],
  ['8WH', '2026-03-09T09:00', '2026-03-10T09:30', '2026-03-10T12:00', '2026-03-10 14:00'],
  ['8WH', '2026-03-09T09:00', '2026-03-10T09:30', '2026-03-10T17:30', '2026-03-11 09:30'],
  ['24NH', '2026-03-09T10:00', '2026-03-10T09:00', '2026-03-10T10:00', '2026-03-10 11:00'],
  // Half a day from 10:00 ends with the afternoon; the closing instant belongs to the next morning.
  ['1HALF_DAY', '2026-03-09T10:00', '2026-03-09T14:00', '2026-03-09T17:29', '2026-03-09 17:30'],
  ['1HALF_DAY', '2026-03-09T10:00', '2026-03-09T14:00', '2026-03-09T17:30', '2026-03-10 12:00'],
  ['2026-03-09', '2026-03-02', '2026-03-09T10:00', '2026-03-10T18:00', '2026-03-09 17:30'],
])('%s from %s, paused from %s to %s, ends on %s', (limit, anchor, from, to, expected) => {
  expect(paused(anchor, limit, [from, to])).toBe(expected);
});

// (C4, T13)
test("an applicant's last day ends at 24:00, and a pause that lasts to it makes another one", () => {
  const five = (...pauses: readonly (readonly [string, string])[]) =>
    due('2026-03-02', '5WD', { party: 'applicant', pauses });
  expect(five(['2026-03-09T20:00', '2026-03-09T23:59'])).toBe('2026-03-09 24:00');
  expect(five(['2026-03-09T20:00', '2026-03-10T00:00'])).toBe('2026-03-10 24:00');
  expect(five(['2026-03-09T20:00', '2026-03-10T10:00'])).toBe('2026-03-10 24:00');
  const byItself = facts('2026-03-02', parseLimit('5WD'), {
    party: 'applicant',
    pauses: [{ from: at('2026-03-09T20:00'), until: at('2026-03-11T00:00') }],
  });
  // It ends with the 10th, and so does its last day: the next one is the 11th.
  expect(formatDay(dueOf(calendar, byItself).day)).toBe('2026-03-11');
});

// 24:00 of Thursday the 5th is 00:00 of the 6th.
// (T17)
test.each([
  ['1WD', '2026-03-06 17:30', '2026-03-09 17:30'],
  ['1ND', '2026-03-06 17:30', '2026-03-09 17:30'],
  ['24NH', '2026-03-06 24:00', '2026-03-06 24:00'],
  ['1HALF_DAY', '2026-03-06 17:30', '2026-03-06 17:30'],
  ['1WH', '2026-03-06 10:00', '2026-03-06 10:00'],
])('%s from a 24:00 counts from the day that it ends: %s, and not from the next: %s', (limit, ended, next) => {
  expect(due('2026-03-06T00:00', limit, { isAnchoredAtDayEnd: true })).toBe(ended);
  expect(due('2026-03-06T00:00', limit)).toBe(next);
});

// (T17)
test('a month from the 24:00 of 28 February ends on 28 March, a Saturday, and rolls', () => {
  expect(due('2026-03-01T00:00', '1MONTH', { isAnchoredAtDayEnd: true })).toBe('2026-03-30 17:30');
  expect(due('2026-03-01T00:00', '1MONTH')).toBe('2026-04-01 17:30');
});

const withPause = (pause: ClockFacts['pauses'][number]) =>
  formatDay(dueOf(calendar, facts('2026-03-02', parseLimit('5WD'), { pauses: [pause] })).day);

// (T17)
test('a pause that ends at the 24:00 of a day has that day as its resume day', () => {
  const [from, to] = [at('2026-03-03T10:00'), at('2026-03-06T00:00')];
  // 3 6 9 10 11, because the 4th and the 5th do not count.
  expect(withPause({ from, to, isToDayEnd: true })).toBe('2026-03-11');
  expect(withPause({ from, until: to })).toBe('2026-03-11');
  // Somebody resumed it at 00:00 of the 6th: 3 9 10 11 12.
  expect(withPause({ from, to })).toBe('2026-03-12');
});

// (T17)
test('a pause that time opens at the 24:00 of a day is opened on that day', () => {
  const [from, to] = [at('2026-03-05T00:00'), at('2026-03-06T10:00')];
  // 3 4 9 10 11, because the 5th and the 6th do not count.
  expect(withPause({ from, to, isFromDayEnd: true })).toBe('2026-03-11');
  expect(withPause({ from, to })).toBe('2026-03-10');
  expect(withPause({ from, to: from, isFromDayEnd: true }), 'one that never lasted').toBe('2026-03-09');
});

// (T17, C13)
test('at the 24:00 of a day the next one has not begun', () => {
  const five = facts('2026-03-02', parseLimit('5WD'));
  expect(spentOf(calendar, five, at('2026-03-05T00:00'), true)).toMatchObject({ elapsed: 2, remaining: 3 });
  expect(spentOf(calendar, five, at('2026-03-05T00:00'))).toMatchObject({ elapsed: 3, remaining: 2 });
});

// 5 WD from Monday the 2nd, paused from the 3rd until the 24:00 of the 4th: 3, 5, 6, 9, 10.
// (C2, T17)
test('a pause of no length where another ended at 24:00 excludes no further day; one that lasts does', () => {
  const after = (until: string) =>
    formatDay(
      dueOf(
        calendar,
        facts('2026-03-02', parseLimit('5WD'), {
          pauses: [
            { from: at('2026-03-03T10:00'), until: at('2026-03-05T00:00') },
            { from: at('2026-03-05T00:00'), until: at(until) },
          ],
        }),
      ).day,
    );
  expect(after('2026-03-05T00:00')).toBe('2026-03-10');
  expect(after('2026-03-05T09:00')).toBe('2026-03-11');
});

// Thursday the 5th, Friday the 6th and Saturday the 7th.
// (T14, T17)
test.each(['2026-03-05', '2026-03-06', '2026-03-07'])(
  'where filings by night count as of the next working day, the 24:00 of %s is its 23:59',
  date => {
    const next = { filedOffHours: 'nextWorkday' } as const;
    const dayEnd = formatInstant(at(`${date}T23:59`) + 60_000);
    for (const limit of ['1WD', '3ND', '1MONTH'])
      expect(due(dayEnd, limit, { ...next, isAnchoredAtDayEnd: true })).toBe(due(`${date}T23:59`, limit, next));
  },
);

// (T14, T17)
test('where the office is open day and night, the 24:00 of a day is the opening of the next working day', () => {
  const dayAndNight = compileCalendar({ ...cn, businessHours: [{ segments: [[0, 1440]] }] });
  const filed = facts('2026-03-06T00:00', parseLimit('1WD'), { isAnchoredAtDayEnd: true });
  expect(formatDay(dueOf(dayAndNight, filed).day)).toBe('2026-03-06');
  expect(formatDay(dueOf(dayAndNight, { ...filed, filedOffHours: 'nextWorkday' }).day)).toBe('2026-03-09');
});

// (C2, T17)
test('a pause that began before the anchor, be it at 24:00, takes no more than the days after the anchor', () => {
  const until = at('2026-03-05T10:00');
  const pausedFrom = (from: number, isFromDayEnd?: true) =>
    formatDay(
      dueOf(
        calendar,
        facts('2026-03-03T00:00', parseLimit('11ND'), {
          pauses: [{ from, to: until, ...(isFromDayEnd && { isFromDayEnd }) }],
        }),
      ).day,
    );
  // The 4th and the 5th, and not the 3rd, which is not counted anyway: Monday the 16th.
  expect(pausedFrom(at('2026-03-02T20:00'))).toBe('2026-03-16');
  expect(pausedFrom(at('2026-03-03T00:00'), true)).toBe('2026-03-16');
  expect(pausedFrom(at('2026-03-03T00:00'))).toBe('2026-03-16');
});

// (C2, C5)
test('an open pause whose time was over as it began projects nothing, alone or beside another', () => {
  const now = at('2026-03-04T10:00');
  const isProjected = (...pauses: ClockFacts['pauses']) =>
    dueOf(calendar, facts('2026-03-02', parseLimit('5WD'), { pauses })).projected;
  expect(isProjected({ from: now, until: now })).toBe(false);
  expect(isProjected({ from: now, until: now }, { from: now, to: now })).toBe(false);
  expect(isProjected({ from: at('2026-03-01T10:00'), until: at('2026-03-02T09:00') }), 'over at the anchor').toBe(
    false,
  );
});
