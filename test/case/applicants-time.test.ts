import { describe, expect, test } from 'vitest';
import { approval, calendarDays, months, procedure, workingDays } from '../../domain/procedure.ts';
import { agree, applicant, caseOf, clerk, head, officer, paper, reference, supervisor } from '../../domain/testing.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { base, chosen, received } from './chosen.ts';
import { refusal } from './refusal.ts';
import { inParallel, restaurant } from './restaurant.ts';
import { flood, lead, resume } from './suspending.ts';

// (C22)
describe('force majeure stops the time of the applicant too', () => {
  test('of a correction: nothing lapses, and the days of the flood do not count', () => {
    const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'signboardSketch'] })
      .at('2027-03-24 11:00')
      .act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺页' }] })
      .at('2027-03-26 10:00')
      .act(lead, flood);
    expect(one.clock('correction')).toMatchObject({ state: 'paused', provisional: { code: 'pauseOpen' } });
    expect(one.until('2027-05-10 10:00').status, 'due on 15 April without the flood').toBe('correction');
    one.act(lead, resume);
    // 15 working days: 25 and 26 March count; 13 more from 11 May: 11 to 14 4, 17 to 21 9, 24 to 27 13.
    expect(one.clock('correction')).toMatchObject({ state: 'running', dueOn: '2027-05-27' });
    expect(noticeText(one.notices.at(-1)!)).toContain('补正于2027-05-27 24:00到期');
  });
  test('of a tolerance, which then ends after the promise could', () => {
    const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] })
      .at('2027-03-24 11:00')
      .act(clerk, { type: 'acceptTolerantly', missing: ['signboardSketch'], promise: reference('容-1') })
      .at('2027-03-25 10:00')
      .act(lead, flood)
      .until('2027-04-12 10:00');
    expect(one.status).toBe('inReview');
    one.act(lead, resume);
    // 3 working days: 25 March, then 13 and 14 April.
    expect(one.clock('tolerance:signboardSketch').dueOn).toBe('2027-04-14');
    expect(one.until('2027-04-15 00:00').status).toBe('deemedWithdrawn');
  });
});

// (A15)
describe('a case that is held waits six months, or as long as the procedure says', () => {
  const heldCase = (heldFor?: ReturnType<typeof calendarDays>) =>
    received(chosen({ correction: { within: workingDays(2), onLapse: 'hold', ...(heldFor && { heldFor }) } }))
      .act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '不清' }] })
      .until('2027-03-27 00:00');
  test('then it is deemed withdrawn', () => {
    // Two working days from the 24th: 25 and 26, held at its 24:00; the corresponding day is 26 September, a Sunday.
    const one = heldCase();
    expect([one.status, one.clock('held').dueOn]).toEqual(['held', '2027-09-27']);
    expect(noticeText(one.notices.at(-1)!)).toContain('请于2027-09-27 24:00前补正，逾期未补正的，视为撤回申请。');
    expect(one.until('2027-09-28 00:00').status).toBe('deemedWithdrawn');
    expect(one.clock('held')).toMatchObject({ verdict: 'late', limit: months(6) });
  });
  test('or supplied, or withdrawn, before', () => {
    const one = heldCase(calendarDays(10)).at('2027-04-05 20:00');
    expect(one.clock('held').dueOn).toBe('2027-04-06');
    one.act(applicant, { type: 'supply', papers: [paper('plan')] });
    expect([one.status, one.clock('held').verdict]).toEqual(['received', 'met']);
    expect(heldCase().act(applicant, { type: 'withdraw' }).status).toBe('withdrawn');
  });
  test('and was never held where the correction came in time and was applied late', () => {
    const one = heldCase();
    one.at('2027-03-26 20:00').act(applicant, { type: 'supply', papers: [paper('plan')] });
    expect(one.status).toBe('received');
    expect(one.view.clocks.map(({ clock }) => clock)).not.toContain('held');
  });
});

