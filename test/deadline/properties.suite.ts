import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { dayOf, formatDay, millisecondsPerMinute } from '../../domain/calendar/day.ts';
import { type ClockFacts, dueOf, type Pause, spentOf, thresholdsOf } from '../../domain/clock/clock.ts';
import { termsOf } from '../../domain/clock/nearest.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { anyCase, anyDay, calendar, type Case, sizeOf } from './cases.ts';
import { times } from '../support/examples.ts';

const runs = times(400);
const dueAt = ({ calendar: on, facts }: Case, more: Partial<ClockFacts> = {}) => dueOf(on, { ...facts, ...more }).at;
/** No pause of which is still open. */
const closed = anyCase(undefined, fc.constant('closed'));
const unpaused = { pauses: [], extensions: [] };
const withOverride = ({ calendar: on, facts }: Case, day: number, working: boolean): Case => ({
  facts,
  calendar: compileCalendar({
    ...on.data,
    overrides: [
      ...on.data.overrides.filter(row => row.day !== formatDay(day)),
      { day: formatDay(day), working, name: 'added' },
    ],
  }),
});

test('add(add(d, a), b) = add(d, a + b) and between(d, add(d, n)) = n for working days', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }), (near, a, b) => {
      const day = Math.max(near, calendar.workingDay(200));
      fc.pre(a * b >= 0);
      expect(calendar.addWorkingDays(calendar.addWorkingDays(day, a), b)).toBe(calendar.addWorkingDays(day, a + b));
      const start = calendar.roll(day);
      expect(calendar.workingDaysThrough(calendar.addWorkingDays(start, a)) - calendar.workingDaysThrough(start)).toBe(
        a,
      );
    }),
    runs,
  );
});

test.each(['WD', 'WH', 'NH'] as const)('a limit of a + b %s is a limit of b from the due of a', unit => {
  const size = fc.integer({ min: 1, max: sizeOf[unit] });
  fc.assert(
    fc.property(anyCase(fc.constant(unit)), size, size, (any, a, b) => {
      const base = {
        ...unpaused,
        party: 'agency',
        endOfDay: 'close',
        filedOffHours: 'keepDate',
        halfDay: 'byHalves',
      } as const;
      const first = dueAt(any, { ...base, limit: { unit, n: a } });
      expect(dueAt(any, { ...base, anchor: first, limit: { unit, n: b } })).toBe(
        dueAt(any, { ...base, limit: { unit, n: a + b } }),
      );
      const at = { ...any.facts, ...base, limit: { unit, n: a } };
      expect(spentOf(any.calendar, at, first)).toMatchObject({ remaining: 0 });
    }),
    runs,
  );
});

test('due is monotone in the anchor', () => {
  fc.assert(
    fc.property(anyCase(), fc.integer({ min: 0, max: 6000 }), (any, minutes) => {
      const later = any.facts.anchor + minutes * millisecondsPerMinute;
      // A clock is paused only once it runs: of a pause that began before the later anchor less would count.
      fc.pre(any.facts.pauses.every(({ from }) => from >= later));
      expect(dueAt(any, { anchor: later })).toBeGreaterThanOrEqual(dueAt(any));
    }),
    runs,
  );
});

test('due is monotone in the limit', () => {
  fc.assert(
    fc.property(anyCase(), any => {
      const { limit } = any.facts;
      const longer: Limit = 'n' in limit ? { ...limit, n: limit.n + 1 } : limit;
      expect(dueAt(any, { limit: longer })).toBeGreaterThanOrEqual(dueAt(any));
    }),
    runs,
  );
});

test('adding a day off never makes a due earlier, adding a make-up day never later', () => {
  fc.assert(
    fc.property(anyCase(), fc.integer({ min: -3, max: 35 }), (any, offset) => {
      const day = dayOf(any.facts.anchor) + offset;
      const [off, working] = [withOverride(any, day, false), withOverride(any, day, true)];
      // Where a filing by night counts from another day, of a pause that began before that less counts: as above.
      const anchors = [any, off, working].map(each => termsOf(each.calendar, { ...each.facts, pauses: [] }).anchor);
      fc.pre(new Set(anchors).size === 1 || any.facts.pauses.every(({ from }) => from >= Math.max(...anchors)));
      expect(dueAt(off)).toBeGreaterThanOrEqual(dueAt(any));
      expect(dueAt(working)).toBeLessThanOrEqual(dueAt(any));
    }),
    times(800),
  );
});

