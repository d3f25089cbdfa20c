import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant } from '../../domain/calendar/day.ts';
import { type ClockFacts, dueOf, spentOf, thresholdsOf } from '../../domain/clock/clock.ts';
import { explain } from '../../domain/clock/explain/explain.ts';
import { calendarDays, earlierOf, parseLimit, workingDays, type CountedLimit } from '../../domain/clock/limit.ts';
import { Refused } from '../../domain/refusal.ts';
import { anyCase, type Case, calendar, counted, facts, pause } from './cases.ts';
import { times } from '../support/examples.ts';

const runs = times(300);
const anyAmount = fc.integer({ min: 1, max: 40 });

/** A clock with the earlier of two limits, and with each of the two by itself. */
const anyPair: fc.Arbitrary<readonly [Case['calendar'], ClockFacts, ClockFacts, ClockFacts]> = fc
  .tuple(anyCase(), fc.constantFrom(...counted), anyAmount, fc.array(fc.tuple(anyAmount, anyAmount), { maxLength: 2 }))
  .map(([{ calendar: by, facts: given }, unit, n, more]) => {
    const own = given.limit as CountedLimit;
    const sized = (each: CountedLimit['unit'], size: number): CountedLimit => ({
      unit: each,
      n: each === 'MONTH' ? 1 + (size % 3) : size,
    });
    const amounts = (of: CountedLimit, index: 0 | 1) => more.map(pair => sized(of.unit, pair[index]));
    const other = sized(unit, n);
    const [first, second] = [amounts(own, 0), amounts(other, 1)];
    return [
      by,
      {
        ...given,
        limit: earlierOf(own, other),
        extensions: first.map((each, index) => earlierOf(each, second[index]!)),
      },
      { ...given, limit: own, extensions: first },
      { ...given, limit: other, extensions: second },
    ] as const;
  });

// (T19)
test('the earlier of two limits is in everything the one that is due first, at a tie the first', () => {
  fc.assert(
    fc.property(anyPair, fc.integer({ min: -10, max: 100 }), ([by, both, first, second], days) => {
      const dues = [dueOf(by, first).at, dueOf(by, second).at];
      const nearest = dues[1]! < dues[0]! ? second : first;
      expect(dueOf(by, both)).toEqual(dueOf(by, nearest));
      expect(thresholdsOf(by, both)).toEqual(thresholdsOf(by, nearest));
      const { other, sum, ...told } = explain(by, both);
      const { sum: _, ...alone } = explain(by, nearest);
      expect(told).toEqual(alone);
      expect(other?.due?.at).toBe(Math.max(...dues));
      expect(sum.find(({ code }) => code === 'earlierOf')).toMatchObject({ isTie: dues[0] === dues[1] });
      // As it was known by then: a pause that had not begun is none.
      const now = both.anchor + days * 86_400_000;
      const begun = { pauses: both.pauses.filter(({ from }) => from <= now) };
      const [one, two] = [first, second].map(each => dueOf(by, { ...each, ...begun }).at);
      expect(spentOf(by, both, now)).toEqual(spentOf(by, two! < one! ? second : first, now));
    }),
    runs,
  );
});

test('which of two limits holds may change by a pause that only one of them counts', () => {
  const limit = earlierOf(workingDays(20), calendarDays(30));
  const [plain, paused] = [[], [pause('2026-02-14', '2026-02-23')]].map(pauses =>
    explain(calendar, facts('2026-02-13', limit, { pauses })),
  );
  expect([plain!.limit, plain!.other?.limit]).toEqual([calendarDays(30), workingDays(20)]);
  expect([paused!.limit, paused!.other?.limit]).toEqual([workingDays(20), calendarDays(30)]);
});

test('the earlier of two limits holds beyond the calendar where one of them ends within it', () => {
  const limit = earlierOf(workingDays(5), parseLimit('60MONTH') as CountedLimit);
  expect(formatInstant(dueOf(calendar, facts('2026-03-02', limit)).at)).toBe('2026-03-09T17:30:00+08:00');
  expect(explain(calendar, facts('2026-03-02', limit)).other).toEqual({
    limit: { unit: 'MONTH', n: 60 },
    isTie: false,
  });
});

test('two limits are two that are counted, and an extension names an amount for each', () => {
  const codeOf = (act: () => unknown): string | undefined => {
    try {
      act();
      return undefined;
    } catch (error) {
      return error instanceof Refused ? error.code : String(error);
    }
  };
  const limit = earlierOf(workingDays(20), calendarDays(30));
  expect(codeOf(() => parseLimit('20WD/2026-03-30'))).toBe('limit.notCounted');
  expect(codeOf(() => parseLimit('20WD/30ND/1MONTH'))).toBe('limit.invalid');
  expect(codeOf(() => earlierOf(limit as unknown as CountedLimit, workingDays(1)))).toBe('limit.notCounted');
  expect(codeOf(() => earlierOf({ unit: 'WD', n: 0 }, workingDays(1)))).toBe('limit.notPositive');
  expect(codeOf(() => dueOf(calendar, facts('2026-03-02', limit, { extensions: [workingDays(5)] })))).toBe(
    'extension.unit',
  );
  expect(codeOf(() => dueOf(calendar, facts('2026-03-02', workingDays(5), { extensions: [limit] })))).toBe(
    'extension.unit',
  );
  expect(parseLimit('20WD/30ND')).toEqual(limit);
});
