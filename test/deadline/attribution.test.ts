import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, formatDay, instantAt, millisecondsPerMinute } from '../../domain/calendar/day.ts';
import { attributionOf, type Attribution, type Branch } from '../../domain/clock/attribution.ts';
import { type ClockFacts, dueOf, type Pause, spentOf } from '../../domain/clock/clock.ts';
import { calendarDays, halfDays, type Limit, workingDays, workingHours } from '../../domain/clock/limit.ts';
import { anyCase, at, calendar, facts, pause } from './cases.ts';
import { slowAttribution } from './slow-attribution.ts';
import { times } from '../support/examples.ts';

const branch = (unit: string, from: string, to?: string, pauses: readonly Pause[] = []): Branch => ({
  unit,
  from: at(from),
  ...(to !== undefined && { to: at(to) }),
  pauses,
});
const charged = ({ days }: Attribution) =>
  Object.fromEntries(
    days.map(({ day, units, afterDue }) => [formatDay(day).slice(5), `${units.join('+')}${afterDue ? ' late' : ''}`]),
  );
const of = (limit: Limit, branches: readonly Branch[], now: string, more: Partial<ClockFacts> = {}) =>
  attributionOf(calendar, facts('2026-03-02T10:00', limit, more), branches, 'lead', at(now));

test('each counted day is charged to the branches that hold it, else to the lead; late days stand apart', () => {
  const told = of(
    workingDays(5),
    [
      branch('market', '2026-03-02T10:00', '2026-03-03T15:00'),
      branch('fire', '2026-03-03T15:00', '2026-03-10T11:00'),
      branch('tobacco', '2026-03-03T15:00', '2026-03-05T09:00'),
    ],
    '2026-03-11T12:00',
  );
  // Monday the 2nd is the anchor's own day; due is Monday the 9th.
  expect(charged(told)).toEqual({
    '03-03': 'market',
    '03-04': 'fire+tobacco',
    '03-05': 'fire+tobacco',
    '03-06': 'fire',
    '03-09': 'fire',
    '03-10': 'fire late',
    '03-11': 'lead late',
  });
  expect(told).toMatchObject({
    counted: 7,
    shared: 2,
    afterDue: 2,
    units: [
      { unit: 'fire', days: 5, shared: 2, afterDue: 1 },
      { unit: 'lead', days: 1, shared: 0, afterDue: 1 },
      { unit: 'market', days: 1, shared: 0, afterDue: 0 },
      { unit: 'tobacco', days: 2, shared: 2, afterDue: 0 },
    ],
  });
});

test('a paused branch holds nothing from the next day to its resumption; steps of one unit share nothing', () => {
  const special = [pause('2026-03-03T09:00', '2026-03-05T16:00')];
  expect(
    charged(
      of(
        workingDays(5),
        [
          branch('fire', '2026-03-02T10:00', undefined, special),
          branch('tobacco', '2026-03-02T10:00', '2026-03-04T10:00'),
        ],
        '2026-03-06',
      ),
    ),
  ).toEqual({
    '03-03': 'fire+tobacco',
    '03-04': 'tobacco',
    '03-05': 'lead',
    '03-06': 'fire',
  });
  expect(
    of(workingDays(5), [branch('fire', '2026-03-02T10:00'), branch('fire', '2026-03-02T11:00')], '2026-03-06'),
  ).toMatchObject({ counted: 4, shared: 0, units: [{ unit: 'fire', days: 4, shared: 0 }] });
});

test("days off, the clock's pauses and rolled days are charged to nobody; a pause after due is none", () => {
  const paused = { pauses: [pause('2026-03-03T09:00', '2026-03-05T16:00')] };
  expect(Object.keys(charged(of(workingDays(5), [], '2026-03-09', paused)))).toEqual(['03-03', '03-06', '03-09']);
  expect(Object.keys(charged(of(calendarDays(5), [], '2026-03-10')))).toEqual([
    '03-03',
    '03-04',
    '03-05',
    '03-06',
    '03-07',
    '03-10',
  ]);
  expect(
    of(workingDays(1), [branch('fire', '2026-03-02T10:00')], '2026-03-05T10:00', {
      pauses: [{ from: at('2026-03-04T09:00') }],
    }),
  ).toMatchObject({ counted: 3, afterDue: 2 });
});