// (C2)
test('the order, split and overlap of pauses do not matter', () => {
  fc.assert(
    fc.property(closed, fc.double({ min: 0, max: 1, noNaN: true }), (any, where) => {
      const { pauses } = any.facts;
      const split = pauses.flatMap(({ from, to = from }): readonly Pause[] => {
        const middle = from + Math.floor((to - from) * where);
        return [
          { from: middle, to },
          { from, to: middle },
          { from: Math.floor((from + middle) / 2), to },
        ];
      });
      for (const same of [pauses.toReversed(), [...pauses, ...pauses], split]) {
        expect(dueAt(any, { pauses: same })).toBe(dueAt(any));
        expect(thresholdsOf(any.calendar, { ...any.facts, pauses: same })).toEqual(
          thresholdsOf(any.calendar, any.facts),
        );
      }
    }),
    runs,
  );
});

test('more pause never makes a due earlier', () => {
  fc.assert(
    fc.property(closed, fc.nat(10_000), fc.nat(3), (any, minutes, which) => {
      const longer = any.facts.pauses.map((pause, index) =>
        index === which ? { ...pause, to: (pause.to ?? pause.from) + minutes * millisecondsPerMinute } : pause,
      );
      expect(dueAt(any, { pauses: longer })).toBeGreaterThanOrEqual(dueAt(any));
      expect(dueAt(any)).toBeGreaterThanOrEqual(dueAt(any, { pauses: [] }));
    }),
    runs,
  );
});

// (C7)
test('extension and pause commute: an extended limit paused is a paused limit extended', () => {
  fc.assert(
    fc.property(anyCase(), fc.integer({ min: 1, max: 5 }), (any, m) => {
      const { limit } = any.facts;
      if (!('n' in limit)) return;
      const whole = { ...limit, n: limit.n + m };
      expect(dueAt(any, { extensions: [{ ...limit, n: m }] })).toBe(dueAt(any, { limit: whole, extensions: [] }));
    }),
    runs,
  );
});

test('half a working day is never later than a whole one', () => {
  fc.assert(
    fc.property(anyCase(fc.constant('HALF_DAY')), any => {
      const base = {
        ...unpaused,
        party: 'agency',
        endOfDay: 'close',
        filedOffHours: 'nextWorkday',
        halfDay: 'byHalves',
      } as const;
      expect(dueAt(any, { ...base, limit: { unit: 'HALF_DAY', n: 1 } })).toBeLessThanOrEqual(
        dueAt(any, { ...base, limit: { unit: 'WD', n: 1 } }),
      );
    }),
    runs,
  );
});

// (C13)
test('elapsed + remaining = limit, elapsed never falls, and late is exactly after due', () => {
  fc.assert(
    fc.property(anyCase(), fc.integer({ min: -500, max: 80_000 }), fc.nat(3000), (any, minutes, more) => {
      const now = any.facts.anchor + minutes * millisecondsPerMinute;
      const spent = spentOf(any.calendar, any.facts, now);
      expect(spent.elapsed + spent.remaining).toBe(spent.total);
      expect(spent.elapsed).toBeGreaterThanOrEqual(0);
      expect(spentOf(any.calendar, any.facts, now + more * millisecondsPerMinute).elapsed).toBeGreaterThanOrEqual(
        spent.elapsed,
      );
      const paused = any.facts.pauses.some(({ from, to, until = Infinity }) => now >= from && now < (to ?? until));
      expect(paused || spent.remaining < 0 === now > dueAt(any)).toBe(true);
    }),
    runs,
  );
});

test('colours come in order: blue, yellow, due', () => {
  fc.assert(
    fc.property(anyCase(), any => {
      const crossings = thresholdsOf(any.calendar, any.facts);
      expect(crossings.at(-1)).toEqual({ threshold: 'due', at: dueAt(any) });
      expect(crossings.map(({ at }) => at)).toEqual(crossings.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(crossings.some(({ threshold }) => threshold === 'yellow')).toBe(any.facts.warns);
    }),
    runs,
  );
});

test('a fixed date is the end of that date whatever is paused or extended', () => {
  fc.assert(
    fc.property(anyCase(), any => {
      const limit: Limit = { unit: 'DATE', date: formatDay(dayOf(any.facts.anchor) + 10) };
      expect(dueAt(any, { limit })).toBe(dueAt(any, { limit, ...unpaused }));
    }),
    runs,
  );
});
