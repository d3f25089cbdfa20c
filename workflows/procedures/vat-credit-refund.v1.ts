import { z } from 'zod';
import {
  procedure, approval, effect, task, choice, money, personal, reasonsAgainst, required, halfDays, workingDays,
} from '../../domain/procedure.ts';
export const vatCreditRefund = procedure({
  name: 'vat-credit-refund', version: 1, title: '增值税留抵退税', lead: 'tax', kind: 'payment',
  form: z.object({ period: z.string(), amount: money(), account: personal(z.string()) }),
  example: { period: '2027-02', amount: 35_000_000, account: '6222000000000000' },
  materials: {
    returns: required('增值税申报数据', { source: 'shared-catalogue' }),
    invoices: required('进项发票数据', { source: 'shared-catalogue' }),
  },
  limits: { statutory: workingDays(10), promised: halfDays(1) },
  policies: { acceptance: { within: 'sameVisit' } },
  modes: { instantAuto: {}, fastLane: {} },
  milestones: { reviewed: halfDays(1) },
  steps: {
    risk: effect('风险扫描', {
      calls: 'credit-grade', takes: z.object({ party: z.string() }),
      result: z.object({ grade: choice({ A: 'A 级', B: 'B 级', C: 'C 级', D: 'D 级', none: '未评级' }) }), within: halfDays(1),
    }),
    review:    approval('退税审核', { by: 'lead', until: 'reviewed', people: 2 }),
    pay: effect('国库退付', {
      calls: 'payment', by: 'treasury', takes: z.object({ payee: personal(z.string()), fen: z.int() }),
      result: z.object({ number: z.string() }), within: workingDays(2),
    }),
    payByHand: task('人工退付', { by: 'treasury', within: workingDays(3), people: 2, result: z.object({ receipt: z.string() }) }),
  },
  results: { approved: '准予退税' },
  *run({ applicant, modes, steps, reached, settle, deny }) {
    if (modes.instantAuto) {
      const risk = yield* steps.risk({ input: { party: applicant } });
      const isLow = !risk.lapsed && (risk.grade === 'A' || risk.grade === 'B');
      if (isLow) reached('reviewed');
      if (isLow) return settle('approved');
    }
    const against = reasonsAgainst(yield* steps.review());
    reached('reviewed');
    return against ? deny(against) : settle('approved');
  },
  *afterwards({ form, steps, closed }) {
    const paid = yield* steps.pay({ input: { payee: form.account, fen: form.amount } });
    if (paid.lapsed) yield* steps.payByHand();
    return closed();
  },
});
