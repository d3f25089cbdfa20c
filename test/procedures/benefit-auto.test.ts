import { expect, test } from 'vitest';
import { agree, applicant, caseOf, cityOf, officer } from '../../domain/testing.ts';
import { benefitAuto } from '../../workflows/procedures/benefit-auto.v1.ts';
import { policyMatch } from '../../workflows/procedures/policy-match.v1.ts';

/** 24 March 2027 is a Wednesday; the policy has to be paid out by 30 June. */
function matched() {
  const city = cityOf([policyMatch, benefitAuto]);
  const one = city.receive(policyMatch, { at: '2027-03-24 10:00' });
  one.answer('match', { isEligible: true, account: '乙公司基本账户', amount: 1_200_000 });
  return { city, one, benefit: city.childOf(one, 'benefit', benefitAuto) };
}
const paid = (benefit: ReturnType<typeof matched>['benefit']) => benefit.complete('pay', { number: 'ZF-1' });

test('nobody applies: the data match, one click consents, five days of publicity, and it is paid', () => {
  const { one, benefit } = matched();
  expect([benefit.openSteps, benefit.due('promise')]).toEqual([['consent'], '2027-06-30 17:30']);
  benefit.answer('consent', { lapsed: false }).at('2027-03-25 10:00').answer('look', agree);
  expect(benefit.due('step:notice'), '26 27 28 29 30').toBe('2027-03-30 24:00');
  benefit.until('2027-03-31 00:00');
  expect([benefit.openSteps, benefit.due('step:pay')]).toEqual([['pay'], '2027-04-07 17:30']);
  paid(benefit);
  expect([benefit.status, benefit.clock('promise').verdict, one.status]).toEqual(['settled', 'met', 'closed']);
});

test('an office that looks at the data in July breaks the date of the policy, however few days it took', () => {
  const { benefit } = matched();
  benefit.answer('consent', { lapsed: false }).at('2027-07-01 10:00').answer('look', agree);
  benefit.until('2027-07-10 00:00').lapse();
  paid(benefit);
  expect(benefit.clock('promise')).toMatchObject({ verdict: 'late' });
  expect(benefit.heldBy['data-bureau']).toBeGreaterThan(60);
});

test('an objection that is upheld ends it; who does not click in thirty days has declined', () => {
  const { benefit } = matched();
  benefit.answer('consent', { lapsed: false }).answer('look', agree);
  const neighbour = { ...applicant, person: 'p-neighbour' };
  benefit.act(neighbour, { type: 'object', step: 'notice', reason: { text: '已经注销' } });
  benefit.act(officer('data-bureau'), {
    type: 'answer',
    step: 'notice:1',
    answer: { isUpheld: true, reasons: [{ text: '属实' }] },
  });
  expect(benefit.until('2027-04-01 00:00').status).toBe('denied');
  const { benefit: declined } = matched();
  declined.until('2027-04-24 00:00');
  expect(declined.status, '30 days end on Friday 23 April').toBe('settled');
});

test('即申即享: who was not matched applies, and consents by it', () => {
  const one = caseOf(benefitAuto).receive({ at: '2027-03-24 10:00', modes: ['applyAndEnjoy'] });
  expect(one.openSteps).toEqual(['look']);
});
