import { expect, test } from 'vitest';
import { caseOf } from '../../domain/testing.ts';
import { priceMonitoring } from '../../workflows/procedures/price-monitoring.v1.ts';

/** It begins by itself on every working day; Wednesday 24 March 2027. */
const begun = () => caseOf(priceMonitoring).receive({ at: '2027-03-24 08:30' });
const resultOf = (one: ReturnType<typeof begun>) => one.events.find(({ type }) => type === 'settled')?.data;

test('the prices of the day are reported within four working hours', () => {
  const one = begun();
  expect(one.due('step:collect')).toBe('2027-03-24 14:30');
  one.at('2027-03-24 11:00').answer('collect', { isAbnormal: false, report: '蔬菜价格平稳' });
  expect(resultOf(one)).toMatchObject({ result: 'reported' });
});

test('what is abnormal goes to the deputy head, and to two offices at once where supply is needed', () => {
  const one = begun().answer('collect', { isAbnormal: true, report: '猪肉价格上涨两成' });
  one.answer('weigh', { chose: 'supply', reasons: [{ text: '涨幅超过预警线' }] });
  expect(one.openSteps).toEqual(['supply', 'inspect']);
  one.answer('supply', { measure: '投放储备肉' }).answer('inspect', { finding: '未发现囤积' });
  expect(resultOf(one)).toMatchObject({ result: 'supplied' });
});

test('a report that nobody makes is red the same afternoon, and its unit is written to', () => {
  const one = begun().until('2027-03-24 17:30');
  expect(one.clock('step:collect').colour).toBe('red');
  expect(one.instruments.map(({ instrument, unit }) => `${instrument} ${unit}`)).toContain(
    'L1:step:collect development-reform',
  );
});
