import { expect, test } from 'vitest';
import { agree, caseOf } from '../../domain/testing.ts';
import { tractorRegistration } from '../../workflows/procedures/tractor-registration.v1.ts';

/** 24 March 2027 is a Wednesday. */
const accepted = () => caseOf(tractorRegistration).receive({ at: '2027-03-24 10:00' }).accept();

test('inspected by two and registered within a working day of the two that the law has', () => {
  const one = accepted();
  expect([one.due('promise'), one.due('statutory')]).toEqual(['2027-03-25 17:30', '2027-03-26 17:30']);
  one.answer('inspect', { isFit: true }).answer('review', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'met']);
});

test('a tractor that is not fit is refused for that reason', () => {
  expect(accepted().answer('inspect', { isFit: false }).view).toMatchObject({
    status: 'denied',
    reasons: [{ text: '安全技术检验不合格' }],
  });
});

test('an inspection on Monday breaks the promise, and the bureau held the days', () => {
  const one = accepted().at('2027-03-29 10:00').answer('inspect', { isFit: true }).answer('review', agree);
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy).toEqual({ agriculture: 3 });
});
