import { expect, test } from 'vitest';
import { agree, cityOf, disagree } from '../../domain/testing.ts';
import { homeDeliveryTitle } from '../../workflows/procedures/home-delivery-title.v1.ts';
import { householdTitle } from '../../workflows/procedures/household-title.v1.ts';

const households = Array.from({ length: 30 }, (_, index) => ({ id: `1-${index + 101}`, contract: `WQ-${index + 1}` }));
/** 24 March 2027 is a Wednesday. The building is registered on Thursday, and 20 households a second are opened. */
function registered(of = households.slice(0, 2)) {
  const city = cityOf([homeDeliveryTitle, householdTitle]);
  const one = city.receive(homeDeliveryTitle, { at: '2027-03-24 10:00', form: { households: of } }).accept();
  one.at('2027-03-25 09:00').answer('completion', agree).answer('first', agree);
  city.until('2027-03-25 09:05');
  const titles = of.map(({ id }) => city.childOf(one, `household@${id}`, householdTitle).accept());
  return { city, one, titles };
}

test('all households have their titles on the day of the hand-over, each within 1 working day', () => {
  const { one, titles } = registered(households);
  expect(titles.map(each => each.due('promise'))).toEqual(titles.map(() => '2027-03-26 17:30'));
  for (const each of titles) each.answer('tax', agree).answer('register', agree);
  expect(titles.every(each => each.status === 'granted' && each.clock('promise').verdict === 'met')).toBe(true);
  expect(one.view).toMatchObject({ status: 'granted', children: { of: 30, ended: 30 } });
  expect([one.due('promise'), one.clock('promise').verdict]).toEqual(['2027-03-29 17:30', 'met']);
  expect(titles[0]!.openSteps).toEqual(['water', 'power', 'gas']);
});

test('tax keeps one household for three days: its promise is late by tax, and the others have theirs', () => {
  const { one, titles } = registered();
  const [first, second] = titles;
  first!.answer('tax', agree).answer('register', agree);
  second!.at('2027-03-30 09:00').answer('tax', agree).answer('register', agree);
  expect([first!.clock('promise').verdict, second!.clock('promise').verdict]).toEqual(['met', 'late']);
  expect(second!.heldBy, '26 29 30').toMatchObject({ tax: 3 });
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'late']);
});

test('a household that is refused keeps no other waiting, and the building stays registered', () => {
  const { one, titles } = registered();
  titles[0]!.answer('tax', disagree('契税未缴'));
  titles[1]!.answer('tax', agree).answer('register', agree);
  expect([titles[0]!.status, titles[1]!.status, one.status]).toEqual(['denied', 'granted', 'granted']);
});

test('what is not refused on the spot is accepted: silence of the window costs its own time', () => {
  const city = cityOf([householdTitle]);
  const one = city.receive(householdTitle, { at: '2027-03-24 10:00' });
  city.until('2027-03-25 17:30');
  expect(one.view).toMatchObject({ acceptance: 'deemed', status: 'inReview' });
  expect(one.due('promise'), 'from the day of receipt').toBe('2027-03-25 17:30');
});
