import { expect, test } from 'vitest';
import { caseOf } from '../../domain/testing.ts';
import { badReview } from '../../workflows/procedures/bad-review.v1.ts';

/** Rated badly on Wednesday 24 March 2027. */
const received = () => caseOf(badReview).receive({ at: '2027-03-24 10:00' });
const justified = { chose: 'justified', reasons: [{ text: '属实' }] } as const;

test('whoever rated is rung within 1 working day, and the unit puts it right within 5', () => {
  const one = received();
  expect([one.due('milestone:contacted'), one.due('milestone:rectified')]).toEqual([
    '2027-03-25 17:30',
    '2027-03-31 17:30',
  ]);
  one.at('2027-03-25 10:00').answer('contact', { unit: 'tax', finding: '窗口等候两小时' }).answer('verify', justified);
  one.at('2027-03-31 10:00').answer('rectify', { measure: '增开窗口' });
  expect(['contacted', 'rectified'].map(name => one.clock(`milestone:${name}`).verdict)).toEqual(['met', 'met']);
  one.lapse();
  expect(one.status, 'the callback is theirs to answer').toBe('closed');
});

test('a unit that puts nothing right by the fifth day gets the order, not the authority that asked it', () => {
  const one = received().answer('contact', { unit: 'tax', finding: '窗口等候两小时' }).answer('verify', justified);
  one.until('2027-03-31 17:30');
  expect(one.instruments.map(({ instrument, unit }) => `${instrument} ${unit}`)).toEqual([
    'L2:milestone:rectified tax',
  ]);
});
