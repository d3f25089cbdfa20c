import { expect, test } from 'vitest';
import { agree, caseOf, disagree } from '../../domain/testing.ts';
import { openingPlusN } from '../../workflows/procedures/opening-plus-n.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const accepted = (modes: readonly string[] = [], form = {}) =>
  caseOf(openingPlusN).receive({ at: '2027-03-24 10:00', modes, form }).accept();
/** The lead invites for Friday, and all three agree on the spot. */
const surveyed = (one = accepted()) => {
  one.convene('survey', '2027-03-26 09:00', { place: '中山路 1 号' }).at('2027-03-26 09:30');
  for (const party of ['market-regulation', 'urban-management', 'tobacco'] as const)
    one.answer(`survey:${party}`, agree);
  return one;
};

test('the answers of the applicant choose N: one joint survey, then the permits at once', () => {
  expect(surveyed().openSteps).toEqual(['fire', 'food', 'signboard', 'tobacco']);
  expect(surveyed(accepted([], { hasSignboard: false, sellsTobacco: false, isPublicVenue: false })).openSteps).toEqual([
    'food',
  ]);
});

test('an inspection by the fire brigade takes 10 working days at most, and the promise is kept', () => {
  const one = surveyed();
  expect(one.due('promise'), '25 26 29 30 31 Apr 1 2 6 7 8').toBe('2027-04-08 17:30');
  expect(one.due('step:fire')).toBe('2027-04-08 17:30');
  one.at('2027-04-01 10:00').answer('food', agree).answer('signboard', agree).answer('tobacco', agree);
  one.at('2027-04-08 16:00').answer('fire', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'met']);
});

test('a brigade that comes on the eleventh day breaks the promise, and eleven days are its own', () => {
  const one = surveyed();
  one.at('2027-03-29 10:00').answer('food', agree).answer('signboard', agree).answer('tobacco', agree);
  one.at('2027-04-09 10:00').answer('fire', agree);
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy['fire-rescue']).toBe(11);
});

test('on commitment nobody waits for the brigade: it looks within 20 working days, and takes back', () => {
  const one = surveyed(accepted(['commitment']));
  one.at('2027-03-30 10:00').answer('food', agree).answer('signboard', agree).answer('tobacco', agree);
  expect(one.view).toMatchObject({ status: 'granted', permits: { length: 4 } });
  expect(one.openSteps).toEqual(['fireCheck']);
  one.at('2027-04-08 10:00').answer('fireCheck', disagree('安全出口上锁'));
  expect(one.due('step:fireFix'), '9 12 13 14 15 16 19 20 21 22').toBe('2027-04-22 24:00');
  one.until('2027-04-23 00:00');
  expect(one.view.permits.find(({ permit }) => permit === 'fire')?.state).toBe('revoked');
});
