import { expect, test } from 'vitest';
import { agree, caseOf, disagree, officer, reference } from '../../domain/testing.ts';
import { preliminaryDesign } from '../../workflows/procedures/preliminary-design.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const accepted = () => caseOf(preliminaryDesign).receive({ at: '2027-03-24 10:00' }).accept();
const meeting = {
  type: 'startSpecial',
  step: 'experts',
  special: 'expertReview',
  takes: { unit: 'WD', n: 5 },
  notice: reference('notice-1'),
} as const;
const approve = { chose: 'approve', reasons: [{ text: '满足设计要求' }] } as const;

test('four opinions beside the meeting of experts, and the lead decides within 5 working days', () => {
  const one = accepted().act(officer('expert-panel'), meeting);
  one.at('2027-03-26 10:00').answer('fire', agree).answer('civilDefence', agree);
  one.at('2027-03-29 10:00').answer('meteorology', agree).answer('water', agree);
  expect(one.clock('promise').state, 'all that is open is the meeting').toBe('paused');
  one.at('2027-03-31 10:00').answer('experts', { conclusion: 'passed' });
  expect(one.due('promise'), '25 26 29, not 30 31, Apr 1 2').toBe('2027-04-02 17:30');
  one.at('2027-04-02 10:00').answer('decide', approve);
  expect(one.status).toBe('granted');
  expect(one.clock('promise').verdict).toBe('met');
});

test('who does not answer in 3 working days agrees by silence; a reasoned objection goes to the lead', () => {
  const one = accepted().answer('experts', { conclusion: 'passed' }).answer('fire', disagree('疏散宽度不足'));
  one.until('2027-03-29 17:30');
  expect(one.openSteps, '25 26 29: three were silent').toEqual(['decide']);
  expect(one.heldBy['fire-rescue'], 'it answered at once').toBeUndefined();
  expect(one.view.steps.find(({ step }) => step === 'decide')).toMatchObject({ about: [{ text: '疏散宽度不足' }] });
  one.at('2027-03-31 10:00').answer('decide', { chose: 'refuse', reasons: [{ text: '采纳消防意见' }] });
  expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '疏散宽度不足' }] });
});

test('a step is red while the case is green; the lead that sleeps breaks the promise of 5 working days', () => {
  const one = accepted().answer('experts', { conclusion: 'passed' });
  for (const step of ['fire', 'civilDefence', 'meteorology', 'water'] as const) one.answer(step, agree);
  one.until('2027-03-26 17:30');
  expect([one.clock('step:decide').colour, one.clock('promise').colour]).toEqual(['red', 'green']);
  one.at('2027-04-01 10:00').answer('decide', approve);
  expect(one.clock('promise').verdict, '25 26 29 30 31 were five').toBe('late');
  expect(one.heldBy).toEqual({ 'housing-construction': 6 });
});
