import { expect, test } from 'vitest';
import { derivedFromParts } from '../../domain/case/view-change.ts';
import { agree, caseOf, head, officer } from '../../domain/testing.ts';
import { deputyProposal } from '../../workflows/procedures/deputy-proposal.v1.ts';

/** Assigned on Wednesday 24 March 2027. */
const assigned = () => caseOf(deputyProposal).receive({ at: '2027-03-24 10:00' });
const wish = { returned: false, wish: '缩短开办时间' } as const;
const sign = { chose: 'sign', reasons: [{ text: '同意' }] } as const;
const consulted = () =>
  assigned()
    .at('2027-03-30 10:00')
    .answer('contact', wish)
    .at('2027-04-20 10:00')
    .answer('opinion@market-regulation', agree);

test('answered within 3 months, with the opinions of the partners within 1', () => {
  const one = consulted();
  expect([one.due('promise'), one.due('statutory')]).toEqual(['2027-06-24 17:30', '2027-09-24 17:30']);
  expect(one.due('step:opinion@tax'), '30 April').toBe('2027-04-30 17:30');
  one
    .answer('opinion@tax', agree)
    .at('2027-05-10 10:00')
    .answer('draft', { promises: ['年内上线', '修订办法'] });
  one
    .answer('sign', sign)
    .at('2027-05-20 10:00')
    .answer('satisfied', { lapsed: false, isSatisfied: true, why: '满意' });
  expect([one.status, one.clock('promise').verdict]).toEqual(['settled', 'met']);
  expect(one.openSteps, 'each promise stays on the ledger for a year').toEqual(['fulfil@1', 'fulfil@2']);
  expect(one.due('step:fulfil@2')).toBe('2028-05-22 17:30');
  one.answer('fulfil@1', { proof: '已上线' }).answer('fulfil@2', { proof: '已发文' });
  expect(one.status).toBe('closed');
});

test('an answer that promises nothing leaves nothing on the ledger', () => {
  const one = consulted().answer('opinion@tax', agree).answer('draft', { promises: [] }).answer('sign', sign);
  expect(one.answer('satisfied', { lapsed: false, isSatisfied: true, why: '满意' }).status).toBe('closed');
});

test('a partner that answers in July breaks the 3 months; most of the days are its own', () => {
  const one = consulted().at('2027-07-01 10:00').answer('opinion@tax', agree);
  one.answer('draft', { promises: [] }).answer('sign', sign);
  one.answer('satisfied', { lapsed: false, isSatisfied: true, why: '满意' });
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy['tax'], '31 March to 1 July').toBe(93);
});

test.each([
  ['2027-09-20', 'met'],
  ['2027-10-25', 'late'],
] as const)('with the consent of the deputies 6 months hold: an opinion on %s is %s by both limits', (day, verdict) => {
  const by = { unit: 'MONTH', n: 3 } as const;
  const one = consulted().act(head('deputies-office'), {
    type: 'extend',
    clock: 'promise',
    by,
    reason: { text: '涉及多部门' },
  });
  expect([one.due('promise'), one.due('statutory')]).toEqual(['2027-09-24 17:30', '2027-09-24 17:30']);
  one.at(`${day} 10:00`).answer('opinion@tax', agree).answer('draft', { promises: [] }).answer('sign', sign);
  one.answer('satisfied', { lapsed: false, isSatisfied: true, why: '满意' });
  expect([one.clock('promise').verdict, one.clock('statutory').verdict]).toEqual([verdict, verdict]);
  const others = Object.entries(one.heldBy).filter(([unit]) => unit !== 'tax');
  expect(others.every(([, days]) => days < one.heldBy['tax']!)).toBe(true);
});

test('a deputy who is not satisfied gets a second answer', () => {
  const one = consulted().answer('opinion@tax', agree).answer('draft', { promises: [] }).answer('sign', sign);
  one.answer('satisfied', { lapsed: false, isSatisfied: false, why: '没有回答问题' });
  expect(one.openSteps).toEqual(['draft#2']);
});

test('the office of the deputies extends the three months, and no head of the unit that answers', () => {
  const one = assigned().at('2027-06-01 10:00');
  const extend = {
    type: 'extend',
    clock: 'promise',
    by: { unit: 'MONTH', n: 2 },
    reason: { text: '涉及多部门' },
  } as const;
  expect(one.tryAct(head('government-office'), extend)?.code).toBe('actor.wrongUnit');
  expect(one.tryAct(officer('deputies-office'), extend)?.code).toBe('actor.wrongRole');
  expect(one.act(head('deputies-office'), extend).due('promise')).toBe('2027-08-24 17:30');
  expect(derivedFromParts(one.view).units, 'it sees what it may extend').toContain('deputies-office');
});
