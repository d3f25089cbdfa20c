import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, formatHours, type CalendarFile } from '../../domain/calendar/file.ts';
import { cn, cnFile } from '../../domain/calendar/published.ts';
import { Refused } from '../../domain/refusal.ts';
import { times } from '../support/examples.ts';

type Hours = NonNullable<CalendarFile['businessHours']>;
const segments = [['09:00', '12:00']] as const;
const season = { from: '2026-06-01', to: '2026-09-30', segments } as const;
/** In the order in which a later one wins over those before it. */
const inOrder = [
  { segments },
  { to: '2026-03-31', segments },
  { from: '2026-06-01', segments },
  season,
  { ...season, weekdays: [4, 5] },
  { ...season, weekdays: [3] },
  { from: '2026-07-01', to: '2026-07-01', segments },
] as const;
const hoursOf = (list: readonly unknown[]) =>
  formatHours(calendarOf({ ...cnFile, businessHours: list as Hours }).businessHours!);
const codesOf = (list: readonly unknown[]): string => {
  try {
    hoursOf(list);
    return 'taken';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return JSON.stringify(error.refusal);
  }
};

test('hours come in the order in which they win, in whatever order a file names them', () => {
  const expected = [
    '09:00-12:00',
    '/2026-03-31 09:00-12:00',
    '2026-06-01/ 09:00-12:00',
    '2026-06-01/2026-09-30 09:00-12:00',
    '2026-06-01/2026-09-30 weekdays 4,5 09:00-12:00',
    '2026-06-01/2026-09-30 weekdays 3 09:00-12:00',
    '2026-07-01/2026-07-01 09:00-12:00',
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([...inOrder], { minLength: inOrder.length }), list => {
      expect(hoursOf(list)).toEqual(expected);
    }),
    times(200),
  );
});

test('the same days twice are refused: the same span, and a weekday of both where both name as many', () => {
  expect(codesOf([season, season])).toContain('sameDays');
  expect(
    codesOf([
      { ...season, weekdays: [3, 4] },
      { ...season, weekdays: [4, 5] },
    ]),
  ).toContain('sameDays');
  expect(
    codesOf([
      { ...season, weekdays: [3] },
      { ...season, weekdays: [4] },
    ]),
  ).toBe('taken');
  expect(codesOf([season, { ...season, weekdays: [4] }])).toBe('taken');
  expect(
    codesOf([
      { ...season, weekdays: [3, 4] },
      { ...season, weekdays: [4] },
    ]),
  ).toBe('taken');
  expect(codesOf([season, { ...season, to: '2026-08-31' }])).toBe('taken');
  expect(codesOf([season, { ...season, from: '2026-06-02' }])).toBe('taken');
});

test('an overlay whose hours always hold has none of those below it; with a season it has them too', () => {
  const on = { calendar: 'district', version: 'district-1', title: '本区', on: 'cn', years: {} };
  const below = { ...cn, businessHours: [{ segments: [[540, 1050]] }] } as typeof cn;
  const over = (list: Hours) => formatHours(calendarOf({ ...on, businessHours: list }, below).businessHours!);
  expect(over([{ segments }, season] as unknown as Hours)).toHaveLength(2);
  expect(over([season] as unknown as Hours)).toEqual(['09:00-17:30', '2026-06-01/2026-09-30 09:00-12:00']);
});
