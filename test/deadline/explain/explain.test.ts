import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, formatInstant } from '../../../domain/calendar/day.ts';
import { dueOf } from '../../../domain/clock/clock.ts';
import { explain } from '../../../domain/clock/explain/explain.ts';
import type { NamedFacts, NamedPause } from '../../../domain/clock/explain/explanation.ts';
import {
  calendarDays,
  clockHours,
  halfDays,
  months,
  onDay,
  workingDays,
  workingHours,
} from '../../../domain/clock/limit.ts';
import { anyCase, calendar, counted, facts, pause } from '../cases.ts';
import file from '../vectors.json' with { type: 'json' };
import { factsOf, type Vector } from '../vector.ts';
import { redo } from './redo.ts';
import { reasonOf, sentencesOf, whyText } from './in-words.ts';
import { times } from '../../support/examples.ts';

const shown = (clock: NamedFacts): readonly string[] =>
  explain(calendar, clock).lines.map(({ effect, firstDay, lastDay, begins, ends, amount, why }) => {
    const days = firstDay === lastDay ? formatDay(firstDay) : `${formatDay(firstDay)}/${formatDay(lastDay)}`;
    const time =
      begins === undefined || ends === undefined
        ? ''
        : ` ${formatInstant(begins).slice(11, 16)}-${formatInstant(ends).slice(11, 16)}`;
    return `${days}${time} ${effect} ${amount} ${whyText(why)}`;
  });

test.each(file.vectors as readonly Vector[])('$id: whoever reads the explanation comes to the same end', vector => {
  const due = redo(explain(calendar, factsOf(vector)))!;
  expect(
    vector.dueOn === undefined
      ? formatInstant(due).slice(0, 16)
      : formatDay(Math.floor((due + 28_800_000 - 1) / 86_400_000)),
  ).toBe(vector.dueOn ?? vector.dueAt);
});

test.each(counted)(
  '%s: whoever reads the explanation of any clock comes to its due, paused, extended, open or not',
  unit => {
    fc.assert(
      fc.property(anyCase(fc.constant(unit)), fc.boolean(), ({ calendar: on, facts: clock }, open) => {
        const pauses = clock.pauses.map(({ from, to = from }) => ({
          ...(open ? { from, until: to } : { from, to }),
          why: reasonOf('检验（文书 1）'),
        }));
        const due = dueOf(on, { ...clock, pauses });
        expect(formatInstant(redo(explain(on, { ...clock, pauses }))!)).toBe(formatInstant(due.at));
      }),
      times(600),
    );
  },
);

test('a date is its own explanation', () => {
  expect(redo(explain(calendar, facts('2026-03-02', onDay('2026-03-22'))))).toBe(
    dueOf(calendar, facts('2026-03-02', onDay('2026-03-22'))).at,
  );
});

test('twenty working days over a Spring Festival read as a person counts them', () => {
  const explanation = explain(calendar, facts('2026-02-13', workingDays(20)));
  expect(shown(facts('2026-02-13', workingDays(20)))).toEqual([
    '2026-02-13 anchor 0 起算日，不计',
    '2026-02-14 counted 1 调休上班，按工作日',
    '2026-02-15/2026-02-23 off 0 春节放假，不计',
    '2026-02-24/2026-02-27 counted 4 工作日',
    '2026-02-28 counted 1 调休上班，按工作日',
    '2026-03-01 off 0 周末，不计',
    '2026-03-02/2026-03-06 counted 5 工作日',
    '2026-03-07/2026-03-08 off 0 周末，不计',
    '2026-03-09/2026-03-13 counted 5 工作日',
    '2026-03-14/2026-03-15 off 0 周末，不计',
    '2026-03-16/2026-03-19 counted 4 工作日',
  ]);
  expect(explanation.lines[2]?.notice).toContain('gov.cn');
  expect(sentencesOf(explanation)).toEqual([
    '起算：起算日 2026-02-13（周五）不计，自次日起算（民法典第201条）。',
    '期限：20 个工作日。',
    '计数：计入 20 个工作日；其间：春节放假，不计 9 天；周末，不计 5 天。',
    '到期：最后一日 2026-03-19（周四），止于 17:30 停止业务活动时（民法典第203条第二款）。',
    '日历：国务院办公厅节假日安排（2015—2026 年）（版本 cn-2026）。',
  ]);
});

