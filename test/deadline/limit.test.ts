import { expect, test } from 'vitest';
import {
  calendarDays,
  clockHours,
  compareLimits,
  earlierOf,
  formatLimit,
  halfDays,
  months,
  onDay,
  parseLimit,
  workingDays,
  workingHours,
  type CountedLimit,
} from '../../domain/clock/limit.ts';
import { formatDay, formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { explanationWords } from '../../domain/words/explanations.ts';
import { anchorIn, dueOf, factsKnownAt, parsePause } from '../../domain/clock/clock.ts';
import { calendar, facts, pause } from './cases.ts';

test('limits read as the public reads them', () => {
  const limits = [
    workingDays(20),
    halfDays(1),
    halfDays(2),
    halfDays(3),
    calendarDays(15),
    months(1),
    workingHours(4),
    clockHours(48),
    onDay('2026-03-30'),
  ];
  expect(limits.map(explanationWords('zh-CN').limit)).toEqual([
    '20 个工作日',
    '0.5 个工作日',
    '2 个半日',
    '1.5 个工作日',
    '15 个自然日',
    '1 个月',
    '4 个工作小时',
    '48 小时',
    '2026-03-30',
  ]);
  expect(limits.map(explanationWords('en').limit)).toEqual([
    '20 working days',
    '0.5 working days',
    '2 half days',
    '1.5 working days',
    '15 calendar days',
    '1 month',
    '4 working hours',
    '48 hours',
    '2026-03-30',
  ]);
  expect(
    limits.map(each => parseLimit(formatLimit(each))),
    'as it is written it is read again',
  ).toEqual(limits);
});

const refusal = expect.objectContaining({ code: 'limit.notPositive' });

test.each([0, -1, -0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d of anything is refused', n => {
  for (const make of [workingDays, calendarDays, months, workingHours, clockHours, halfDays])
    expect(() => make(n)).toThrow(refusal);
});

test.each([0.5, 1.5, 1 / 3])('%d of a day, a half day or a month is refused: only hours have parts', n => {
  for (const make of [workingDays, calendarDays, months, halfDays]) expect(() => make(n)).toThrow(refusal);
  expect(() => dueOf(calendar, facts('2026-03-02', { unit: 'WD', n }))).toThrow(refusal);
  expect(() => dueOf(calendar, facts('2026-03-02', workingDays(5), { extensions: [{ unit: 'WD', n }] }))).toThrow(
    refusal,
  );
});

test('hours may be parts in whole minutes: half an hour, one and a half over midday, a tenth', () => {
  const dueAt = (anchor: string, limit: ReturnType<typeof workingHours | typeof clockHours>) =>
    formatInstant(dueOf(calendar, facts(anchor, limit)).at).slice(0, 16);
  expect(dueAt('2026-03-02T16:45', workingHours(0.5))).toBe('2026-03-02T17:15');
  expect(dueAt('2026-03-02T11:00', workingHours(1.5))).toBe('2026-03-02T14:00');
  expect(dueAt('2026-03-02T11:00', workingHours(0.1))).toBe('2026-03-02T11:06');
  expect(dueAt('2026-03-06T17:00', workingHours(1 / 3))).toBe('2026-03-06T17:20');
  expect(dueAt('2026-03-06T23:50', clockHours(0.25))).toBe('2026-03-07T00:05');
  for (const hours of [0.001, 1.005])
    for (const make of [workingHours, clockHours]) expect(() => make(hours)).toThrow(refusal);
});

test('a fixed date that does not exist is refused', () => {
  expect(() => onDay('2026-02-30')).toThrow(expect.objectContaining({ code: 'day.invalid' }));
});

// (T8)
test('only equal units compare, and working days with half days, two halves a day', () => {
  expect(compareLimits(workingDays(5), workingDays(20))).toBeLessThan(0);
  expect(compareLimits(halfDays(3), workingDays(1))).toBeGreaterThan(0);
  expect(compareLimits(workingDays(1), halfDays(2))).toBe(0);
  expect(compareLimits(months(2), months(1))).toBeGreaterThan(0);
  expect(compareLimits(onDay('2026-03-02'), onDay('2026-03-03'))).toBe(-1);
  for (const other of [calendarDays(1), months(1), workingHours(1), clockHours(1), onDay('2026-03-02')]) {
    expect(compareLimits(workingDays(1), other)).toBeUndefined();
    expect(compareLimits(other, halfDays(1))).toBeUndefined();
  }
});

test('a pause that ends before it starts, and an extension in another unit, are refused', () => {
  expect(() =>
    dueOf(calendar, facts('2026-03-02', workingDays(5), { pauses: [pause('2026-03-05', '2026-03-04')] })),
  ).toThrow(expect.objectContaining({ code: 'pause.endsBeforeStart' }));
  expect(() => dueOf(calendar, facts('2026-03-02', workingDays(5), { extensions: [halfDays(1)] }))).toThrow(
    expect.objectContaining({ code: 'extension.unit' }),
  );
});

test('limits are read as they are written', () => {
  expect(['20WD', '15 nd', '1MONTH', '1.5WH', '48NH', '3HALF_DAY', '2026-03-30'].map(parseLimit)).toEqual([
    workingDays(20),
    calendarDays(15),
    months(1),
    { unit: 'WH', n: 1.5 },
    clockHours(48),
    halfDays(3),
    onDay('2026-03-30'),
  ]);
  for (const text of ['', 'WD', '20', '20 days', '20WD 3', '1e3WD', '.WD'])
    expect(() => parseLimit(text)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^limit\./) as string }),
    );
});

