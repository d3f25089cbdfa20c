import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant } from '../../domain/calendar/day.ts';
import { dueOf, thresholdsOf } from '../../domain/clock/clock.ts';
import { anyCase, anyDateCase, counted } from './cases.ts';
import { slowDueOf, slowThresholdsOf } from './oracle.ts';
import { times } from '../support/examples.ts';

const shown = ({ threshold, at }: { readonly threshold: string; readonly at: number }) =>
  `${threshold} ${formatInstant(at)}`;
const runs = { WD: 500, ND: 500, MONTH: 500, WH: 60, NH: 60, HALF_DAY: 100 } as const;

test.each(counted)('%s with pauses, extensions and policies ends, and turns blue and yellow, as by hand', unit => {
  fc.assert(
    fc.property(anyCase(fc.constant(unit)), ({ calendar, facts }) => {
      const due = dueOf(calendar, facts);
      const slow = slowDueOf(calendar.data, facts);
      expect(`${formatInstant(due.at)} ${due.projected}`).toBe(`${formatInstant(slow.due)} ${slow.projected}`);
      expect(thresholdsOf(calendar, facts).map(shown)).toEqual(slowThresholdsOf(calendar.data, facts).map(shown));
    }),
    times(runs[unit]),
  );
});

test('a fixed date ends, and turns yellow, where counting by hand does', () => {
  fc.assert(
    fc.property(anyDateCase, ({ calendar, facts }) => {
      expect(formatInstant(dueOf(calendar, facts).at)).toBe(formatInstant(slowDueOf(calendar.data, facts).due));
      expect(thresholdsOf(calendar, facts).map(shown)).toEqual(slowThresholdsOf(calendar.data, facts).map(shown));
    }),
    times(300),
  );
});
