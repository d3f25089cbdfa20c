import { expect, test } from 'vitest';
import { agree, caseOf } from '../../domain/testing.ts';
import { equityTransferTax } from '../../workflows/procedures/equity-transfer-tax.v1.ts';

/** 24 March 2027 is a Wednesday. */
const assessed = () =>
  caseOf(equityTransferTax).receive({ at: '2027-03-24 10:00' }).accept().answer('assess', { tax: 1_000_000 });

test('assessed, paid and cleared in 1 working day of the office, whatever the taxpayer takes', () => {
  const one = assessed();
  expect([one.openSteps, one.clock('promise').state]).toEqual([['pay'], 'paused']);
  one.at('2027-03-30 10:00').answer('pay', { lapsed: false, receipt: 'SP-1' }).answer('clear', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['granted', 'met']);
});

test('who does not pay in fifteen working days gets no clearance', () => {
  expect(assessed().until('2027-04-17 00:00').status, '25 … 31(5) Apr 1 2 6 … 9(11) 12 … 15(15)').toBe('denied');
});