test('a last day off rolls, by days and by months, and a missing corresponding day is said', () => {
  expect(shown(facts('2026-03-06', calendarDays(15)))).toEqual([
    '2026-03-06 anchor 0 起算日，不计',
    '2026-03-07/2026-03-20 counted 14 自然日',
    '2026-03-21 counted 1 周末，计入，但末日为休息日须顺延',
    '2026-03-22 rolled 0 周末，末日顺延',
    '2026-03-23 last 0 工作日，顺延后的末日',
  ]);
  expect(sentencesOf(explain(calendar, facts('2026-01-31', months(1), { party: 'applicant' }))).slice(2)).toEqual([
    '按月：1 个月后的对应日为 2026-02-28（周六），该月无对应日，取月末日（民法典第202条），即 28 个自然日。',
    '计数：计入 28 个自然日。',
    '到期：最后一日 2026-02-28（周六），止于 24:00（民法典第203条第二款）。',
    expect.stringContaining('日历'),
  ]);
});

test('a pause is told with its document, where it does not count and where it moves the last day', () => {
  const why = '特殊程序：检验（文书 消检-1）';
  expect(
    shown(
      facts('2026-03-02', workingDays(5), {
        pauses: [{ ...pause('2026-03-04', '2026-03-10'), why: reasonOf(why) } as NamedPause],
      }),
    ),
  ).toEqual([
    '2026-03-02 anchor 0 起算日，不计',
    '2026-03-03/2026-03-04 counted 2 工作日',
    `2026-03-05/2026-03-10 paused 0 暂停（${why}），不计`,
    '2026-03-11/2026-03-13 counted 3 工作日',
  ]);
  expect(shown(facts('2026-03-02', workingDays(2), { pauses: [pause('2026-03-04', '2026-03-07')] })).slice(2)).toEqual([
    '2026-03-05/2026-03-07 paused 0 暂停，不计',
    '2026-03-08 rolled 0 周末，末日顺延',
    '2026-03-09 last 0 工作日，顺延后的末日',
  ]);
  expect(
    explain(calendar, facts('2026-03-02', workingDays(2), { pauses: [pause('2026-03-04T18:00', '2026-03-09')] }))
      .pauses,
  ).toMatchObject([{ effective: false }]);
});

test('hours are told by their stretches, halves by their halves', () => {
  expect(shown(facts('2026-09-18T16:30', workingHours(4)))).toEqual([
    '2026-09-18 16:30-16:30 anchor 0 起算',
    '2026-09-18 16:30-17:30 counted 60 工作日',
    '2026-09-19 off 0 周末，不计',
    '2026-09-20 09:00-12:00 counted 180 调休上班，按工作日',
  ]);
  expect(
    shown(facts('2026-03-02T18:00', workingHours(22), { pauses: [pause('2026-03-04T10:00', '2026-03-04T11:00')] })),
  ).toEqual([
    '2026-03-02 18:00-18:00 anchor 0 起算',
    '2026-03-03 counted 420 工作日，全天',
    '2026-03-04 09:00-10:00 counted 60 工作日',
    '2026-03-04 10:00-11:00 paused 0 暂停，不计',
    '2026-03-04 11:00-12:00 counted 60 工作日',
    '2026-03-04 13:30-17:30 counted 240 工作日',
    '2026-03-05 counted 420 工作日，全天',
    '2026-03-06 09:00-11:00 counted 120 工作日',
  ]);
  expect(shown(facts('2026-03-02T10:00', clockHours(48)))).toEqual([
    '2026-03-02 10:00-10:00 anchor 0 起算',
    '2026-03-02/2026-03-04 10:00-10:00 counted 2880 连续计算',
  ]);
  expect(shown(facts('2026-02-13T16:00', halfDays(3)))).toEqual([
    '2026-02-13 16:00-16:00 anchor 0 起算时刻',
    '2026-02-13 12:00-17:30 anchor 0 起算所在的半日，不计',
    '2026-02-14 counted 2 调休上班，按工作日，上午、下午',
    '2026-02-15/2026-02-23 off 0 春节放假，不计',
    '2026-02-24 09:00-12:00 counted 1 上午',
  ]);
});

test('an unpublished year, an open pause and a filing at night are said', () => {
  expect(sentencesOf(explain(calendar, facts('2026-12-30', workingDays(5))))).toContainEqual(
    '暂定：2027 年放假安排尚未公布，暂按周一至周五及全国年节及纪念日放假办法的放假日计算，不含调休、补假。',
  );
  expect(
    sentencesOf(
      explain(
        calendar,
        facts('2026-03-02', workingDays(5), {
          pauses: [{ from: pause('2026-03-04', '2026-03-04').from, until: pause('2026-03-10', '2026-03-10').from }],
        }),
      ),
    ).join(''),
  ).toContain('预计：');
  expect(shown(facts('2026-03-06T20:00', workingDays(1), { filedOffHours: 'nextWorkday' }))[0]).toBe(
    '2026-03-06/2026-03-09 anchor 0 起算日，不计',
  );
});

