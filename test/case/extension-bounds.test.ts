import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CountedLimit, Limit } from '../../domain/clock/limit.ts';
import { approval, calendarDays, earlierOf, onDate, procedure, workingDays } from '../../domain/procedure.ts';
import { applicant, caseOf, clerk, head, officer, reference, type VirtualCase } from '../../domain/testing.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { base } from './chosen.ts';
import { refusal } from './refusal.ts';
import { restaurant } from './restaurant.ts';
import { defined } from '../../domain/defined.ts';

const reason = { text: '案情复杂' };
const lead = head('market-regulation');
const lastTold = (one: VirtualCase): string => noticeText(one.notices.at(-1)!);
const extendBy = (clock: 'promise' | 'correction' | 'tolerance', by: Limit, material?: string) =>
  ({ type: 'extend', clock, by, reason, ...defined({ material }) }) as const;

// (C20)
describe('an extended promise never passes the law', () => {
  const dated = procedure({
    ...base,
    name: 'dated',
    form: z.object({ opens: z.iso.date() }),
    example: { opens: '2027-04-06' },
    limits: {
      promised: workingDays(5),
      statutory: onDate('opens'),
      extension: { of: 'promised', by: 'unit-head', atMost: workingDays(10), basis: '条例 1' },
    },
    steps: { look: approval('审查', { by: 'market-regulation', within: workingDays(5) }) },
    *run({ steps, grant }) {
      yield* steps.look();
      return grant('licence');
    },
  });
  const begun = () => caseOf(dated).receive({ at: '2027-03-24 10:00' }).accept();
  test('where only the case shows it, the act is refused with both dates', () => {
    // 25 26 29 30 31 March, then 1 2 April, the 5th off, 6 7: three more end on the 6th, the date itself.
    const one = begun().at('2027-03-25 09:00');
    expect(refusal(() => one.act(lead, extendBy('promise', workingDays(4))))).toBe('extension.beyond');
    one.act(lead, extendBy('promise', workingDays(3)));
    expect(one.due('promise')).toBe('2027-04-06 17:30');
    expect(lastTold(one)).toContain('承诺时限延长 3 个工作日，至2027-04-06 17:30，理由：案情复杂。');
  });
});

test('the earlier of two is extended by an amount for each, within what the procedure allows for each', () => {
  const both = procedure({
    ...base,
    name: 'both',
    limits: {
      promised: earlierOf(workingDays(5), calendarDays(8)),
      statutory: calendarDays(30),
      extension: {
        of: 'promised',
        by: 'unit-head',
        atMost: earlierOf(workingDays(3), calendarDays(4)),
        basis: '条例 1',
      },
    },
    steps: { look: approval('审查', { by: 'market-regulation', within: workingDays(1) }) },
    *run({ steps, grant }) {
      yield* steps.look();
      return grant('licence');
    },
  });
  // 5 working days: 31 March. 8 days: Thursday 1 April. Extended, 8: 1 2 6 April; 12 days: Monday the 5th, off, so the
  // 6th.
  const one = caseOf(both).receive({ at: '2027-03-24 10:00' }).accept();
  expect(one.clock('promise')).toMatchObject({ counting: workingDays(5), remaining: 5 });
  one.at('2027-03-25 09:00');
  const by = (wd: number, nd: number) => extendBy('promise', earlierOf(workingDays(wd), calendarDays(nd)));
  expect(refusal(() => one.act(lead, by(4, 4)))).toBe('extension.tooLong');
  expect(refusal(() => one.act(lead, by(1, 5)))).toBe('extension.tooLong');
  expect(refusal(() => one.act(lead, extendBy('promise', workingDays(1))))).toBe('extension.tooLong');
  one.act(lead, by(3, 4));
  expect([one.due('promise'), one.clock('promise').counting]).toEqual(['2027-04-06 17:30', workingDays(5)]);
});

// (C21)
describe('the time of the applicant is extended once, by the window or the lead, with a reason', () => {
  const inCorrection = (): VirtualCase =>
    restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'signboardSketch'] })
      .at('2027-03-24 11:00')
      .act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺页' }] });
  test('of a correction, in its own unit, and told with the new day', () => {
    // 15 working days: 25 26, 29 to 2 April 7, 6 to 9 11, 12 to 15 15. Five more: 16, 19 to 22.
    const one = inCorrection();
    expect(one.due('correction'), '24:00 of the 15th').toBe('2027-04-15 24:00');
    one.at('2027-04-15 20:00');
    expect(refusal(() => one.act(applicant, extendBy('correction', workingDays(5))))).toBe('actor.wrongRole');
    expect(refusal(() => one.act(officer('tobacco'), extendBy('correction', workingDays(5))))).toBe('actor.wrongUnit');
    expect(refusal(() => one.act(clerk, extendBy('correction', calendarDays(5) as CountedLimit)))).toBe(
      'extension.unit',
    );
    one.act(clerk, extendBy('correction', workingDays(5)));
    expect(one.clock('correction')).toMatchObject({ dueOn: '2027-04-22', extensions: [workingDays(5)] });
    expect(lastTold(one)).toContain('补正延长 5 个工作日，至2027-04-22 24:00，理由：案情复杂。');
    expect(refusal(() => one.act(lead, extendBy('correction', workingDays(5))))).toBe('extension.once');
    expect(one.until('2027-04-23 00:00').status).toBe('deemedWithdrawn');
  });
  test('of a correction, not after its end', () => {
    expect(
      refusal(() =>
        inCorrection()
          .at('2027-04-20 09:00')
          .act(clerk, extendBy('correction', workingDays(5))),
      ),
    ).toBe('case.ended');
    expect(refusal(() => restaurant('2027-03-24T10:00').act(clerk, extendBy('correction', workingDays(5))))).toBe(
      'extension.finished',
    );
  });
  test('of a tolerance, at most to the day of the promise', () => {
    const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] })
      .at('2027-03-24 11:00')
      .act(clerk, { type: 'acceptTolerantly', missing: ['signboardSketch'], promise: reference('容-1') });
    // 3 working days: 25 26 29. The promise of 5: 30 31.
    expect(one.clock('tolerance:signboardSketch').dueOn).toBe('2027-03-29');
    const more = (n: number) => extendBy('tolerance', workingDays(n), 'signboardSketch');
    expect(refusal(() => one.act(lead, more(3)))).toBe('extension.beyond');
    expect(refusal(() => one.act(lead, extendBy('tolerance', workingDays(1), 'layoutPlan')))).toBe(
      'extension.finished',
    );
    one.act(lead, more(2));
    expect(one.clock('tolerance:signboardSketch').dueOn).toBe('2027-03-31');
    expect(lastTold(one)).toContain('容缺：店招设计图延长 2 个工作日，至2027-03-31 24:00');
    expect(refusal(() => one.act(clerk, more(1)))).toBe('extension.once');
  });
});