test.each([
  // An hour on Tuesday before it, six on Friday after it.
  [workingHours(7), '2026-03-03T16:30', '2026-03-06T16:30'],
  // 16.5 hours to 09:00 of Wednesday, 3.5 on Friday.
  [clockHours(20), '2026-03-03T16:30', '2026-03-06T12:30'],
  // Wednesday morning holds its beginning and Friday morning its end: from the half after the one to the other.
  [halfDays(2), '2026-03-03T16:30', '2026-03-06T17:30'],
  [workingDays(2), '2026-03-04T10:00', '2026-03-10T17:30'],
])('a pause by days from 03-04 to 03-06 runs from opening to opening: %j', (limit, anchor, due) => {
  const { at } = dueOf(calendar, facts(anchor, limit, { pauses: [parsePause(calendar, '2026-03-04', '2026-03-06')] }));
  expect(formatInstant(at).slice(0, 16)).toBe(due);
});

test('a pause by days that begins or ends on a day off reaches from or to the next opening', () => {
  const due = (from: string, to: string) =>
    formatInstant(
      dueOf(calendar, facts('2026-03-06T10:00', halfDays(3), { pauses: [parsePause(calendar, from, to)] })).at,
    ).slice(0, 16);
  // Friday afternoon, Monday morning, Tuesday afternoon; then Monday afternoon and Tuesday.
  expect(due('2026-03-07', '2026-03-10')).toBe('2026-03-10T17:30');
  expect(due('2026-03-06', '2026-03-08')).toBe('2026-03-10T17:30');
});

test('a limit is read with blanks around it, in parts of hours, and nothing beside it is overlooked', () => {
  expect([' 20WD ', ' 2026-03-30 ', '12.5WH', '.5WH', ' 20WD / 30ND '].map(parseLimit)).toEqual([
    workingDays(20),
    onDay('2026-03-30'),
    { unit: 'WH', n: 12.5 },
    { unit: 'WH', n: 0.5 },
    earlierOf(workingDays(20), calendarDays(30)),
  ]);
  expect(parseLimit(`${1 / 60}WH`), 'one minute').toEqual({ unit: 'WH', n: 1 / 60 });
  const refused = (text: string, code: string, found: unknown, basis: string) =>
    expect(() => parseLimit(text), text).toThrow(
      expect.objectContaining({ refusal: { code, params: { found }, basis: { code: basis } } }),
    );
  for (const text of ['2026-03-30x', 'x2026-03-30', '20WD/30ND/1MONTH', 'soon'])
    refused(text, 'limit.invalid', text, 'count.limit');
  refused('0WD', 'limit.notPositive', { unit: 'WD', n: 0 }, 'count.positive');
  refused('20WD/2026-03-30', 'limit.notCounted', { unit: 'DATE', date: '2026-03-30' }, 'count.earlierOf');
});