test('of a limit by hours or halves a day counts where some of its time does, the anchor day too', () => {
  expect(
    charged(of(workingHours(9), [branch('fire', '2026-03-02T11:00', '2026-03-03T09:00')], '2026-03-04T10:00')),
  ).toEqual({ '03-02': 'fire', '03-03': 'lead', '03-04': 'lead late' });
  expect(
    charged(
      of(
        halfDays(2),
        [branch('fire', '2026-03-02T10:00', '2026-03-02T12:00', [pause('2026-03-02T10:00', '2026-03-02T12:00')])],
        '2026-03-03T08:00',
      ),
    ),
  ).toEqual({ '03-02': 'lead' });
});

// Of 5 WD from Monday the 2nd; the branch is paused from Tuesday the 3rd. (T17)
test('a pause of a branch that ends at a 24:00 ends on the day that is over, one that is cut now on today', () => {
  const holders = (own: Pause, now: string): Readonly<Record<string, string>> =>
    charged(of(workingDays(5), [branch('fire', '2026-03-02T10:00', undefined, [own])], now));
  const from = at('2026-03-03T09:00');
  const [wednesdayOver, fridayOver] = [at('2026-03-05T00:00'), at('2026-03-07T00:00')];
  const byFriday = { '03-03': 'fire', '03-04': 'lead', '03-05': 'fire' };
  expect(holders({ from, until: wednesdayOver }, '2026-03-05T12:00'), 'by itself').toEqual(byFriday);
  expect(holders({ from, until: wednesdayOver }, '2026-03-05T00:00'), 'in that instant').toEqual(byFriday);
  expect(holders({ from, to: wednesdayOver, isToDayEnd: true }, '2026-03-05T12:00')).toEqual(byFriday);
  expect(holders({ from, to: wednesdayOver, isToDayEnd: true }, '2026-03-05T00:00')).toEqual(byFriday);
  const still = { '03-03': 'fire', '03-04': 'lead', '03-05': 'lead' };
  expect(holders({ from, to: wednesdayOver }, '2026-03-05T12:00'), 'by somebody, at 00:00').toEqual(still);
  expect(holders({ from, until: fridayOver }, '2026-03-05T00:00'), 'it goes on').toEqual(still);
  expect(holders({ from, to: fridayOver, isToDayEnd: true }, '2026-03-05T00:00')).toEqual(still);
  const begun = { from: at('2026-03-04T00:00'), to: at('2026-03-05T10:00') };
  expect(holders({ ...begun, isFromDayEnd: true }, '2026-03-05T12:00'), 'from Tuesday').toEqual(still);
  expect(holders(begun, '2026-03-05T12:00'), 'from Wednesday').toEqual({ ...still, '03-04': 'fire' });
});

test('so does a pause of the clock itself, by which days are charged to nobody', () => {
  const days = (own: Pause, now: string): readonly string[] =>
    Object.keys(charged(of(workingDays(5), [], now, { pauses: [own] })));
  const from = at('2026-03-03T09:00');
  const [wednesdayOver, fridayOver] = [at('2026-03-05T00:00'), at('2026-03-07T00:00')];
  const goneOn = ['03-03', '03-05'];
  expect(days({ from, until: wednesdayOver }, '2026-03-05T12:00')).toEqual(goneOn);
  expect(days({ from, until: wednesdayOver }, '2026-03-05T00:00')).toEqual(goneOn);
  expect(days({ from, to: wednesdayOver, isToDayEnd: true }, '2026-03-05T12:00')).toEqual(goneOn);
  expect(days({ from, to: wednesdayOver, isToDayEnd: true }, '2026-03-05T00:00')).toEqual(goneOn);
  expect(days({ from, to: wednesdayOver }, '2026-03-05T12:00')).toEqual(['03-03']);
  expect(days({ from, until: fridayOver }, '2026-03-05T00:00')).toEqual(['03-03']);
  expect(days({ from, to: fridayOver, isToDayEnd: true }, '2026-03-05T00:00')).toEqual(['03-03']);
  const begun = { from: at('2026-03-04T00:00'), to: at('2026-03-05T10:00') };
  expect(days({ ...begun, isFromDayEnd: true }, '2026-03-05T12:00')).toEqual(['03-03']);
  expect(days(begun, '2026-03-05T12:00')).toEqual(['03-03', '03-04']);
});

