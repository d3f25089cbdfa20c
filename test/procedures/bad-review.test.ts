import { expect, test } from 'vitest';
import { caseOf } from '../../domain/testing.ts';
import { badReview } from '../../workflows/procedures/bad-review.v1.ts';

/** Rated badly on Wednesday 24 March 2027. */
const received = () => caseOf(badReview).receive({ at: '2027-03-24 10:00' });
const accepted = { chose: 'accepted', reasons: [{ text: '属实' }] } as const;
const appealed = { chose: 'appealed', reasons: [{ text: '评价人选错了单位' }] } as const;

test('whoever rated is rung within 1 working day, and the unit puts it right within 5', () => {
  const one = received();
  expect([one.due('milestone:contacted'), one.due('milestone:rectified')]).toEqual([
    '2027-03-25 17:30',
    '2027-03-31 17:30',
  ]);
  one.at('2027-03-25 10:00').answer('contact', { unit: 'tax', finding: '窗口等候两小时' }).answer('own', accepted);
  one.at('2027-03-31 10:00').answer('rectify', { measure: '增开窗口' });
  expect(['contacted', 'rectified'].map(name => one.clock(`milestone:${name}`).verdict)).toEqual(['met', 'met']);
  one.lapse();
  expect(one.status, 'the callback is theirs to answer').toBe('closed');
});

test('a unit that puts nothing right by the fifth day gets the order, not the authority that asked it', () => {
  const one = received().answer('contact', { unit: 'tax', finding: '窗口等候两小时' }).answer('own', accepted);
  one.until('2027-03-31 17:30');
  expect(one.instruments.map(({ instrument, unit }) => `${instrument} ${unit}`)).toEqual([
    'L2:milestone:rectified tax',
  ]);
});

test('a unit that appeals is heard by the authority: mistaken or malicious, nothing is put right', () => {
  const one = received().answer('contact', { unit: 'tax', finding: '窗口等候两小时' }).answer('own', appealed);
  expect(one.view.steps.find(({ step }) => step === 'verify')).toMatchObject({
    unit: 'service-authority',
    about: appealed.reasons,
  });
  one.answer('verify', { chose: 'mistaken', reasons: [{ text: '应为医保窗口' }] });
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'notJustified' });
});

test('an appeal that does not stand leaves the unit its five days', () => {
  const one = received().answer('contact', { unit: 'tax', finding: '窗口等候两小时' }).answer('own', appealed);
  one.answer('verify', { chose: 'justified', reasons: [{ text: '监控属实' }] });
  expect([one.openSteps, one.due('milestone:rectified')]).toEqual([['rectify'], '2027-03-31 17:30']);
});
