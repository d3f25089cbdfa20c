import { expect, test } from 'vitest';
import { agree, applicant, caseOf, cityOf, clerk, disagree, officer } from '../../domain/testing.ts';
import { businessSuspension } from '../../workflows/procedures/business-suspension.v1.ts';

/** 24 March 2027 is a Wednesday. */
const granted = (until: string) =>
  caseOf(businessSuspension)
    .receive({ at: '2027-03-24 10:00', form: { until } })
    .accept()
    .at('2027-03-25 10:00')
    .answer('review', agree);

test('suspended within 1 working day, until the day that the enterprise says', () => {
  const one = granted('2028-03-31');
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'met']);
  expect(one.view.permits).toMatchObject([{ validFrom: '2027-03-24', validUntil: '2028-03-31' }]);
  expect(one.due('step:resume')).toBe('2028-03-31 24:00');
  one.at('2027-09-01 10:00').answer('resume', { lapsed: false });
  expect(one.openSteps, 'it resumes before').toEqual([]);
});

test('three years at most, whatever is said', () => {
  const one = granted('2031-06-30');
  expect(one.view.permits).toMatchObject([{ validFrom: '2027-03-24', validUntil: '2030-03-24' }]);
  one.until('2030-03-26 00:00');
  expect(one.openSteps, 'three years after the decision').toEqual(['look']);
});

test('who does not resume in time is looked into, and the suspension is taken back', () => {
  const one = granted('2028-03-31').until('2028-04-01 00:00');
  expect(one.openSteps).toEqual(['look']);
  expect(one.answer('look', disagree('已无经营场所')).status).toBe('revoked');
});

test('a longer suspension is a change: it ends on the new day, three years from its first day at most', () => {
  const longer = (until: string) => {
    const city = cityOf([businessSuspension]);
    const one = city.receive(businessSuspension, { at: '2027-03-24 10:00' }).accept().answer('review', agree);
    const form = { enterprise: '己餐饮有限公司', until };
    one.act(applicant, { type: 'continuePermit', permit: 'suspension', why: 'change', form });
    city.at('2027-09-01 10:00');
    const next = city.cases[1]!;
    if (next.status === 'received') next.act(clerk, { type: 'accept' });
    next.act(officer('market-regulation'), { type: 'answer', step: 'review', answer: agree });
    return next.view.permits[0]?.validUntil;
  };
  expect(longer('2029-03-31')).toBe('2029-03-31');
  expect(longer('2032-03-31')).toBe('2030-03-24');
});

test('a filing that waits for two days breaks the promise of 1', () => {
  const one = caseOf(businessSuspension).receive({ at: '2027-03-24 10:00' }).accept();
  one.at('2027-03-26 10:00').answer('review', agree);
  expect([one.clock('promise').verdict, one.heldBy]).toEqual(['late', { 'market-regulation': 2 }]);
});
