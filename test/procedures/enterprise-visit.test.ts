import { expect, test } from 'vitest';
import { agree, caseOf } from '../../domain/testing.ts';
import { enterpriseVisit } from '../../workflows/procedures/enterprise-visit.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const booked = () => caseOf(enterpriseVisit).receive({ at: '2027-03-24 10:00' }).answer('book', agree);

test('booked, coded, visited, rated by the enterprise, and published', () => {
  const one = booked().complete('code', { isAllowed: true, code: 'FM-1' });
  expect(one.due('step:visit'), '25 26 29 30 31 Apr 1 2 6 7 8').toBe('2027-04-08 17:30');
  one
    .answer('visit', { record: '了解用工需求' })
    .answer('rate', { lapsed: false, grade: 'good' })
    .answer('publish', {});
  expect(one.status).not.toBe('inReview');
});

test('a second code in the month is refused, and without a code nobody visits', () => {
  const one = booked().complete('code', { isAllowed: false, code: '' });
  expect(one.openSteps).toEqual([]);
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'capped' });
});
