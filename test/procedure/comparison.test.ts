import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatInstant, instantAt, parseDay } from '../../domain/calendar/day.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import {
  all,
  approval,
  applicant,
  calendarDays,
  clockHours,
  earlierOf,
  halfDays,
  months,
  procedure,
  workingDays,
  workingHours,
} from '../../domain/procedure.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { check, outline, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { anchorsFor, comparesAsNumbers, comparisonCalendar, excessOf } from '../../domain/procedure/check/compare.ts';
import { Refused } from '../../domain/refusal.ts';
import { long } from '../support/tags.ts';

const rules = { endOfDay: 'close', halfDay: 'byHalves' } as const;
const base = {
  name: 'trial',
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  permits: { licence: '许可证' },
} as const;
const approvals = (...limits: readonly Limit[]): Readonly<Record<string, ReturnType<typeof approval>>> =>
  Object.fromEntries(
    limits.map((within, index) => [`s${index}`, approval(`s${index}`, { by: 'market-regulation', within })]),
  );
/** A procedure whose steps follow each other. */
const inTurn = (limits: { promised: Limit; statutory: Limit }, ...shares: readonly Limit[]): AnyProcedure => {
  const steps = approvals(...shares) as Readonly<Record<string, never>>;
  return procedure({
    ...base,
    limits,
    steps,
    *run(context) {
      const asked = context.steps as unknown as Record<string, () => Generator<never, unknown>>;
      for (const name of Object.keys(steps)) yield* asked[name]!();
      return context.grant('licence');
    },
  });
};
const faultsOf = (define: () => unknown): readonly string[] => {
  try {
    define();
    return [];
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'procedure.faults')
      return error.message.split('\n').slice(1);
    throw error;
  }
};
const short = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : formatInstant(instant).slice(0, 16);

// (T8)
test('20 working days fall after 30 calendar days on 54 to 71 days of a year, never after 60', () => {
  const calendar = comparisonCalendar();
  const dueFrom = (anchor: number, limit: Limit): number =>
    dueOf(calendar, { anchor, limit, party: 'agency', pauses: [], extensions: [], warns: false }).at;
  const days = Array.from({ length: 12 }, () => 0);
  for (let day = parseDay('2015-01-01'); day <= parseDay('2026-12-31'); day += 1) {
    const anchor = instantAt(day, 0);
    if (dueFrom(anchor, workingDays(20)) > dueFrom(anchor, calendarDays(30)))
      days[Number(formatInstant(anchor).slice(0, 4)) - 2015]! += 1;
  }
  expect(Math.min(...days)).toBe(54);
  expect(Math.max(...days)).toBe(71);
  expect(Math.max(...days.slice(0, 11)), 'to 2025').toBe(69);
  expect(excessOf(workingDays(20), calendarDays(60), rules)).toBeUndefined();
});