// (A14)
describe('a milestone is met only when it is reached', () => {
  const milestones = { contacted: workingDays(2), solved: workingDays(5) };
  const appeal = procedure({
    ...base,
    name: 'appeal',
    limits: { statutory: workingDays(20) },
    milestones,
    steps: {
      call: approval('联系', { by: 'market-regulation', until: 'contacted' }),
      solve: approval('解决', { by: 'market-regulation', until: 'solved' }),
    },
    *run({ steps, grant, reached }) {
      yield* steps.call();
      reached('contacted');
      yield* steps.solve();
      reached('solved');
      return grant('licence');
    },
  });
  const begun = () => caseOf(appeal).receive({ at: '2027-03-24 10:00' }).accept();
  const verdicts = (one: ReturnType<typeof begun>) =>
    ['contacted', 'solved'].map(name => one.clock(`milestone:${name}`).verdict);
  test('in time or late', () => {
    const one = begun().at('2027-03-25 10:00').answer('call', agree);
    expect(verdicts(one)).toEqual(['met', undefined]);
    one.at('2027-04-05 10:00').answer('solve', agree);
    expect(verdicts(one)).toEqual(['met', 'late']);
  });
  test('missed once its time is over, which colours the case', () => {
    const one = begun().until('2027-03-26 17:30');
    expect(verdicts(one)).toEqual(['missed', undefined]);
    expect(one.view.colour).toBe('red');
    one.at('2027-04-05 10:00').act(applicant, { type: 'withdraw' });
    expect(verdicts(one), 'the fifth working day was the 31st').toEqual(['missed', 'missed']);
  });
  test('dropped where the case ended before', () => {
    const one = begun().at('2027-03-25 10:00').act(applicant, { type: 'withdraw' });
    expect(verdicts(one)).toEqual(['dropped', 'dropped']);
    expect(one.view.colour).toBe('green');
  });
});

// (C11)
describe('an act asked before an instrument ran out, and applied after', () => {
  /** The promise is red on the 31st at 17:30: an order, due on 6 April; unanswered it led to a circular. */
  const led = () => inParallel().until('2027-04-06 18:00');
  test('answers it, and closes what its silence opened', () => {
    const one = led();
    const levels = () =>
      one.instruments.filter(({ clock }) => clock === 'promise').map(({ level, state }) => [level, state]);
    expect(levels()).toEqual([
      ['L0', 'overdue'],
      ['L1', 'overdue'],
      ['L2', 'overdue'],
      ['L3', 'draft'],
    ]);
    one.at('2027-04-06 17:00').act(head('market-regulation'), {
      type: 'replyToInstrument',
      instrument: 'L2:promise',
      reply: '正在办理',
    });
    expect(one.lastEvents.map(({ type }) => type)).toEqual([
      'instrumentReplied',
      'silenceWithdrawn',
      'instrumentClosed',
    ]);
    expect(levels()).toEqual([
      ['L0', 'overdue'],
      ['L1', 'overdue'],
      ['L2', 'replied'],
      ['L3', 'closed'],
    ]);
    expect(
      one
        .until('2027-04-30 18:00')
        .instruments.filter(each => each.instrument.startsWith('L3') && each.clock === 'promise'),
    ).toHaveLength(1);
  });
  test('does not answer it once it was asked after the end, nor what another unit owes', () => {
    const one = led();
    one.at('2027-04-06 17:00').act(officer('tobacco'), { type: 'claim', step: 'tobacco' });
    expect(one.lastEvents.map(({ type }) => type)).not.toContain('silenceWithdrawn');
    one.at('2027-04-06 18:00').act(head('market-regulation'), {
      type: 'replyToInstrument',
      instrument: 'L2:promise',
      reply: '正在办理',
    });
    expect(one.lastEvents.map(({ type }) => type)).toEqual(['instrumentReplied']);
    expect(refusal(() => one.act(supervisor(), { type: 'signInstrument', instrument: 'L3:promise' }))).not.toBe(
      'instrument.closed',
    );
  });
});
