import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { applicant, caseOf, clerk } from '../../domain/testing.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { local, restaurant } from './restaurant.ts';
import { refusal } from './refusal.ts';

const typed = (receivedOn: string, at = '2027-03-24T10:00', channel: 'post' | 'window' | 'online' = 'post') =>
  caseOf(restaurantOpening).receive({ at, receivedOn, channel, by: clerk });

// (A17)
describe('papers that came before they were typed in', () => {
  test('were received on their own day, and count from it', () => {
    // Monday the 22nd; acceptance within one working day ends on the 23rd, before the typing on Wednesday the 24th.
    const one = typed('2027-03-22');
    expect(local(one.view.receivedAt)).toBe('2027-03-22T09:00');
    expect(one.view.typedIn).toEqual({ at: parseInstant('2027-03-24T10:00+08:00'), by: clerk.person });
    one.until('2027-03-24 10:00');
    expect([one.status, one.view.acceptance]).toEqual(['inReview', 'deemed']);
    // Silence accepted as of the 22nd: five working days are 23 24 25 26 29.
    expect(one.due('promise')).toBe('2027-03-29 17:30');
    expect(local(one.clock('acceptance').breachedAt)).toBe('2027-03-24T10:00');
  });
  test('open no rung by what fell due before the typing, and every rung by what falls due after it', () => {
    // Ten working days back: Wednesday the 10th. The promise of five ended on the 17th.
    const one = typed('2027-03-10').until('2027-03-24 10:00');
    expect(one.clock('promise')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-03-24T10:00+08:00') });
    expect(one.instruments).toEqual([]);
    // The licence, opened by the typing, is due the day after.
    expect(one.until('2027-03-25 17:30').instruments.map(({ instrument }) => instrument)).toContain('L1:step:licence');
  });
  test('come at most ten working days late, never from the future, and online not at all', () => {
    expect(refusal(() => typed('2027-03-09'))).toBe('receipt.day');
    expect(refusal(() => typed('2027-03-25'))).toBe('receipt.day');
    expect(refusal(() => typed('2027-03-22', '2027-03-24T10:00', 'online'))).toBe('receipt.online');
    expect(
      refusal(() =>
        caseOf(restaurantOpening).receive({
          at: '2027-03-24T10:00',
          receivedOn: '2027-03-22',
          channel: 'post',
          by: applicant,
        }),
      ),
    ).toBe('actor.wrongRole');
  });
  test('of the day itself count from its opening, or from the act before it', () => {
    expect(local(typed('2027-03-24').view.receivedAt)).toBe('2027-03-24T09:00');
    const early = typed('2027-03-24', '2027-03-24T08:00');
    expect([local(early.view.receivedAt), early.view.typedIn]).toEqual(['2027-03-24T08:00', undefined]);
  });
});

// (A18)
describe('the applicant is told by when', () => {
  const told = (one: ReturnType<typeof restaurant>) => noticeText(one.notices.at(-1)!);
  test('a case is decided that is accepted, with what is still missing', () => {
    expect(told(restaurant('2027-03-24T10:00').at('2027-03-24 11:00').accept())).toContain(
      '承诺于2027-03-31 17:30前办结。',
    );
    const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] }).at('2027-03-24 11:00');
    one.act(clerk, {
      type: 'acceptTolerantly',
      missing: ['signboardSketch'],
      promise: { number: '容-1', digest: '0'.repeat(64) },
    });
    expect(told(one)).toContain(
      '已容缺受理，承诺于2027-03-31 17:30前办结。请补齐：店招设计图（2027-03-29 24:00前），逾期未补齐的，视为撤回申请。',
    );
  });
  test('it is said whether what was supplied is accepted', () => {
    const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'signboardSketch'] });
    one.at('2027-03-24 11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺页' }] });
    one.at('2027-03-26 10:00').act(applicant, {
      type: 'supply',
      papers: [{ material: 'safetyRules', digest: '0'.repeat(64), kind: 'electronic', suppliedBy: 'applicant' }],
    });
    expect(told(one)).toContain('已收到补正材料，将于2027-03-29 17:30前告知是否受理。');
  });
});
