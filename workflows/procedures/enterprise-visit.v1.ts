import { z } from 'zod';
import { procedure, task, applicant, approval, effect, choice, reasonsAgainst, workingDays } from '../../domain/procedure.ts';
export const enterpriseVisit = procedure({
  name: 'enterprise-visit', version: 1, title: '访企赋码管理', lead: 'business-environment-office',
  intake: { by: 'order', from: ['business-environment-office'] },
  form: z.object({ enterprise: z.string(), month: z.string().regex(/^20\d\d-\d\d$/), purpose: choice({ service: '服务走访', check: '行政检查' }) }),
  example: { enterprise: '乙公司', month: '2027-03', purpose: 'service' },
  steps: {
    book:    approval('访企预约审核', { by: 'lead', within: workingDays(1) }),
    // No code, no visit: the register gives an enterprise one code a month.
    code:    effect('赋码', {
      calls: 'visit-code', within: workingDays(1),
      takes: z.object({ enterprise: z.string(), month: z.string() }), result: z.object({ isAllowed: z.boolean(), code: z.string() }),
    }),
    visit:   task('入企走访', { by: 'lead', within: workingDays(10), people: 2, result: z.object({ record: z.string() }) }),
    rate:    applicant('企业评价', { within: workingDays(5), result: z.object({ grade: choice({ good: '好', fair: '一般', poor: '差' }) }) }),
    publish: task('结果公开', { by: 'lead', within: workingDays(3) }),
  },
  results: { visited: '已走访公开', refused: '未予准入', capped: '超过当月频次' },
  *run({ form, steps, settle }) {
    const against = reasonsAgainst(yield* steps.book());
    if (against) return settle('refused', against);
    const code = yield* steps.code({ input: { enterprise: form.enterprise, month: form.month } });
    if (code.lapsed || !code.isAllowed) return settle('capped');
    yield* steps.visit();
    yield* steps.rate();
    yield* steps.publish();
    return settle('visited');
  },
});