describe('limits in different units are compared by their dues', () => {
  test('a promise of 20 working days stands beside a law of 60 calendar days', () => {
    expect(faultsOf(() => inTurn({ promised: workingDays(20), statutory: calendarDays(60) }, workingDays(20)))).toEqual(
      [],
    );
  });
  test('a verdict by dues is kept in the outline of a release', () => {
    const mixed = inTurn({ promised: workingDays(20), statutory: calendarDays(60) }, workingDays(20));
    expect(outline(mixed)).toContain('  limits.promised 20WD: never after the statutory limit, 60ND\n');
    expect(outline(inTurn({ promised: workingDays(5), statutory: workingDays(6) }, workingDays(5)))).not.toContain(
      'Compared by dues',
    );
  });
  test('a promise that falls after the law is refused with the first anchor and the way out', () => {
    // 30 days from 2015-01-23 end on Sunday 22 February, in the Spring Festival's days off to the 24th: the 25th.
    // 20 working days: 26 to 30 January 5, 2 to 6 February 10, 9 to 13 15, Sunday 15 (make-up) 16, 16 and 17 18,
    // 25 and 26 February: the 26th.
    expect(faultsOf(() => inTurn({ promised: workingDays(20), statutory: calendarDays(30) }, workingDays(1)))).toEqual([
      '- limits.promised: found 20WD, longer than the statutory limit, 30ND: from 2015-01-23 00:00 it is due ' +
        '2015-02-26 17:30, after 2015-02-25 17:30; say earlierOf(workingDays(20), calendarDays(30))',
    ]);
  });
  test('the earlier of promise and law is never after the law', () => {
    const promised = earlierOf(workingDays(20), calendarDays(30));
    expect(faultsOf(() => inTurn({ promised, statutory: calendarDays(30) }, workingDays(1)))).toEqual([]);
    expect(excessOf(earlierOf(workingDays(20), months(2)), calendarDays(30), rules)).toBeDefined();
    expect(excessOf(calendarDays(30), earlierOf(calendarDays(31), workingDays(20)), rules)).toBeDefined();
    expect(excessOf(workingDays(1), earlierOf(calendarDays(31), workingDays(20)), rules)).toBeUndefined();
  });
  test('the instant counts: of hours and halves each quarter of business time, noon, close and midnight', long, () => {
    // A day has seven hours: one more quarter from the holiday of 2015-01-01 ends on the 5th, a working day on the 4th.
    expect(excessOf(workingHours(7), workingDays(1), rules)).toBeUndefined();
    expect(short(excessOf(workingHours(7.25), workingDays(1), rules)?.anchor)).toBe('2015-01-01T00:00');
    // 24 hours from close end at close; 25 hours from close of Saturday the 3rd an hour after that of the 4th.
    expect(excessOf(halfDays(1), workingDays(1), rules)).toBeUndefined();
    expect(excessOf(clockHours(24), workingDays(1), rules)).toBeUndefined();
    expect(short(excessOf(clockHours(25), workingDays(1), rules)?.anchor)).toBe('2015-01-03T17:30');
    expect(short(excessOf(halfDays(1), clockHours(1), rules)?.anchor)).toBe('2015-01-01T00:00');
    expect(anchorsFor([workingHours(1)]).filter(anchor => formatInstant(anchor).startsWith('2026-03-02')).length).toBe(
      1 + 12 + 1 + 16 + 1,
    );
    expect(anchorsFor([workingDays(1), months(1)])).toHaveLength(4383);
  });
  test('no anchor is passed over: a slow comparison finds the same first one', long, () => {
    const byDays: readonly Limit[] = [workingDays(5), workingDays(7), calendarDays(7), calendarDays(9), months(1)];
    const byHours: readonly Limit[] = [
      workingDays(2),
      workingHours(10),
      clockHours(60),
      halfDays(3),
      earlierOf(workingDays(3), clockHours(80)),
    ];
    const calendar = comparisonCalendar();
    for (const [limits, anchors] of [
      [byDays, anchorsFor(byDays)],
      [byHours, anchorsFor(byHours).slice(0, 9_000)],
    ] as const) {
      const dues = limits.map(limit =>
        anchors.map(
          anchor =>
            dueOf(calendar, { anchor, limit, party: 'agency', pauses: [], extensions: [], warns: false, ...rules }).at,
        ),
      );
      for (const [i, a] of limits.entries())
        for (const [j, b] of limits.entries()) {
          // Numbers say some, and a pair is compared in its parts.
          if (comparesAsNumbers(a, b) || b.unit === 'EARLIER_OF') continue;
          const first = anchors.find((_, index) => dues[i]![index]! > dues[j]![index]!);
          const found = excessOf(a, b, rules)?.anchor;
          expect([a, b, found !== undefined && found <= anchors.at(-1)! ? found : undefined]).toEqual([a, b, first]);
        }
    }
  });
});

