import { z } from 'zod';
import {
  procedure, approval, applicant, effect, task, money, publicNotice, reasonsAgainst, reasonsUpheld, required, calendarDays, onDate,
  workingDays,
} from '../../domain/procedure.ts';
export const benefitAuto = procedure({
  name: 'benefit-auto', version: 1, title: '惠企政策免申即享', lead: 'data-bureau', kind: 'payment',
  form: z.object({ policy: z.string(), account: z.string(), amount: money(), payBy: z.iso.date() }),
  example: { policy: '稳岗返还', account: '乙公司基本账户', amount: 1_200_000, payBy: '2027-06-30' },
  materials: {
    registration: required('企业登记信息', { source: 'enterprise-register' }),
    insured: required('参保缴费信息', { source: 'shared-catalogue' }),
  },
  // 6月底前实现有补助对象的政策100%落地: a policy is due on a date, not after so many days.
  limits: { statutory: 'none', promised: onDate('payBy') },
  modes: { noApplication: { consent: 'consent' }, applyAndEnjoy: { consent: 'consent' } },
  steps: {
    consent:   applicant('一键确认', { within: calendarDays(30) }),
    look:      approval('数据比对核实', { by: 'lead', within: workingDays(2) }),
    notice:    publicNotice('拟享受名单公示', { lasts: calendarDays(5), objection: 'lead', answered: workingDays(2) }),
    pay: effect('拨付', {
      calls: 'payment', by: 'finance', takes: z.object({ payee: z.string(), fen: z.int() }),
      result: z.object({ number: z.string() }), within: workingDays(5),
    }),
    payByHand: task('人工拨付', { by: 'finance', within: workingDays(5), people: 2, result: z.object({ receipt: z.string() }) }),
  },
  results: { paid: '已拨付', declined: '放弃享受' },
  *run({ form, steps, deny, settle }) {
    if ((yield* steps.consent()).lapsed) return settle('declined');
    const against = reasonsAgainst(yield* steps.look());
    if (against) return deny(against);
    const upheld = reasonsUpheld((yield* steps.notice()).objections);
    if (upheld) return deny(upheld);
    const paid = yield* steps.pay({ input: { payee: form.account, fen: form.amount } });
    if (paid.lapsed) yield* steps.payByHand();
    return settle('paid');
  },
});
