import { expect, test } from 'vitest';
import { explain } from '../../../domain/clock/explain/explain.ts';
import type { NamedFacts } from '../../../domain/clock/explain/explanation.ts';
import { weekdayName } from '../../../domain/words/zh-CN/phrases.ts';
import {
  calendarDays,
  clockHours,
  halfDays,
  months,
  onDay,
  workingDays,
  workingHours,
} from '../../../domain/clock/limit.ts';
import { at, calendar, facts, pause } from '../cases.ts';
import { amountText, sentencesOf } from './in-words.ts';
import { because, lines } from './line-texts.ts';

/** Every sentence but the last, which names the calendar. */
const told = (clock: NamedFacts): readonly string[] => sentencesOf(explain(calendar, clock)).slice(0, -1);

test('each unit says how its anchor is taken, what it counts in, and where it ends', () => {
  const night = '非工作时间视为下一个上班时刻，午休属于下午。';
  const hours = '办公时间：09:00–12:00、13:30–17:30，其余时间不计。';
  expect(told(facts('2026-02-13T16:30', workingHours(9.5)))).toEqual([
    '起算：自 2026-02-13 16:30 起按小时计算（民法典第201条第二款）。',
    '期限：9.5 个工作小时。',
    hours,
    '计数：计入 9 小时 30 分；其间：春节放假，不计。',
    '到期：2026-02-24 10:30。',
  ]);
  expect(told(facts('2026-03-02T10:00', clockHours(48)))).toEqual([
    '起算：自 2026-03-02 10:00 起按小时计算（民法典第201条第二款）。',
    '期限：48 小时。',
    '计数：计入 48 小时。',
    '到期：2026-03-04 10:00。',
  ]);
  expect(told(facts('2026-02-13T16:00', halfDays(5)))).toEqual([
    `起算：2026-02-13 16:00 所在的半日不计，自下一个半日起算；${night}`,
    '期限：2.5 个工作日。',
    hours,
    '计数：计入 5 个半日；其间：春节放假，不计。',
    '到期：2026-02-25 12:00。',
  ]);
  expect(told(facts('2026-02-13T16:00', halfDays(3), { halfDay: 'byMinutes' }))).toEqual([
    '起算：自 2026-02-13 16:00 起按办公时间计算，半日为 3 小时 30 分。',
    '期限：1.5 个工作日。',
    hours,
    '计数：计入 10 小时 30 分；其间：春节放假，不计。',
    '到期：2026-02-24 11:00。',
  ]);
  expect(told(facts('2026-03-06T20:00', workingDays(2), { filedOffHours: 'nextWorkday' }))).toEqual([
    '起算：2026-03-06 20:00 为非工作时间，按本事项规定以下一工作日为起算日；起算日 2026-03-09（周一）不计，自次日起算（民法典第201条）。',
    '期限：2 个工作日。',
    '计数：计入 2 个工作日。',
    '到期：最后一日 2026-03-11（周三），止于 17:30 停止业务活动时（民法典第203条第二款）。',
  ]);
  expect(told(facts('2026-01-15', months(1))).slice(2)).toEqual([
    '按月：1 个月后的对应日为 2026-02-15（周日）（民法典第202条），即 31 个自然日。',
    '计数：计入 31 个自然日。',
    '到期：末日 2026-02-15（周日），顺延至 2026-02-24（周二）；最后一日 2026-02-24（周二），止于 17:30 停止业务活动时（民法典第203条第二款）。',
  ]);
  expect(
    told(facts('2026-03-02', workingDays(3), { extensions: [workingDays(1), workingDays(2)] })).slice(1, 3),
  ).toEqual([
    '期限：3 个工作日，延期 1 个工作日、2 个工作日，共 6 个工作日。',
    '计数：计入 6 个工作日；其间：周末，不计 2 天。',
  ]);
});

test('a fixed date counts nothing, has no lines, and no pause moves it', () => {
  const date = facts('2026-03-02', onDay('2026-03-22'), {
    extensions: [workingDays(3)],
    pauses: [pause('2026-03-04', '2026-03-10')],
  });
  expect(told(date)).toEqual([
    '期限：2026-03-22。',
    '到期：固定日期 2026-03-22（周日），不顺延、不暂停、不延期，止于 17:30 停止业务活动时（民法典第203条第二款）。',
  ]);
  expect(explain(calendar, date)).toMatchObject({
    measure: 'none',
    total: 0,
    lines: [],
    pauses: [{ effective: false }],
  });
});

