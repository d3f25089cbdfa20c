import { expect, test } from 'vitest';
import { caseOf } from '../../domain/testing.ts';
import { monthEndSweep } from '../../workflows/procedures/month-end-sweep.v1.ts';

/** The schedule begins it on Wednesday 31 March 2027; 清明节 is off from Saturday 3 to Monday 5 April. */
const begun = () => caseOf(monthEndSweep).receive({ at: '2027-03-31 09:00' });
const left = { isEmpty: false, list: 'WT-7' };

test('an empty pool is zero at the end of the month', () => {
  const one = begun().answer('count', { isEmpty: true, list: '' });
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'zero' });
});

test('what is left over is pressed for five days, and then the government hears it', () => {
  const one = begun().answer('count', left);
  expect(one.due('step:press'), 'Apr 1 2 6 7 8').toBe('2027-04-08 17:30');
  one.at('2027-04-08 10:00').answer('press', left);
  one.answer('hear', { chose: 'carried', reasons: [{ text: '管网改造需跨月' }] });
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'carried' });
});

test('nobody counts the pool: the step is red on the next working day, and its unit is written to', () => {
  const one = begun().until('2027-04-01 17:30');
  expect(one.instruments.map(({ instrument }) => instrument)).toContain('L1:step:count');
});
