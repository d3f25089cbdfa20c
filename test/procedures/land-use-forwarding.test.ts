import { expect, test } from 'vitest';
import { agree, caseOf } from '../../domain/testing.ts';
import { landUseForwarding } from '../../workflows/procedures/land-use-forwarding.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const accepted = () =>
  caseOf(landUseForwarding)
    .receive({ at: '2027-03-24 10:00' })
    .accept()
    .answer('ecology', agree)
    .answer('housing', agree);

test('examined here within 10 working days, and sent on to the province', () => {
  const one = accepted();
  expect(one.due('promise'), '25 26 29 30 31 Apr 1 2 6 7 8').toBe('2027-04-08 17:30');
  one.at('2027-04-01 10:00').answer('examine', { answer: 'forwardUp' });
  expect([one.status, one.clock('promise').verdict]).toEqual(['forwardedUp', 'met']);
});

test('forwarded on the eleventh day it is late, and the lower office held the days', () => {
  const one = accepted().at('2027-04-09 10:00').answer('examine', { answer: 'forwardUp' });
  expect([one.clock('promise').verdict, one.heldBy]).toEqual(['late', { 'natural-resources': 11 }]);
});
