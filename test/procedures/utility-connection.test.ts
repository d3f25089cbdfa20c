import { expect, test } from 'vitest';
import { agree, caseOf, disagree } from '../../domain/testing.ts';
import { guideOf } from '../../domain/procedure/guide/guide.ts';
import { utilityConnection } from '../../workflows/procedures/utility-connection.v1.ts';

const utilities = ['water-utility', 'power-utility', 'gas-utility'] as const;
/** 24 March 2027 is a Wednesday; the three utilities come on Friday. 清明节 is off from Saturday 3 to Monday 5 April. */
const visited = (form = {}) =>
  caseOf(utilityConnection)
    .receive({ at: '2027-03-24 10:00', form })
    .accept()
    .convene('survey', '2027-03-26 09:00', { place: '工业路 3 号' })
    .at('2027-03-26 10:00');
const surveyed = (form = {}) => {
  const one = visited(form);
  for (const utility of utilities) one.answer(`survey:${utility}`, agree);
  return one;
};
const resultOf = (one: ReturnType<typeof surveyed>) => one.events.find(({ type }) => type === 'settled')?.data;

test('one visit for all three, and water, power and gas within 16 working days', () => {
  const one = surveyed();
  expect(one.openSteps).toEqual(['share', 'water', 'gas']);
  one.answer('share', { lapsed: false, receipt: '票-1', paid: 5_000_000 });
  one.at('2027-04-06 10:00').answer('water', {}).answer('gas', {}).answer('power', {});
  expect(resultOf(one)).toMatchObject({ result: 'connected' });
  expect(one.clock('promise')).toMatchObject({ limit: { unit: 'WD', n: 16 }, verdict: 'met' });
});

test('a small enterprise pays nothing up to 160 kilowatts, and a large one what the list says', () => {
  expect(surveyed({ kilowatts: 160 }).openSteps).toEqual(['power', 'water', 'gas']);
  const { fees } = guideOf(utilityConnection, { form: { water: true, gas: true, kilowatts: 1_000 } });
  expect(fees).toMatchObject([{ amount: 20_000_000 }]);
});

test('a gas utility that comes three weeks later breaks the promise and held the days', () => {
  const one = surveyed({ kilowatts: 0, water: false }).at('2027-04-20 10:00').answer('gas', {});
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy['gas-utility']).toBeGreaterThan(10);
});

test('a plan that does not fit is changed by the applicant in their own time', () => {
  const one = visited().answer('survey:gas-utility', disagree('管线间距不足'));
  for (const utility of ['water-utility', 'power-utility'] as const) one.answer(`survey:${utility}`, agree);
  expect([one.openSteps, one.clock('promise').state]).toEqual([['change'], 'paused']);
  expect(one.until('2027-04-27 00:00').view).toMatchObject({ status: 'denied', reasons: [{ text: '管线间距不足' }] });
});

test('who does not pay the share in ten working days gets no power, and the water is there', () => {
  const one = surveyed().answer('water', {}).answer('gas', {}).until('2027-04-13 00:00');
  expect(resultOf(one)).toMatchObject({ result: 'unpaid' });
});
