import { expect, test } from 'vitest';
import { compileCalendar } from '../../../domain/calendar/calendar.ts';
import { calendarDays, clockHours, halfDays, workingDays, workingHours } from '../../../domain/clock/limit.ts';
import { at, calendar, facts, pause } from '../cases.ts';
import { defined } from '../../../domain/defined.ts';
import { formatDay } from '../../../domain/calendar/day.ts';
import { explain } from '../../../domain/clock/explain/explain.ts';
import { because, lines } from './line-texts.ts';

const notice = 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm';

test('hours stand line by line: whole days with their notice, parts by themselves, nothing of no length', () => {
  expect(lines(facts('2026-02-13T16:30', workingHours(9.5)))).toEqual([
    '02-13 16:30-16:30 anchor - 0 0 起算',
    '02-13 16:30-17:30 counted working 60 60 工作日',
    `02-14 counted makeUp 420 480 调休上班，按工作日，全天 ${notice}`,
    `02-15/02-23 off holiday 0 480 春节放假，不计 ${notice}`,
    '02-24 09:00-10:30 counted working 90 570 工作日',
  ]);
  expect(lines(facts('2026-02-14T16:00', workingHours(2)))[1]).toBe(
    `02-14 16:00-17:30 counted makeUp 90 90 调休上班，按工作日 ${notice}`,
  );
  expect(
    lines(
      facts('2026-03-02T10:00', clockHours(4), {
        pauses: [pause('2026-03-02T11:00', '2026-03-02T11:00'), pause('2026-03-02T12:00', '2026-03-03T00:00')],
      }),
    ),
  ).toEqual([
    '03-02 10:00-10:00 anchor - 0 0 起算',
    '03-02 10:00-12:00 counted - 120 120 连续计算',
    '03-02 12:00-00:00 paused - 0 120 暂停，不计',
    '03-03 00:00-02:00 counted - 120 240 连续计算',
  ]);
  expect(
    lines(facts('2026-03-02T10:00', clockHours(4), { pauses: [pause('2026-03-02T10:00', '2026-03-02T12:00')] })),
    'paused from its anchor',
  ).toEqual([
    '03-02 10:00-10:00 anchor - 0 0 起算',
    '03-02 10:00-12:00 paused - 0 0 暂停，不计',
    '03-02 12:00-16:00 counted - 240 240 连续计算',
  ]);
  expect(
    lines(facts('2026-03-02T23:00', clockHours(2), { pauses: [pause('2026-03-03T00:00', '2026-03-03T00:00')] })).slice(
      1,
    ),
    'a pause of no length at midnight',
  ).toEqual(['03-02/03-03 23:00-01:00 counted - 120 120 连续计算']);
  expect(
    lines(
      facts('2026-03-07T10:00', workingHours(1), { pauses: [pause('2026-03-07T10:00', '2026-03-09T10:00')] }),
    ).slice(1),
    'paused from an anchor on a day off',
  ).toEqual(['03-07/03-09 10:00-10:00 paused - 0 0 暂停，不计', '03-09 10:00-11:00 counted working 60 60 工作日']);
});

test('halves line by line: whole days together, a pause by its halves, the last one where it moved', () => {
  const five = lines(facts('2026-02-13T16:00', halfDays(5)));
  expect(five).toEqual([
    '02-13 16:00-16:00 anchor - 0 0 起算时刻',
    '02-13 12:00-17:30 anchor working 0 0 起算所在的半日，不计',
    `02-14 counted makeUp 2 2 调休上班，按工作日，上午、下午 ${notice}`,
    `02-15/02-23 off holiday 0 2 春节放假，不计 ${notice}`,
    '02-24 counted working 2 4 工作日，上午、下午',
    '02-25 09:00-12:00 counted working 1 5 上午',
  ]);
  expect(
    lines(
      facts('2026-02-13T10:00', halfDays(2), { pauses: [because('A', '2026-02-13T15:00', '2026-02-14T10:00')] }),
    ).at(-2),
    'a part of a make-up day has its notice too',
  ).toBe(`02-14 09:00-12:00 paused makeUp 0 1 暂停（A），不计 ${notice}`);
  const two = lines(
    facts('2026-03-02T10:00', halfDays(6), {
      pauses: [
        because('A', '2026-03-02T15:00', '2026-03-03T10:00'),
        because('B', '2026-03-03T11:00', '2026-03-03T16:00'),
      ],
    }),
  );
  expect(two.slice(2)).toEqual([
    '03-02 12:00-17:30 counted working 1 1 下午',
    '03-03 09:00-12:00 paused working 0 1 暂停（A），不计',
    '03-03 12:00-17:30 paused working 0 1 暂停（B），不计',
    '03-04/03-05 counted working 4 5 工作日，上午、下午',
    '03-06 09:00-12:00 counted working 1 6 上午',
  ]);
  expect(
    lines(
      facts('2026-03-02T10:00', halfDays(3), { pauses: [because('A', '2026-03-03T14:00', '2026-03-05T14:00')] }),
    ).slice(3),
  ).toEqual([
    '03-03 counted working 2 3 工作日，上午、下午',
    '03-04 paused - 0 3 暂停（A），不计',
    '03-05 09:00-12:00 paused working 0 3 暂停（A），不计',
    '03-05 12:00-17:30 last working 0 3 暂停结束所在的半日，末日移至该半日',
  ]);
  expect(
    lines(
      facts('2026-03-02T10:00', halfDays(2), { pauses: [because('A', '2026-03-03T10:00', '2026-03-04T14:00')] }),
    ).slice(3),
  ).toEqual([
    '03-03 09:00-12:00 counted working 1 2 上午',
    '03-03 12:00-17:30 paused working 0 2 暂停（A），不计',
    '03-04 09:00-12:00 paused working 0 2 暂停（A），不计',
    '03-04 12:00-17:30 last working 0 2 暂停结束所在的半日，末日移至该半日',
  ]);
  const late = compileCalendar({
    ...calendar.data,
    businessHours: [
      {
        segments: [
          [540, 720],
          [1200, 1440],
        ],
      },
    ],
  });
  expect(lines(facts('2026-03-02T10:00', halfDays(1)), late).at(-1), 'an office that closes at midnight').toBe(
    '03-02 12:00-00:00 counted working 1 1 下午',
  );
});

