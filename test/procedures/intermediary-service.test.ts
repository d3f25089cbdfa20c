import { expect, test } from 'vitest';
import { draw } from '../../domain/procedure.ts';
import { caseOf } from '../../domain/testing.ts';
import { guideOf } from '../../domain/procedure/guide/guide.ts';
import { intermediaryService } from '../../workflows/procedures/intermediary-service.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const agencies = ['甲测绘公司', '乙测绘公司', '丙测绘公司'];
const offered = () =>
  caseOf(intermediaryService)
    .receive({ at: '2027-03-24 10:00' })
    .accept()
    .answer('offer', { agencies, seed: '2027033' });
const delivered = () =>
  offered()
    .answer('pay', { lapsed: false, receipt: 'PJ-1', paid: 300_000 })
    .answer('deliver', { document: 'CH-2027-1' });

test('the agency is drawn by lot, paid the price of the list, delivers in ten days and is scored', () => {
  const one = offered();
  expect(draw(agencies, { seed: '2027033', count: 1 })).toHaveLength(1);
  one.answer('pay', { lapsed: false, receipt: 'PJ-1', paid: 300_000 });
  expect(one.due('step:deliver'), '25 26 29 30 31 Apr 1 2 6 7 8').toBe('2027-04-08 17:30');
  one.answer('deliver', { document: 'CH-2027-1' });
  expect([one.status, one.clock('promise').verdict, one.openSteps]).toEqual(['settled', 'met', ['score']]);
  one.answer('score', { lapsed: false, score: 92, remark: '及时' });
  expect(one.openSteps).toEqual(['enter']);
});

test('nothing but the price of the list is paid; whoever does not pay in five working days gets no service', () => {
  const one = offered();
  expect(() => one.answer('pay', { lapsed: false, receipt: 'PJ-1', paid: 1 as never })).toThrow(/paid/);
  expect(one.lapse().events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'unpaid' });
});

test('who scores nothing in ten working days leaves the yearly score as it is', () => {
  expect(delivered().until('2027-04-12 10:00').openSteps).toEqual([]);
});

test('an agency that delivers in May breaks the promise of 15 working days and held the days', () => {
  const one = offered().answer('pay', { lapsed: false, receipt: 'PJ-1', paid: 300_000 });
  one.at('2027-05-10 10:00').answer('deliver', { document: 'CH-2027-1' });
  expect(one.clock('promise').verdict).toBe('late');
  expect(one.heldBy['evaluation-institute']).toBeGreaterThan(15);
});

test('another service of the list has another price, and the guide tells it with the answer', () => {
  const { follows } = guideOf(intermediaryService);
  expect(follows.map(({ answer, amounts }) => [answer, amounts])).toEqual([
    [{ field: 'service', values: ['survey'] }, {}],
    [{ field: 'service', values: ['energy'] }, { pay: 500_000 }],
    [{ field: 'service', values: ['environment'] }, { pay: 800_000 }],
  ]);
});