const units = ['fire', 'market', 'tobacco'] as const;
const minute = fc.integer({ min: 0, max: 1439 });
const moment = (day: number) =>
  fc.tuple(fc.integer({ min: -1, max: 40 }), minute).map(([offset, of]) => instantAt(day + offset, of));
const stretch = (day: number) =>
  fc
    .tuple(moment(day), moment(day))
    .map(([a, b]): { from: number; to: number } => ({ from: Math.min(a, b), to: Math.max(a, b) }));
/** Ended, ending by itself, or open; half of them begun and ended by time at the 24:00 of a day. */
const anyPause = (day: number): fc.Arbitrary<Pause> =>
  fc
    .record({
      stretch: stretch(day),
      end: fc.constantFrom('to', 'to', 'until', 'open'),
      days: fc.integer({ min: 0, max: 3 }),
      atDayEnd: fc.boolean(),
    })
    .map(({ stretch: { from, to }, end, days, atDayEnd }): Pause => {
      const begin = atDayEnd ? instantAt(dayOf(from), 0) : from;
      const over = atDayEnd ? instantAt(dayOf(begin) + days, 0) : to;
      return {
        from: begin,
        ...(atDayEnd && { isFromDayEnd: true as const }),
        ...(end === 'to' && { to: over }),
        ...(end === 'to' && atDayEnd && over > begin && { isToDayEnd: true as const }),
        ...(end === 'until' && { until: over }),
      };
    });
const anyBranch = (day: number): fc.Arbitrary<Branch> =>
  fc
    .record({
      unit: fc.constantFrom(...units),
      span: stretch(day),
      open: fc.boolean(),
      pauses: fc.array(anyPause(day), { maxLength: 2 }),
    })
    .map(({ unit, span, open, pauses }) => ({ unit, from: span.from, ...(!open && { to: span.to }), pauses }));

test('every day is charged as counting by hand does, and shares, alone and together, make the counted days', () => {
  const any = anyCase().chain(one =>
    fc.tuple(
      fc.constant(one),
      fc.array(anyBranch(dayOf(one.facts.anchor)), { maxLength: 4 }),
      fc.integer({ min: 0, max: 40 * 1440 }),
    ),
  );
  fc.assert(
    fc.property(any, ([{ calendar: on, facts: given }, branches, minutes]) => {
      const now = given.anchor + minutes * millisecondsPerMinute;
      const told = attributionOf(on, given, branches, 'lead', now);
      expect(
        told.days.map(({ day, units: held, afterDue }) => `${formatDay(day)} ${held.join('+')} ${afterDue}`),
      ).toEqual(slowAttribution(on.data, given, branches, 'lead', now));
      expect(told.units.reduce((sum, { days, shared }) => sum + days - shared, told.shared)).toBe(told.counted);
      expect(told.days.filter(({ afterDue }) => afterDue)).toHaveLength(told.afterDue);
    }),
    times(250),
  );
});

test('up to the due instant as many days are charged as are spent', () => {
  const byDays = fc.constantFrom('WD', 'ND', 'MONTH');
  fc.assert(
    fc.property(
      anyCase(byDays),
      fc.array(anyBranch(dayOf(at('2026-03-02'))), { maxLength: 2 }),
      fc.integer({ min: 0, max: 60 * 1440 }),
      ({ calendar: on, facts: given }, branches, minutes) => {
        const now = given.anchor + minutes * millisecondsPerMinute;
        fc.pre(now <= dueOf(on, given).at);
        expect(attributionOf(on, given, branches, 'lead', now).counted).toBe(spentOf(on, given, now).elapsed);
      },
    ),
    times(250),
  );
});
