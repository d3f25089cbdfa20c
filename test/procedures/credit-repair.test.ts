import { expect, test } from 'vitest';
import { agree, caseOf, clerk, disagree } from '../../domain/testing.ts';
import { creditRepair } from '../../workflows/procedures/credit-repair.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. Accepted on the spot. */
const accepted = (modes: readonly string[] = [], form = {}) =>
  caseOf(creditRepair).receive({ at: '2027-03-24 10:00', modes, form }).accept();

test('three working days here and three with the unit that made the record: repaired, marked, and told', () => {
  const one = accepted();
  expect(one.due('promise'), '25 26 29 30 31 Apr 1').toBe('2027-04-01 17:30');
  one.at('2027-03-25 10:00').answer('period', agree);
  expect(one.view.steps.at(-1)).toMatchObject({ step: 'verify', unit: 'market-regulation' });
  one.at('2027-03-30 10:00').answer('verify', agree).at('2027-03-31 10:00').answer('decide', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'met']);
  one.complete('mark', { number: 'XY-1' });
  expect(one.openSteps).toEqual(['tell@service-window', 'tell@market-regulation', 'tell@finance']);
});

test('the unit that made the record takes six days: the promise is broken, by that unit', () => {
  const one = accepted().answer('period', agree).at('2027-04-01 10:00').answer('verify', agree);
  one.at('2027-04-02 10:00').answer('decide', agree);
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy, '25 26 29 30 31 Apr 1 with the one, 2 with the other').toEqual({
    'market-regulation': 6,
    'development-reform': 1,
  });
});

test('before the least time of publicity nothing is repaired', () => {
  expect(accepted().answer('period', disagree('未满最短公示期')).status).toBe('denied');
});

test('the green lane puts it ahead in every queue, and changes no limit', () => {
  const fast = accepted(['fastLane'], { isUrgent: true });
  expect(fast.view.steps[0]?.priority).toBe(true);
  expect(fast.due('promise')).toBe(accepted().due('promise'));
});

test('whoever only says that it is urgent is ahead of nobody: the window asks for the paper that shows it', () => {
  const said = caseOf(creditRepair).receive({
    at: '2027-03-24 10:00',
    modes: ['fastLane'],
    form: { isUrgent: true },
    papers: ['proof', 'promise'],
  });
  expect(said.tryAct(clerk, { type: 'accept' })).toMatchObject({
    code: 'acceptance.incomplete',
    params: { required: ['urgency'] },
  });
  said.until('2027-03-26 10:00');
  expect([said.view.acceptance, said.view.steps[0]?.priority], 'accepted by silence').toEqual(['deemed', undefined]);
});
