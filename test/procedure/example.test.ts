/** A test of a procedure to copy: change the import of the procedure, and say what has to happen. */
import { expect, test } from 'vitest';
import { agree, caseOf, disagree, given, head, officer } from '../../domain/testing.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const accepted = () => caseOf(restaurantOpening).receive({ at: '2027-03-24 10:00' }).accept();

test('everybody answers in time: the permits are granted, and the promise is kept', () => {
  const one = accepted();
  expect(one.due('promise'), '5 working days: 25 26 29 30 31').toBe('2027-03-31 17:30');
  one.at('+1 working day').answer('licence', agree);
  expect(one.openSteps).toEqual(['signboard', 'fire']);
  one.at('+2 hours').answer('signboard', agree).at('+2 working days').answer('fire', agree);
  expect(one.status).toBe('granted');
  expect(one.clock('promise')).toMatchObject({ verdict: 'met', colour: 'green' });
});

test('the licence is the gate: refused, nothing else is asked', () => {
  const one = accepted().answer('licence', disagree('布局不合要求'));
  expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '布局不合要求' }] });
});

test('nobody answers: the step turns red at its due, and its unit is reminded in writing', () => {
  const one = accepted().until('2027-03-25 17:30');
  expect(one.clock('step:licence').colour).toBe('red');
  expect(one.instruments.map(({ instrument }) => instrument)).toContain('L1:step:licence');
});

test('only the head of the lead extends the limit, and only by what the procedure allows', () => {
  const extend = {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '案情复杂' },
  } as const;
  const lawful = given(accepted());
  lawful.when(head('market-regulation'), extend).then('extended');
  lawful.when(officer('market-regulation'), extend).thenRefused('actor.wrongRole');
  lawful.when(head('market-regulation'), { ...extend, by: { unit: 'WD', n: 11 } }).thenRefused('extension.tooLong');
});
