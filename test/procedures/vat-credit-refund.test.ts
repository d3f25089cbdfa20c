import { expect, test } from 'vitest';
import { agree, caseOf, officer } from '../../domain/testing.ts';
import { vatCreditRefund } from '../../workflows/procedures/vat-credit-refund.v1.ts';

/** 24 March 2027 is a Wednesday. */
const received = (modes: readonly string[] = []) => caseOf(vatCreditRefund).receive({ at: '2027-03-24 10:00', modes });

test('a taxpayer of grade A is refunded by the rules alone, in the half day, and the treasury pays', () => {
  const one = received(['instantAuto']);
  expect(one.openSteps).toEqual(['risk']);
  one.complete('risk', { grade: 'A' });
  expect([one.status, one.clock('promise').verdict]).toEqual(['settled', 'met']);
  one.complete('pay', { number: 'ZF-1' });
  expect(one.openSteps).toEqual([]);
});

test('the grade is that of whoever applies: no form names another', () => {
  const calls = received(['instantAuto']).entries.flatMap(({ calls: made = [] }) => made);
  expect(calls.find(({ of }) => of === 'risk')).toMatchObject({ input: { party: 'p-applicant' } });
  expect(Object.keys(vatCreditRefund.example as object)).not.toContain('taxpayer');
});

test('a taxpayer of grade C goes to two people, who have the same half working day', () => {
  const one = received(['instantAuto']).complete('risk', { grade: 'C' });
  expect([one.openSteps, one.due('promise')]).toEqual([['review'], '2027-03-24 17:30']);
  const [first, second] = [officer('tax'), officer('tax', 'officer-2')];
  one.at('2027-03-24 16:00').act(first, { type: 'answer', step: 'review', answer: agree });
  expect(one.status, 'an amount of money needs a second one').toBe('inReview');
  one.confirm('review', [second]);
  expect([one.status, one.clock('promise').verdict]).toEqual(['settled', 'met']);
});

test('a review on the next morning breaks the half day, and the tax office held it', () => {
  const one = received().accept().at('2027-03-25 10:00').answer('review', agree);
  expect([one.clock('promise').verdict, one.clock('milestone:reviewed').verdict]).toEqual(['late', 'late']);
  expect(one.heldBy).toEqual({ tax: 2 });
});

test('a payment that the treasury does not answer in two working days is made by two people', () => {
  const one = received().accept().answer('review', agree).until('2027-03-26 17:30');
  expect(one.openSteps, '25 26').toEqual(['payByHand']);
});
