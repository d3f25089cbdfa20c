import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, formatInstant } from '../../../domain/calendar/day.ts';
import { dueOf, spentOf } from '../../../domain/clock/clock.ts';
import { explain } from '../../../domain/clock/explain/explain.ts';
import { markedAsOf } from '../../../domain/clock/explain/so-far.ts';
import type { NamedFacts } from '../../../domain/clock/explain/explanation.ts';
import {
  calendarDays,
  clockHours,
  halfDays,
  months,
  onDay,
  workingDays,
  workingHours,
} from '../../../domain/clock/limit.ts';
import { anyCase, at, calendar, counted, facts, pause } from '../cases.ts';
import { redo } from './redo.ts';
import { soFarText, whyText } from './in-words.ts';
import { times } from '../../support/examples.ts';

const asOf = (on: typeof calendar, clock: NamedFacts, now: number, more: { readonly stopped?: boolean } = {}) =>
  markedAsOf(on, explain(on, clock), { at: now, stopped: false, spent: spentOf(on, clock, now), ...more });
const timesOf = (begins: number | undefined, ends: number | undefined): string =>
  begins === undefined || ends === undefined
    ? ''
    : ` ${formatInstant(begins).slice(11, 16)}-${formatInstant(ends).slice(11, 16)}`;
const shown = (clock: NamedFacts, now: string, more = {}): readonly string[] =>
  asOf(calendar, clock, at(now), more).lines.map(
    ({ effect, firstDay, lastDay, begins, ends, amount, through, why }) =>
      `${formatDay(firstDay)}${firstDay === lastDay ? '' : `/${formatDay(lastDay)}`}${timesOf(begins, ends)} ` +
      `${effect} ${amount} ${through} ${whyText(why)}`,
  );

test.each(counted)(
  '%s: at any moment of any clock, what is counted so far is what is spent, and the sum is as it was',
  unit => {
    fc.assert(
      fc.property(
        anyCase(fc.constant(unit), fc.constantFrom('closed', 'until', 'endless')),
        fc.integer({ min: 0, max: 120 * 1440 }),
        ({ calendar: on, facts: clock }, minutes) => {
          const now = clock.anchor + minutes * 60_000;
          const marked = asOf(on, clock, now);
          const due = dueOf(on, clock);
          expect(redo(marked)).toBe(due.openSince === undefined ? due.at : undefined);
          const { elapsed, remaining, total } = spentOf(on, clock, now);
          const { counted: soFar, remaining: left } = marked.soFar!;
          expect(left < 0 ? soFar : soFar + left).toBeCloseTo(marked.total);
          // Halves by minutes are explained in minutes, and spent when they are full.
          const { length, halves } = on.ordinaryHours;
          const half = unit === 'HALF_DAY' && clock.halfDay === 'byMinutes' ? length / halves / 60_000 : 1;
          expect([Math.floor(soFar / half + 1e-6), Math.sign(Math.min(left, 0))]).toEqual([
            Math.min(elapsed, total),
            Math.sign(Math.min(remaining, 0)),
          ]);
          expect(half === 1 ? Math.min(left, 0) : 0).toBe(half === 1 ? Math.min(remaining, 0) : 0);
        },
      ),
      times(400),
    );
  },
);

test('a run of days is parted where the reader stands', () => {
  expect(shown(facts('2026-03-02', workingDays(8)), '2026-03-04T10:00')).toEqual([
    '2026-03-02 anchor 0 0 起算日，不计',
    '2026-03-03/2026-03-04 counted 2 2 工作日',
    '2026-03-04 10:00-10:00 now 0 2 截至此时，尚余 6 个工作日',
    '2026-03-05/2026-03-06 counted 2 4 工作日',
    '2026-03-07/2026-03-08 off 0 4 周末，不计',
    '2026-03-09/2026-03-12 counted 4 8 工作日',
  ]);
  expect(soFarText(asOf(calendar, facts('2026-03-02', workingDays(8)), at('2026-03-04T10:00')))).toBe(
    '截至 2026-03-04 10:00，已计入 2 个工作日，尚余 6 个工作日',
  );
});

