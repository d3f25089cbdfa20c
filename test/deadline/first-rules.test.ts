import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { dueOf, type ClockFacts, type Pause } from '../../domain/clock/clock.ts';
import { firstRules } from '../../domain/clock/first-rules.ts';
import { calendar } from './cases.ts';

/** Of 3 WD from Monday, 2 March 2026: 3, 4, 5, by the first rules and by the current ones. */
function dues(pauses: readonly Pause[], more: Partial<ClockFacts> = {}): readonly string[] {
  const facts: ClockFacts = {
    anchor: parseInstant('2026-03-02T10:00'),
    limit: { unit: 'WD', n: 3 },
    party: 'agency',
    pauses,
    extensions: [],
    warns: false,
    ...more,
  };
  const byFirstRules: ClockFacts = { ...facts, rules: firstRules };
  return [byFirstRules, facts].map(each => {
    const { at, projected } = dueOf(calendar, each);
    return `${formatInstant(at).slice(5, 16)}${projected ? ' projected' : ''}`;
  });
}
const pause = (from: string, to: string): Pause => ({
  from: parseInstant(`2026-03-${from}`),
  to: parseInstant(`2026-03-${to}`),
});

// (C19)
test('by the first rules 24:00 is the first instant of the next day, by the second it is of its own', () => {
  const anchor = parseInstant('2026-03-06T00:00');
  const limit = { unit: 'WD', n: 1 } as const;
  // The anchor's day is the 6th, and Monday counts; or it is the 5th, and the 6th counts.
  expect(dues([], { anchor, isAnchoredAtDayEnd: true, limit })).toEqual(['03-09T17:30', '03-06T17:30']);
  // The pause takes 4, 5 and 6 away, or 4 and 5: 3 9 10, or 3 6 9.
  const ended = { ...pause('03T10:00', '06T00:00'), isToDayEnd: true as const };
  expect(dues([ended])).toEqual(['03-10T17:30', '03-09T17:30']);
  // It begins on the 4th, or on the 3rd: 5 is lost, or 4 and 5 are.
  const begun = { ...pause('04T00:00', '05T10:00'), isFromDayEnd: true as const };
  expect(dues([begun])).toEqual(['03-06T17:30', '03-09T17:30']);
  // One that ends by itself at 24:00 of the 5th.
  const open = { from: parseInstant('2026-03-03T10:00'), until: parseInstant('2026-03-06T00:00') };
  expect(dues([open])).toEqual(['03-10T17:30 projected', '03-09T17:30 projected']);
});

// (C19)
test('by the first rules a pause on the last day moves it to the day of resumption, also into its end', () => {
  expect(dues([pause('05T16:00', '06T17:30')]), 'in the instant of its end').toEqual(['03-06T17:30', '03-09T17:30']);
  expect(dues([pause('05T16:00', '06T18:00')]), 'inside of it').toEqual(['03-06T17:30', '03-09T17:30']);
  expect(dues([pause('05T16:00', '06T10:00')])).toEqual(['03-06T17:30', '03-06T17:30']);
  expect(dues([pause('05T16:00', '07T10:00')]), 'a Saturday rolls').toEqual(['03-09T17:30', '03-09T17:30']);
  expect(dues([pause('05T16:00', '05T17:00')])).toEqual(['03-05T17:30', '03-05T17:30']);
  expect(dues([pause('05T17:30', '06T10:00')]), 'when it was due').toEqual(['03-05T17:30', '03-05T17:30']);
  const twice = [pause('05T16:00', '06T10:00'), pause('06T16:00', '09T10:00')];
  expect(dues(twice)).toEqual(['03-09T17:30', '03-09T17:30']);
  const later = [pause('05T16:00', '06T10:00'), pause('06T17:30', '09T10:00')];
  expect(dues(later), 'the second begins when it was due').toEqual(['03-06T17:30', '03-06T17:30']);
  const open = { from: parseInstant('2026-03-05T16:00'), until: parseInstant('2026-03-06T12:00') };
  expect(dues([open])).toEqual(['03-06T17:30 projected', '03-06T17:30 projected']);
  const late = { from: parseInstant('2026-03-05T17:30'), until: parseInstant('2026-03-06T12:00') };
  expect(dues([late])).toEqual(['03-05T17:30', '03-05T17:30']);
});
