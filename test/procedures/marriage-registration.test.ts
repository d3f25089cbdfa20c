import { expect, test } from 'vitest';
import { caseOf, clerk, reference } from '../../domain/testing.ts';
import { marriageRegistration } from '../../workflows/procedures/marriage-registration.v1.ts';

test('registered on the spot: accepted, decided and handed over by one act', () => {
  const one = caseOf(marriageRegistration).receive({ at: '2027-03-24 10:00', by: clerk, modes: ['onTheSpot'] });
  one.act(clerk, { type: 'settleOnTheSpot', receipt: reference('receipt-1') });
  expect(one.status).toBe('closed');
});

test('not done on the spot, two people look at it, and a day without them breaks the promise', () => {
  const one = caseOf(marriageRegistration).receive({ at: '2027-03-24 10:00' }).accept().until('2027-03-26 10:00');
  expect([one.openSteps, one.clock('promise').colour]).toEqual([['review'], 'red']);
});