test('of hours the minutes, of halves the half that has begun', () => {
  expect(shown(facts('2026-03-02T16:30', workingHours(10)), '2026-03-03T14:00').slice(2)).toEqual([
    '2026-03-03 09:00-12:00 counted 180 240 工作日',
    '2026-03-03 13:30-14:00 counted 30 270 工作日',
    '2026-03-03 14:00-14:00 now 0 270 截至此时，尚余 5 小时 30 分',
    '2026-03-03 14:00-17:30 counted 210 480 工作日',
    '2026-03-04 09:00-11:00 counted 120 600 工作日',
  ]);
  expect(shown(facts('2026-03-02T10:00', halfDays(5)), '2026-03-03T10:00').slice(3)).toEqual([
    '2026-03-03 09:00-12:00 counted 1 2 上午',
    '2026-03-03 10:00-10:00 now 0 2 截至此时，尚余 3 个半日',
    '2026-03-03 12:00-17:30 counted 1 3 下午',
    '2026-03-04 counted 2 5 工作日，上午、下午',
  ]);
});

test('late, stopped, standing still, or a fixed date', () => {
  const five = facts('2026-03-02', workingDays(5));
  const late = asOf(calendar, five, at('2026-03-12T10:00'));
  expect(late.soFar).toMatchObject({ counted: 5, remaining: -3 });
  expect(soFarText(late)).toBe('截至 2026-03-12 10:00，已计入 5 个工作日，逾期 3 个工作日');
  expect(soFarText(asOf(calendar, five, at('2026-03-04T10:00'), { stopped: true }))).toBe(
    '计时止于 2026-03-04 10:00，已计入 2 个工作日，尚余 3 个工作日',
  );
  const open: NamedFacts = { ...five, pauses: [{ from: pause('2026-03-04', '2026-03-04').from }] };
  expect(asOf(calendar, open, at('2026-03-20T10:00')).soFar).toMatchObject({
    at: at('2026-03-20T10:00'),
    counted: 2,
    remaining: 3,
  });
  expect(asOf(calendar, facts('2026-03-02', onDay('2026-03-20')), at('2026-03-04')).soFar).toBeUndefined();
});

test('a pause without an end in sight is the last line before the marker, as long as it has lasted', () => {
  const open = (clock: NamedFacts, from: string): NamedFacts => ({ ...clock, pauses: [{ from: at(from) }] });
  const days = open(facts('2026-03-02', workingDays(5)), '2026-03-04T10:00');
  expect(shown(days, '2026-03-04T16:00').slice(1)).toEqual([
    '2026-03-03/2026-03-04 counted 2 2 工作日',
    '2026-03-04 16:00-16:00 now 0 2 截至此时，尚余 3 个工作日',
  ]);
  expect(shown(days, '2026-03-20T10:00').slice(1)).toEqual([
    '2026-03-03/2026-03-04 counted 2 2 工作日',
    '2026-03-05/2026-03-20 paused 0 2 暂停，不计',
    '2026-03-20 10:00-10:00 now 0 2 截至此时，尚余 3 个工作日',
  ]);
  expect(shown(days, '2026-03-03T10:00').slice(2), 'as of a day before it').toEqual([
    '2026-03-03 10:00-10:00 now 0 1 截至此时，尚余 4 个工作日',
    '2026-03-04 counted 1 2 工作日',
  ]);
  expect(shown(open(facts('2026-03-02', calendarDays(9)), '2026-03-04T10:00'), '2026-03-06T10:00').slice(1)).toEqual([
    '2026-03-03/2026-03-04 counted 2 2 自然日',
    '2026-03-05/2026-03-06 paused 0 2 暂停，不计',
    '2026-03-06 10:00-10:00 now 0 2 截至此时，尚余 7 个自然日',
  ]);
  const halves = open(facts('2026-03-02T10:00', halfDays(6)), '2026-03-03T20:00');
  expect(shown(halves, '2026-03-03T21:00').slice(-2), 'the morning that holds it is still to come').toEqual([
    '2026-03-03 21:00-21:00 now 0 3 截至此时，尚余 3 个半日',
    '2026-03-04 09:00-12:00 counted 1 4 上午',
  ]);
  expect(shown(halves, '2026-03-05T10:00').slice(-3)).toEqual([
    '2026-03-04 09:00-12:00 counted 1 4 上午',
    '2026-03-04/2026-03-05 12:00-10:00 paused 0 4 暂停，不计',
    '2026-03-05 10:00-10:00 now 0 4 截至此时，尚余 2 个半日',
  ]);
  const hours = open(facts('2026-03-02T10:00', clockHours(10)), '2026-03-02T12:00');
  expect(shown(hours, '2026-03-02T12:00').slice(1), 'at its first instant it has no length').toEqual([
    '2026-03-02 10:00-12:00 counted 120 120 连续计算',
    '2026-03-02 12:00-12:00 now 0 120 截至此时，尚余 8 小时',
  ]);
  expect(shown(hours, '2026-03-03T00:00').slice(1)).toEqual([
    '2026-03-02 10:00-12:00 counted 120 120 连续计算',
    '2026-03-02 12:00-00:00 paused 0 120 暂停，不计',
    '2026-03-03 00:00-00:00 now 0 120 截至此时，尚余 8 小时',
  ]);
});

