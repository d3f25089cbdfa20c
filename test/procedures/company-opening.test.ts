import { expect, test } from 'vitest';
import { agree, caseOf, disagree } from '../../domain/testing.ts';
import { companyOpening } from '../../workflows/procedures/company-opening.v1.ts';

/** 24 March 2027 is a Wednesday. */
const accepted = (at = '2027-03-24 10:00') => caseOf(companyOpening).receive({ at }).accept();
const five = ['seal', 'invoice', 'social', 'medical', 'fund'] as const;

test('half a working day from the morning is the close of the same day: licence first, then five at once', () => {
  const one = accepted();
  expect(one.due('promise')).toBe('2027-03-24 17:30');
  expect(one.openSteps).toEqual(['licence']);
  one.at('2027-03-24 11:00').answer('licence', agree);
  expect(one.openSteps).toEqual(five);
  one.at('2027-03-24 15:00');
  for (const step of five) one.answer(step, agree);
  expect(one.view).toMatchObject({ status: 'granted', permits: { length: 6 } });
  expect([one.clock('promise').verdict, one.clock('milestone:opened').verdict]).toEqual(['met', 'met']);
});

test('from the afternoon half a working day is noon of the next', () => {
  expect(accepted('2027-03-24 14:00').due('promise')).toBe('2027-03-25 12:00');
  expect(accepted('2027-04-02 16:00').due('promise'), '清明节 until 5 April').toBe('2027-04-06 12:00');
});

test('the tax office keeps the others waiting until the next day: the promise is broken, by the tax office', () => {
  const one = accepted().at('2027-03-24 11:00').answer('licence', agree);
  for (const step of five.filter(each => each !== 'invoice')) one.answer(step, agree);
  one.at('2027-03-25 10:00').answer('invoice', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'late']);
  expect(one.heldBy).toEqual({ 'market-regulation': 1, tax: 2 });
});

test('what one office refuses keeps the other five; the bank is waited for by no clock of the government', () => {
  const one = accepted().answer('licence', agree).answer('seal', disagree('印章样式不符'));
  for (const step of five.slice(1)) one.answer(step, agree);
  expect(one.view.permits.map(({ permit, state }) => [permit, state])).toContainEqual(['seal', 'refused']);
  expect(one.openSteps).toEqual(['account']);
  expect(one.instruments).toEqual([]);
});
