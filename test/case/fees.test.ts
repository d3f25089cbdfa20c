import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  approval,
  atLeast,
  both,
  fee,
  is,
  money,
  procedure,
  reasonsAgainst,
  workingDays,
} from '../../domain/procedure.ts';
import type { Condition } from '../../domain/procedure/language/condition.ts';
import type { Charge } from '../../domain/procedure/language/money.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { agree, applicant, caseOf, officer } from '../../domain/testing.ts';
import { jsonSchemaOf } from '../../api/form/json-schema.ts';
import { fieldOf, scalarNames } from '../../api/form/shape.ts';
import { refusal } from './refusal.ts';

const lead = 'market-regulation';
const day = workingDays(1);
const certificate = (amount = 5_000, basis = '发改价格〔2020〕1号') =>
  procedure({
    name: 'certificate',
    version: 1,
    title: '试验',
    lead,
    form: z.object({ investment: money() }),
    example: { investment: 3_000_000_000 },
    steps: {
      look: approval('审核', { by: lead, within: day }),
      pay: fee('工本费', { amount, basis, within: workingDays(5) }),
    },
    permits: { licence: '许可证' },
    *run({ steps, grant, deny }) {
      const answer = yield* steps.look();
      if (answer.answer === 'disagree') return deny(answer.reasons);
      const paid = yield* steps.pay();
      return paid.lapsed ? deny([{ text: '未缴费' }]) : grant('licence');
    },
  });
/** A fee by the form: from 10 billion fen one amount, below another. */
const byInvestment = (amount: readonly Charge<Condition | undefined>[]) =>
  procedure({
    name: 'permit-by-size',
    version: 1,
    title: '试验',
    lead,
    form: z.object({ investment: money(), isSmall: z.boolean() }),
    example: { investment: 3_000_000_000, isSmall: false },
    steps: {
      look: approval('审核', { by: lead, within: day }),
      pay: fee('登记费', { amount: amount as never, basis: '发改价格〔2020〕1号', within: workingDays(5) }),
    },
    permits: { licence: '许可证' },
    *run({ steps, grant, deny }) {
      const against = reasonsAgainst(yield* steps.look());
      if (against) return deny(against);
      return (yield* steps.pay()).lapsed ? deny([{ text: '未缴费' }]) : grant('licence');
    },
  });
const table = [
  { when: both(atLeast('investment', 10_000_000_000), is('isSmall', false)), amount: 50_000 },
  { when: is('isSmall'), amount: 100 },
  { amount: 8_000 },
] as const;

test.each([
  [{ investment: 10_000_000_000, isSmall: false }, 50_000],
  [{ investment: 9_999_999_999, isSmall: false }, 8_000],
  [{ investment: 10_000_000_000, isSmall: true }, 100],
])('a fee by the form %o is exactly %i fen', (form, amount) => {
  const of = byInvestment(table);
  expect(check(of)).toEqual([]);
  const one = caseOf(of).receive({ form }).accept().answer('look', agree);
  for (const other of [50_000, 8_000, 100].filter(each => each !== amount))
    expect(refusal(() => one.act(applicant, paying(other)))).toBe('step.invalid');
  expect(one.act(applicant, paying(amount)).view.status).toBe('granted');
});

test('a table of amounts without a last row for every other form does not load', () => {
  expect(() => byInvestment(table.slice(0, 2))).toThrow('steps.pay.amount');
  expect(() => byInvestment([table[2], table[1]])).toThrow('steps.pay.amount');
});

const asked = () => caseOf(certificate()).receive({ at: '2027-03-24 10:00' }).accept().answer('look', agree);
const paying = (paid: number, receipt = '票-1') =>
  ({ type: 'answer', step: 'pay', answer: { lapsed: false, paid, receipt } }) as const;

test('a fee ends with its receipt and the whole amount, paid by the applicant alone', () => {
  expect(check(certificate())).toEqual([]);
  expect(refusal(() => asked().act(applicant, paying(4_999)))).toBe('step.invalid');
  expect(refusal(() => asked().act(applicant, paying(5_000, ' ')))).toBe('step.invalid');
  expect(refusal(() => asked().act(officer(lead), paying(5_000)))).toBe('actor.wrongRole');
  const one = asked().act(applicant, paying(5_000));
  expect(one.view).toMatchObject({ status: 'granted' });
  expect(one.view.steps.find(({ step }) => step === 'pay')?.outcome).toMatchObject({ receipt: '票-1', paid: 5_000 });
});

test('a fee that nobody pays lapses, and the flow goes on', () => {
  expect(asked().until('2027-04-30 00:00').view).toMatchObject({ status: 'denied', reasons: [{ text: '未缴费' }] });
});

test('a fee of nothing, of parts of a fen, or without what allows it does not load', () => {
  expect(() => certificate(0)).toThrow('steps.pay.amount');
  expect(() => certificate(0.5)).toThrow('steps.pay.amount');
  expect(() => certificate(100, ' ')).toThrow('steps.pay.basis');
});

test('an amount is whole fen beyond what GraphQL calls Int, and has a scalar of its own', () => {
  const one = caseOf(certificate()).receive({ at: '2027-03-24 10:00' });
  expect(one.view.form).toEqual({ investment: 3_000_000_000 });
  for (const investment of [-1, 0.5, 9_007_199_254_740_992])
    expect(refusal(() => caseOf(certificate()).receive({ form: { investment } }))).toBe('form.invalid');
  const { shape } = fieldOf(money().optional(), 'form.investment');
  expect(shape).toEqual({ is: 'money' });
  expect(scalarNames.money).toBe('Fen');
  expect(jsonSchemaOf(z.object({ investment: money() }))).toMatchObject({
    properties: { investment: { type: 'integer', 'x-money': 'fen' } },
  });
});
