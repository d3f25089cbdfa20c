import { z } from 'zod';
import {
  procedure, approval, applicant, effect, task, choice, each, money, personal, reasonsAgainst, required, halfDays, workingDays,
} from '../../domain/procedure.ts';
const informed = ['natural-resources', 'ecology', 'housing-construction'] as const;
export const investmentFiling = procedure({
  name: 'investment-filing', version: 1, title: '企业投资项目备案', lead: 'development-reform', kind: 'filing',
  form: z.object({
    project: z.string(), place: z.string(), scale: z.string(), content: z.string(), investment: money(),
    policy: choice({ conforms: '符合产业政策，属于备案范围', unsure: '不能确定是否属于备案范围' }),
    contact: personal(z.string()),
  }),
  example: {
    project: '年产一万套阀门项目', place: '工业路 3 号', scale: '厂房五千平方米', content: '新建厂房和生产线',
    investment: 3_000_000_000, policy: 'conforms', contact: '联系人',
  },
  materials: { licence: required('企业营业执照', { source: 'enterprise-register' }) },
  // 条例 13: on file from the receipt of the four items of information; the certificate is a printout of it.
  limits: { statutory: workingDays(3), promised: workingDays(1), formerly: workingDays(3) },
  policies: { acceptance: { within: 'sameVisit' }, effectiveFrom: 'receipt' },
  modes: { instantAuto: {} },
  steps: {
    review:     approval('备案信息核对', { by: 'lead', within: halfDays(1) }),
    push: effect('推送备案信息', {
      calls: 'notify-office', takes: z.object({ to: z.string(), about: z.string() }),
      result: z.object({ number: z.string() }), within: workingDays(1),
    }),
    pushByHand: task('人工推送备案信息', { by: 'lead', within: workingDays(1) }),
    inspect:    approval('备案后核查', { by: 'lead', within: workingDays(20) }),
    correct:    applicant('纠正备案信息或者申请核准', { within: workingDays(15) }),
    reinspect:  approval('纠正后核查', { by: 'lead', within: workingDays(5) }),
  },
  permits: { filing: '企业投资项目备案证明' },
  *run({ form, modes, steps, grant, deny }) {
    if (modes.instantAuto && form.policy === 'conforms') return grant('filing');
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('filing');
  },
  *afterwards({ form, steps, closed, revoke }) {
    yield* each(informed, unit => unit, function* (unit) {
      const pushed = yield* steps.push({ input: { to: unit, about: form.project } });
      if (pushed.lapsed) yield* steps.pushByHand();
    });
    const found = reasonsAgainst(yield* steps.inspect());
    if (!found) return closed();
    // 条例 15: prohibited, or in need of an approval: told at once, put right or taken back.
    if ((yield* steps.correct({ about: found })).lapsed) return revoke(['filing'], found);
    const still = reasonsAgainst(yield* steps.reinspect());
    return still ? revoke(['filing'], still) : closed();
  },
});