describe('shares along a way', long, () => {
  const longer = (p: AnyProcedure): readonly string[] =>
    check(p)
      .filter(({ rule }) => rule === 'way')
      .map(({ message }) => message);
  const wide = { statutory: workingDays(60) };
  test('of working days and halves add up as halves, however their dues fall', () => {
    expect(longer(inTurn({ ...wide, promised: workingDays(2) }, halfDays(1), halfDays(1), workingDays(1)))).toEqual([]);
    expect(longer(inTurn({ ...wide, promised: halfDays(3) }, halfDays(1), halfDays(1), halfDays(2)))).toHaveLength(1);
  });
  test('of working hours add up as hours', () => {
    const hours = { statutory: workingHours(40) };
    expect(longer(inTurn({ ...hours, promised: workingHours(5) }, workingHours(2), workingHours(3)))).toEqual([]);
    expect(longer(inTurn({ ...hours, promised: workingHours(5) }, workingHours(2), workingHours(4)))).toHaveLength(1);
  });
  test('of different units are chained by their dues, and the first anchor that fails is told', () => {
    // Seven calendar days hold at most seven working ones and roll to an eighth.
    expect(longer(inTurn({ ...wide, promised: workingDays(9) }, calendarDays(7), workingDays(1)))).toEqual([]);
    // From Thursday 2015-01-01 four days end on Monday the 5th, and the two working days after it on the 7th; four
    // working days are the 4th (make-up), 5th, 6th and 7th. From Friday the 2nd four days end on the 6th, and the two
    // working days after it on the 8th; four working days again on the 7th.
    expect(longer(inTurn({ ...wide, promised: workingDays(4) }, calendarDays(4), workingDays(2)))).toEqual([
      'the steps take longer than the promise of 4WD: s0 → s1 (on the good way); begun 2015-01-02 00:00 they end ' +
        '2015-01-08 17:30, after 2015-01-07 17:30, on which 4WD is due',
    ]);
  });
  test('leave out what is the applicant’s alone, in whatever unit', () => {
    const p = procedure({
      ...base,
      limits: { statutory: workingDays(20), promised: workingDays(3) },
      steps: {
        look: approval('看', { by: 'market-regulation', within: workingDays(2) }),
        fix: applicant('改', { within: calendarDays(40) }),
        sign: approval('签', { by: 'market-regulation', within: workingDays(1) }),
      },
      *run({ steps, grant }) {
        yield* steps.look();
        yield* steps.fix();
        yield* steps.sign();
        return grant('licence');
      },
    });
    expect(longer(p)).toEqual([]);
  });
  test('beside each other take as long as the longest', () => {
    const p = procedure({
      ...base,
      limits: { statutory: workingDays(60), promised: workingDays(8) },
      steps: {
        a: approval('一', { by: 'market-regulation', within: workingDays(5) }),
        b: approval('二', { by: 'market-regulation', within: calendarDays(7) }),
        c: approval('三', { by: 'market-regulation', within: workingDays(1) }),
      },
      *run({ steps, grant }) {
        yield* all({ a: steps.a(), b: steps.b() });
        yield* steps.c();
        return grant('licence');
      },
    });
    expect(longer(p)).toEqual([]);
  });
});

test('an extended promise stays within the law, else the definition is refused', () => {
  const extended = (promised: Limit, statutory: Limit, atMost: Limit, times?: number) =>
    faultsOf(() =>
      procedure({
        ...base,
        limits: {
          promised,
          statutory,
          extension: { of: 'promised', by: 'unit-head', atMost, basis: '条', ...(times && { times }) },
        },
        steps: { a: approval('', { by: 'market-regulation', within: workingDays(1) }) },
        *run({ steps, grant }) {
          yield* steps.a();
          return grant('licence');
        },
      }),
    );
  expect(extended(workingDays(15), workingDays(20), workingDays(5))).toEqual([]);
  expect(extended(workingDays(15), workingDays(20), workingDays(6))).toEqual([
    '- limits.extension: found 21WD, longer than the statutory limit, 20WD',
  ]);
  expect(extended(workingDays(10), workingDays(20), workingDays(5), 3)).toHaveLength(1);
  expect(extended(workingDays(15), calendarDays(60), workingDays(10))).toEqual([]);
  const both = earlierOf(workingDays(15), calendarDays(25));
  expect(extended(both, calendarDays(30), earlierOf(workingDays(9), calendarDays(5)))).toEqual([]);
  expect(extended(both, calendarDays(30), earlierOf(workingDays(9), calendarDays(9)))).toHaveLength(1);
});