test('the earlier of two is written, compared part by part, and with nothing else', () => {
  const pair = (first: CountedLimit, second: CountedLimit) => earlierOf(first, second);
  const law = pair(workingDays(20), calendarDays(30));
  expect(formatLimit(law)).toBe('20WD/30ND');
  expect(compareLimits(law, law)).toBe(0);
  expect(compareLimits(pair(workingDays(10), calendarDays(30)), law)).toBe(-10);
  expect(compareLimits(pair(workingDays(20), calendarDays(25)), law)).toBe(-5);
  expect(compareLimits(pair(workingDays(21), calendarDays(25)), law), 'one part is longer').toBe(1);
  expect(compareLimits(pair(workingDays(15), calendarDays(31)), law)).toBe(1);
  for (const other of [workingDays(20), calendarDays(30), onDay('2026-03-30'), pair(months(1), calendarDays(30))]) {
    expect(compareLimits(law, other)).toBeUndefined();
    expect(compareLimits(other, law)).toBeUndefined();
  }
  expect(compareLimits(law, pair(workingDays(20), months(1)))).toBeUndefined();
  expect(compareLimits(onDay('2026-03-30'), workingDays(1))).toBeUndefined();
  expect(compareLimits(workingDays(1), onDay('2026-03-30'))).toBeUndefined();
  expect(compareLimits(onDay('2026-03-30'), onDay('2026-03-30'))).toBe(0);
});

test('a pause by days is read alike for every unit, and a day with an instant is told with both', () => {
  expect(parsePause(calendar, '2015-01-01', '2015-01-05'), 'of a day off the opening that it would have').toEqual({
    from: parseInstant('2015-01-01T09:00'),
    to: parseInstant('2015-01-05T09:00'),
  });
  expect(() => parsePause(calendar, '2026-03-04', '2026-03-06T10:00')).toThrow(
    expect.objectContaining({
      refusal: {
        code: 'pause.mixed',
        params: { from: '2026-03-04', to: '2026-03-06T10:00' },
        basis: { code: 'count.pause' },
      },
    }),
  );
});

test('at a tie the first of two is the one that counts, and an extension of one is none of a pair', () => {
  const pair = facts('2026-03-06', earlierOf(workingDays(1), calendarDays(3)));
  expect(factsKnownAt(calendar, pair, pair.anchor).limit, 'both on Monday').toEqual(workingDays(1));
  expect(() => dueOf(calendar, { ...pair, extensions: [workingDays(1)] })).toThrow(
    expect.objectContaining({
      refusal: {
        code: 'extension.unit',
        params: { limit: pair.limit, extension: workingDays(1) },
        basis: { code: 'count.extension' },
      },
    }),
  );
  const far = earlierOf(months(600), months(700));
  expect(() => dueOf(calendar, facts('2026-03-06', far))).toThrow(
    expect.objectContaining({ code: 'calendar.unpublished' }),
  );
});

// (T17)
test('the 24:00 of a day is read as that day: of what anchors a clock, begins a pause, or ends one', () => {
  const midnight = parseInstant('2026-03-03T00:00');
  for (const text of ['2026-03-02T24:00', '2026-03-02T24:00:00'])
    expect(anchorIn(calendar, text)).toEqual({ anchor: midnight, isAnchoredAtDayEnd: true });
  expect(anchorIn(calendar, '2026-03-03T00:00')).toEqual({ anchor: midnight });
  expect(() => anchorIn(calendar, '2026-03-02T24:01')).toThrow(expect.objectContaining({ code: 'instant.invalid' }));
  expect(() => anchorIn(calendar, '2026-02-30T24:00')).toThrow(expect.objectContaining({ code: 'day.invalid' }));
  expect(parsePause(calendar, '2026-03-02T24:00', '2026-03-04T24:00')).toEqual({
    from: midnight,
    to: parseInstant('2026-03-05T00:00'),
    isFromDayEnd: true,
    isToDayEnd: true,
  });
  const due = (anchor: string) =>
    formatDay(dueOf(calendar, { ...facts('2026-03-02', workingDays(5)), ...anchorIn(calendar, anchor) }).day);
  expect([due('2026-03-02T23:59'), due('2026-03-02T24:00'), due('2026-03-03T00:00')]).toEqual([
    '2026-03-09',
    '2026-03-09',
    '2026-03-10',
  ]);
});
