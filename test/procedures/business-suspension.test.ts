import { expect, test } from 'vitest';
import { agree, caseOf, disagree } from '../../domain/testing.ts';
import { businessSuspension } from '../../workflows/procedures/business-suspension.v1.ts';

/** 24 March 2027 is a Wednesday. */
const accepted = () => caseOf(businessSuspension).receive({ at: '2027-03-24 10:00' }).accept();

test('suspended within 1 working day, for three years at most', () => {
  const one = accepted().at('2027-03-25 10:00').answer('review', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'met']);
  expect(one.due('step:resume'), '25 March 2030, 24:00').toBe('2030-03-25 24:00');
});

test('who does not resume in three years is looked into, and the suspension is taken back', () => {
  const one = accepted().at('2027-03-25 10:00').answer('review', agree).until('2030-03-26 00:00');
  expect(one.openSteps).toEqual(['look']);
  expect(one.answer('look', disagree('已无经营场所')).status).toBe('revoked');
});

test('a filing that waits for two days breaks the promise of 1', () => {
  const one = accepted().at('2027-03-26 10:00').answer('review', agree);
  expect([one.clock('promise').verdict, one.heldBy]).toEqual(['late', { 'market-regulation': 2 }]);
});