test('nothing is parted where the office is closed: whole days stay whole before opening and after close', () => {
  const hours = facts('2026-03-02T09:00', workingHours(28));
  const whole = ['2026-03-02 09:00-09:00 anchor 0 0 起算'];
  for (const time of ['2026-03-03T17:30', '2026-03-03T23:00', '2026-03-04T08:00', '2026-03-04T09:00']) {
    expect(shown(hours, time), time).toEqual([
      ...whole,
      '2026-03-02/2026-03-03 counted 840 840 工作日，全天',
      expect.stringMatching(/ now 0 840 截至此时，尚余 14 小时$/),
      '2026-03-04/2026-03-05 counted 840 1680 工作日，全天',
    ]);
  }
  expect(shown(hours, '2026-03-03T12:15').slice(1, 5)).toEqual([
    '2026-03-02 counted 420 420 工作日，全天',
    '2026-03-03 09:00-12:00 counted 180 600 工作日',
    expect.stringContaining(' now 0 600 '),
    '2026-03-03 13:30-17:30 counted 240 840 工作日',
  ]);
});

test('a half counts from its first instant: the morning at opening, the afternoon at noon, none by night', () => {
  const halves = facts('2026-03-02T10:00', halfDays(7));
  const counted = (time: string): number | undefined => asOf(calendar, halves, at(time)).soFar?.counted;
  expect(
    [
      '2026-03-02T10:00',
      '2026-03-02T11:59',
      '2026-03-02T12:00',
      '2026-03-02T20:00',
      '2026-03-03T08:59',
      '2026-03-03T09:00',
      '2026-03-03T11:59',
      '2026-03-03T12:00',
      '2026-03-03T20:00',
    ].map(counted),
  ).toEqual([0, 0, 1, 1, 1, 2, 2, 3, 3]);
  expect(shown(halves, '2026-03-03T20:00').slice(3)).toEqual([
    '2026-03-03 counted 2 3 工作日，上午、下午',
    '2026-03-03 20:00-20:00 now 0 3 截至此时，尚余 4 个半日',
    '2026-03-04/2026-03-05 counted 4 7 工作日，上午、下午',
  ]);
});

test('halves by minutes are late by minutes, and by one at least', () => {
  const half = facts('2026-03-02T09:00', halfDays(1), { halfDay: 'byMinutes' });
  expect(formatInstant(dueOf(calendar, half).at)).toBe('2026-03-02T14:00:00+08:00');
  const late = asOf(calendar, half, at('2026-03-02T15:00'));
  expect(late.soFar).toMatchObject({ counted: 210, remaining: -60 });
  expect(soFarText(late)).toBe('截至 2026-03-02 15:00，已计入 3 小时 30 分，逾期 1 小时');
  expect(
    asOf(calendar, facts('2026-03-02T09:00', halfDays(2), { halfDay: 'byMinutes' }), at('2026-03-02T20:00')).soFar,
  ).toMatchObject({ counted: 420, remaining: -1 });
  expect(asOf(calendar, half, at('2026-03-02T14:00')).soFar, 'at the due instant it is in time').toMatchObject({
    counted: 210,
    remaining: 0,
  });
});

test('a filing at night that counts from a later day begins there, however early it is read', () => {
  const night = facts('2026-03-06T20:00', workingDays(3), { filedOffHours: 'nextWorkday' });
  expect(shown(night, '2026-03-07T10:00').slice(0, 3)).toEqual([
    '2026-03-06/2026-03-09 anchor 0 0 起算日，不计',
    '2026-03-07 10:00-10:00 now 0 0 截至此时，尚余 3 个工作日',
    '2026-03-10/2026-03-12 counted 3 3 工作日',
  ]);
  expect(shown(night, '2026-03-10T10:00', { stopped: true })[2]).toBe(
    '2026-03-10 10:00-10:00 now 0 1 计时停止，尚余 2 个工作日',
  );
});