test('days line by line: a holiday is told by the notice that made it, before and after an amendment', () => {
  const spring = lines(facts('2020-01-22', workingDays(3)));
  expect(spring.filter(line => line.includes('春节')).length, 'two notices').toBeGreaterThan(1);
  expect(lines(facts('2026-02-13', workingDays(1)))).toEqual([
    '02-13 anchor - 0 0 起算日，不计',
    `02-14 counted makeUp 1 1 调休上班，按工作日 ${notice}`,
  ]);
});

test('days line by line: paused over the end of the last one, and rolled with a pause among the days off', () => {
  const over = [because('A', '2026-03-09T16:00', '2026-03-10T17:30')];
  expect(lines(facts('2026-03-02T10:00', workingDays(5), { pauses: over })).slice(3)).toEqual([
    '03-09 counted working 1 5 工作日',
    '03-10 paused - 0 5 暂停（A），不计',
    '03-11 last working 0 5 工作日，暂停持续至一日届满，末日移至其后的工作日',
  ]);
  const rolling = [because('A', '2026-03-08T10:00', '2026-03-10T10:00')];
  expect(lines(facts('2026-02-27T10:00', calendarDays(8), { pauses: rolling })).slice(2)).toEqual([
    '03-07 counted weekend 1 8 周末，计入，但末日为休息日须顺延',
    '03-08 rolled weekend 0 8 周末，末日顺延',
    '03-09 paused - 0 8 暂停（A），不计',
    '03-10 last working 0 8 暂停结束之日，末日移至该日',
  ]);
});

test('a day with one half is one line, by its own hours, also where a pause lies on it', () => {
  const morning = [540, 720] as const;
  const afternoon = [810, 1050] as const;
  const short = compileCalendar({
    ...calendar.data,
    businessHours: [
      { segments: [morning, afternoon] },
      { from: '2026-03-04', to: '2026-03-04', segments: [morning] },
      { from: '2026-03-05', to: '2026-03-05', segments: [afternoon] },
    ],
  });
  expect(lines(facts('2026-03-03T10:00', halfDays(4)), short).slice(2)).toEqual([
    '03-03 12:00-17:30 counted working 1 1 下午',
    '03-04 09:00-12:00 counted working 1 2 上午',
    '03-05 13:30-17:30 counted working 1 3 下午',
    '03-06 09:00-12:00 counted working 1 4 上午',
  ]);
  expect(lines(facts('2026-03-05T10:00', halfDays(1)), short).slice(1)).toEqual([
    '03-05 13:30-17:30 anchor working 0 0 起算所在的半日，不计',
    '03-06 09:00-12:00 counted working 1 1 上午',
  ]);
  const pauses = [because('A', '2026-03-03T15:00', '2026-03-05T15:00')];
  expect(lines(facts('2026-03-03T14:00', halfDays(3), { pauses }), short).slice(2, 5)).toEqual([
    '03-04 09:00-12:00 paused working 0 0 暂停（A），不计',
    '03-05 13:30-17:30 paused working 0 0 暂停（A），不计',
    '03-06 counted working 2 2 工作日，上午、下午',
  ]);
  expect(lines(facts('2026-03-05T15:00', halfDays(2)), short), 'no half before the anchor is told').toHaveLength(3);
});

// (T17)
test('a pause without an end that began at the 24:00 of a day has that day before it, and none after', () => {
  const from = at('2026-03-05T00:00');
  const told = ([true, undefined] as const).map(isFromDayEnd => {
    const { pauses, lines: all } = explain(calendar, {
      ...facts('2026-03-02T10:00', workingDays(8)),
      pauses: [{ from, ...defined({ isFromDayEnd }) }],
    });
    expect(pauses[0]).not.toHaveProperty('lastDay');
    return [pauses[0]!.firstDay, all.at(-1)!.lastDay].map(formatDay);
  });
  expect(told).toEqual([
    ['2026-03-04', '2026-03-04'],
    ['2026-03-05', '2026-03-05'],
  ]);
});