test('a pause without an end in sight tells what counted, what is left and how it goes on, and no date', () => {
  const open = (clock: NamedFacts, from: string): NamedFacts => ({
    ...clock,
    pauses: [{ from: pause(from, from).from, why: reasonOf('中止办理（文书 中-1）') }],
  });
  const told = (clock: NamedFacts): readonly string[] =>
    sentencesOf(explain(calendar, clock)).filter(each => /^(计数|到期|预计|暂定)/.test(each));
  const days = open(facts('2026-03-02', workingDays(5)), '2026-03-04T10:00');
  expect(shown(days)).toEqual(['2026-03-02 anchor 0 起算日，不计', '2026-03-03/2026-03-04 counted 2 工作日']);
  expect(told(days)).toEqual([
    '计数：暂停前计入 2 个工作日，尚余 3 个工作日。',
    '到期：自 2026-03-04 10:00 起暂停，何时结束尚不可知，恢复计时后确定到期日：自恢复次日起接着计算；暂停期间不亮牌、不逾期。',
  ]);
  const { pauses, openPause } = explain(calendar, days);
  expect(pauses).toMatchObject([{ effective: true }]);
  expect([openPause!.from, whyText(openPause!.why)]).toEqual([
    pause('2026-03-04T10:00', '2026-03-04T10:00').from,
    '暂停（中止办理（文书 中-1）），不计',
  ]);
  const last = open(facts('2026-03-06', calendarDays(15)), '2026-03-22');
  expect(shown(last)).toEqual([
    '2026-03-06 anchor 0 起算日，不计',
    '2026-03-07/2026-03-20 counted 14 自然日',
    '2026-03-21 counted 1 周末，计入，但末日为休息日须顺延',
    '2026-03-22 rolled 0 周末，末日顺延',
  ]);
  expect(told(last).join('')).toContain(
    '尚余 0 个自然日。到期：自 2026-03-22 09:00 起暂停，何时结束尚不可知，恢复计时后确定到期日：恢复之日为末日，遇休息日顺延；',
  );
  expect(told(open(facts('2026-03-02', workingDays(1)), '2026-03-03')).join('')).toContain(
    '确定到期日：恢复之日为末日，遇休息日顺延；',
  );
  expect(told(open(facts('2026-03-06', calendarDays(15)), '2026-03-10')).join('')).toContain(
    '尚余 11 个自然日。到期：自 2026-03-10 09:00 起暂停，何时结束尚不可知，恢复计时后确定到期日：自恢复次日起接着计算；',
  );
  expect(told(open(facts('2026-03-02T10:00', halfDays(8)), '2026-03-03T10:00')).join('')).toContain(
    '尚余 6 个半日。到期：自 2026-03-03 10:00 起暂停，何时结束尚不可知，恢复计时后确定到期日：自恢复后的下一半日起接着计算；',
  );
  const night = open(facts('2026-03-02T10:00', halfDays(4)), '2026-03-03T20:00');
  expect(shown(night).slice(2), 'the half that holds a pause counts, by night the next morning').toEqual([
    '2026-03-02 12:00-17:30 counted 1 下午',
    '2026-03-03 counted 2 工作日，上午、下午',
    '2026-03-04 09:00-12:00 counted 1 上午',
  ]);
  expect(told(night).join('')).toContain(
    '尚余 0 个半日。到期：自 2026-03-03 20:00 起暂停，何时结束尚不可知，恢复计时后确定到期日：恢复所在的半日为末日；',
  );
  expect(
    shown(open(facts('2026-03-02T10:00', halfDays(4)), '2026-03-07T10:00')),
    'a pause after the due changes nothing',
  ).toEqual(shown(facts('2026-03-02T10:00', halfDays(4))));
  const hours = open(facts('2026-03-02T10:00', workingHours(10)), '2026-03-03T10:00');
  expect(shown(hours).at(-1)).toBe('2026-03-03 09:00-10:00 counted 60 工作日');
  expect(told(hours).join('')).toContain('暂停前计入 7 小时，尚余 3 小时');
  expect(told(hours).join('')).toContain('：自恢复之时起接着计算；');
  const long = open(facts('2026-12-01', workingDays(40)), '2026-12-03');
  expect([told(long).join(''), explain(calendar, { ...days, pauses: [] }).openPause]).toEqual([
    expect.not.stringMatching(/预计|暂定/),
    undefined,
  ]);
});

test('ten years are told in a bounded number of lines', () => {
  const { lines } = explain(calendar, facts('2016-03-01', workingDays(2500)));
  expect(lines.at(-1)?.through).toBe(2500);
  expect(lines.length).toBeLessThan(1500);
});