test('where the reader stands on an edge no line is empty, and no whole day is parted for nothing', () => {
  const late = facts('2026-03-02T09:00', workingHours(5));
  expect(shown(late, '2026-03-02T12:00').slice(1)).toEqual([
    '2026-03-02 09:00-12:00 counted 180 180 工作日',
    '2026-03-02 12:00-12:00 now 0 180 截至此时，尚余 2 小时',
    '2026-03-02 13:30-15:30 counted 120 300 工作日',
  ]);
  expect(shown(late, '2026-03-02T13:30').slice(1)).toEqual([
    '2026-03-02 09:00-12:00 counted 180 180 工作日',
    '2026-03-02 13:30-13:30 now 0 180 截至此时，尚余 2 小时',
    '2026-03-02 13:30-15:30 counted 120 300 工作日',
  ]);
  const hours = facts('2026-03-02T09:00', workingHours(14));
  for (const time of ['2026-03-03T12:00', '2026-03-03T13:30'])
    expect(
      shown(hours, time)
        .slice(2)
        .map(line => line.replace(/ now .*/, ' now')),
      time,
    ).toEqual([
      '2026-03-03 09:00-12:00 counted 180 600 工作日',
      `2026-03-03 ${time.slice(11)}-${time.slice(11)} now`,
      '2026-03-03 13:30-17:30 counted 240 840 工作日',
    ]);
  expect(shown(facts('2026-03-02T20:00', clockHours(10)), '2026-03-03T00:00').slice(1)).toEqual([
    '2026-03-02 20:00-00:00 counted 240 240 连续计算',
    '2026-03-03 00:00-00:00 now 0 240 截至此时，尚余 6 小时',
    '2026-03-03 00:00-06:00 counted 360 600 连续计算',
  ]);
  const halves = facts('2026-03-02T10:00', halfDays(5));
  expect(shown(halves, '2026-03-03T08:59').slice(3)).toEqual([
    '2026-03-03 08:59-08:59 now 0 1 截至此时，尚余 4 个半日',
    '2026-03-03/2026-03-04 counted 4 5 工作日，上午、下午',
  ]);
  expect(shown(halves, '2026-03-03T12:00').slice(3)).toEqual([
    '2026-03-03 counted 2 3 工作日，上午、下午',
    '2026-03-03 12:00-12:00 now 0 3 截至此时，尚余 2 个半日',
    '2026-03-04 counted 2 5 工作日，上午、下午',
  ]);
  expect(asOf(calendar, halves, at('2026-03-06T10:00')).soFar, 'late by halves').toMatchObject({
    counted: 5,
    remaining: -3,
  });
});

// (T17)
test.each([
  ['the working days', workingDays(8), [2, 6], [3, 5]],
  ['the calendar days', calendarDays(8), [2, 6], [3, 5]],
  ['the days of a month', months(1), [2, 29], [3, 28]],
  ['the halves', halfDays(8), [5, 3], [5, 3]],
  ['the office hours', workingHours(40), [1200, 1200], [1200, 1200]],
  ['the hours', clockHours(90), [3720, 1680], [3720, 1680]],
] as const)('%s counted by a 24:00 are those of the day that ends', (_of, limit, by24, by0) => {
  const clock = facts('2026-03-02T10:00', limit);
  const now = at('2026-03-05T00:00');
  const told = [true, false].map(isDayEnd => {
    const spent = spentOf(calendar, clock, now, isDayEnd);
    const { soFar, lines } = markedAsOf(calendar, explain(calendar, clock), {
      at: now,
      isDayEnd,
      stopped: false,
      spent,
    });
    const marker = lines.findIndex(({ effect }) => effect === 'now');
    const [before, after] = [lines[marker - 1]!, lines[marker + 1]!];
    return [
      [soFar!.counted, soFar!.remaining],
      ...[soFar!.on, lines[marker]!.firstDay].map(formatDay),
      before.through,
      after.effect,
    ];
  });
  expect(told).toEqual([
    [by24, '2026-03-04', '2026-03-04', by24[0], 'counted'],
    [by0, '2026-03-05', '2026-03-05', by0[0], 'counted'],
  ]);
});
