import fc from 'fast-check';
import { expect, test } from 'vitest';
import lunarTable from '../../domain/calendar/regulation/lunar-days.json' with { type: 'json' };
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { type Due, dueOf, spentOf, thresholdsOf } from '../../domain/clock/clock.ts';
import { Refused } from '../../domain/refusal.ts';
import { times } from '../support/examples.ts';
import { anyClock } from './oracle/any-clock.ts';
import { Beyond } from './oracle/calendar.ts';
import { textOf } from './oracle/dates.ts';
import { slowDue } from './oracle/due.ts';
import { lunarDays } from './oracle/lunar.ts';
import { slowRun } from './oracle/nearest.ts';
import { slowSpent } from './oracle/spent.ts';
import { slowThresholds } from './oracle/thresholds.ts';

const told = ({ at, day, openSince, ...rest }: Due) => ({
  ...rest,
  day: formatDay(day),
  at: formatInstant(at),
  openSince: openSince === undefined ? undefined : formatInstant(openSince),
});
const shown = ({ threshold, at }: { readonly threshold: string; readonly at: number }) =>
  `${threshold} ${formatInstant(at)}`;

/** An answer, or that no calendar reaches it. */
function answer<T>(ask: () => T): T | 'calendar.unpublished' {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Beyond) return 'calendar.unpublished';
    if (error instanceof Refused && error.refusal.code === 'calendar.unpublished') return error.refusal.code;
    throw error;
  }
}

const runs = { WD: 200, ND: 150, MONTH: 120, WH: 50, NH: 50, HALF_DAY: 120, DATE: 60, EARLIER_OF: 90 } as const;

test.each(Object.keys(runs) as (keyof typeof runs)[])(
  '%s with pauses, extensions and policies ends, warns and is used up as by hand, on any calendar',
  unit => {
    fc.assert(
      fc.property(anyClock(unit), ({ calendar, slow, facts, now, isDayEnd }) => {
        expect(answer(() => told(dueOf(calendar, facts)))).toEqual(answer(() => told(slowDue(slowRun(slow, facts)))));
        expect(answer(() => thresholdsOf(calendar, facts).map(shown))).toEqual(
          answer(() => slowThresholds(slowRun(slow, facts)).map(shown)),
        );
        expect(answer(() => spentOf(calendar, facts, now, isDayEnd))).toEqual(
          answer(() => slowSpent(slow, facts, now, isDayEnd)),
        );
      }),
      times(runs[unit]),
    );
  },
);

test('the lunar days of 1917 to 2100 are those of the sky, by moon and sun', () => {
  for (const [year, days] of Object.entries(lunarTable).filter(([key]) => Number(key) > 1916)) {
    const { spring, qingming, duanwu, zhongqiu } = lunarDays(Number(year));
    expect([spring - 1, qingming, duanwu, zhongqiu].map(textOf)).toEqual(days.map(day => `${year}-${day}`));
  }
});