test('each pause is told by its own reasons, those that overlap by both, one next to the other apart', () => {
  const pauses = [
    because('A', '2026-03-04', '2026-03-06'),
    because('B', '2026-03-05', '2026-03-09'),
    because('A', '2026-03-05', '2026-03-05'),
    because('C', '2026-03-11', '2026-03-12'),
    because('D', '2026-04-11', '2026-04-12'),
  ];
  const six = facts('2026-03-02', workingDays(6), { pauses });
  expect(told(six)[2]).toBe(
    '计数：计入 6 个工作日；其间：暂停（A；B），不计 5 天；暂停（C），不计 1 天；周末，不计 2 天。',
  );
  expect(
    explain(calendar, six).pauses.map(({ effective }) => effective),
    'neither one of a single day nor one after the due',
  ).toEqual([true, true, false, true, false]);
  expect(
    lines(
      facts('2026-03-02', workingDays(5), {
        pauses: [because('A', '2026-03-03', '2026-03-05'), because('B', '2026-03-05T18:00', '2026-03-09')],
      }),
    ).slice(2),
  ).toEqual([
    '03-04/03-05 paused - 0 1 暂停（A），不计',
    '03-06/03-09 paused - 0 1 暂停（B），不计',
    '03-10/03-13 counted working 4 5 工作日',
  ]);
  const touching = facts('2026-03-02', workingDays(6), {
    pauses: [
      because('A', '2026-03-04T10:00', '2026-03-05T10:00'),
      because('B', '2026-03-05T10:00', '2026-03-06T10:00'),
    ],
  });
  expect(lines(touching)[2], 'those that touch are one').toBe('03-05/03-06 paused - 0 2 暂停（A；B），不计');
  expect(lines(facts('2026-03-02', workingDays(2), { pauses: [pause('2026-03-04', '2026-03-06')] })).at(-1)).toBe(
    '03-06 last working 0 2 暂停结束之日，末日移至该日',
  );
  expect(explain(calendar, facts('2026-03-02', calendarDays(3))).measure).toBe('calendarDay');
});

test('a pause has an effect where time in it would have counted: a day, a half, a moment', () => {
  const effective = (clock: NamedFacts): readonly boolean[] =>
    explain(calendar, clock).pauses.map(each => each.effective);
  const day = { pauses: [pause('2026-03-03T09:00', '2026-03-03T17:00')] };
  expect(
    [workingDays(3), calendarDays(3), months(1), halfDays(3), workingHours(20), clockHours(48)].map(
      limit => effective(facts('2026-03-02T10:00', limit, day))[0],
    ),
  ).toEqual([false, false, false, true, true, true]);
  const nightly = { pauses: [pause('2026-03-03T18:00', '2026-03-03T23:00')] };
  expect(
    [halfDays(5), workingHours(20), clockHours(48)].map(
      limit => effective(facts('2026-03-02T10:00', limit, nightly))[0],
    ),
  ).toEqual([false, false, true]);
  expect(
    effective(
      facts('2026-03-02T10:00', clockHours(48), {
        pauses: [pause('2026-03-02T11:00', '2026-03-02T11:00'), pause('2026-03-01T11:00', '2026-03-02T10:00')],
      }),
    ),
    'of no length, or before the anchor',
  ).toEqual([false, false]);
  expect(
    effective(
      facts('2026-03-02T10:00', workingHours(2), {
        pauses: [pause('2026-03-02T11:00', '2026-03-02T14:00'), pause('2026-03-02T16:00', '2026-03-02T17:00')],
      }),
    ),
  ).toEqual([true, false]);
});

test('an instant is told with its seconds where it has some', () => {
  expect(told(facts('2026-03-02T10:00:30', clockHours(1)))).toEqual([
    '起算：自 2026-03-02 10:00:30 起按小时计算（民法典第201条第二款）。',
    '期限：1 小时。',
    '计数：计入 1 小时。',
    '到期：2026-03-02 11:00:30。',
  ]);
});

test('amounts and weekdays as the public reads them', () => {
  expect([0, 1, 60, 61, 119.5, 120].map(minutes => amountText('minute', minutes))).toEqual([
    '0 分',
    '1 分',
    '1 小时',
    '1 小时 1 分',
    '1 小时 59.5 分',
    '2 小时',
  ]);
  expect([
    amountText('none', 3),
    amountText('workingDay', 2),
    amountText('calendarDay', 0),
    amountText('halfDay', 1),
  ]).toEqual(['', '2 个工作日', '0 个自然日', '1 个半日']);
  const monday = Math.floor(at('2026-03-02T12:00') / 86_400_000);
  expect([0, 1, 2, 3, 4, 5, 6].map(days => weekdayName(monday + days))).toEqual([
    '周一',
    '周二',
    '周三',
    '周四',
    '周五',
    '周六',
    '周日',
  ]);
});
