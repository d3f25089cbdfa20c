import { z } from 'zod';
import {
  procedure, approval, decision, task, all, choice, money, reasonsAgainst, required, tolerable, special, workingDays,
} from '../../domain/procedure.ts';
export const feasibilityApproval = procedure({
  name: 'feasibility-approval', version: 1, title: '政府投资项目可行性研究报告审批', lead: 'development-reform',
  form: z.object({ project: z.string(), unit: z.string(), investment: money() }),
  example: { project: '第三小学新建工程', unit: '区教育局', investment: 8_000_000_000 },
  materials: {
    report: required('可行性研究报告'), proposal: required('项目建议书批复'), site: required('用地预审与选址意见书'),
    stability: tolerable('社会稳定风险评估备案', { within: workingDays(3) }),
    energy:    tolerable('节能审查意见', { within: workingDays(3) }),
  },
  limits: {
    statutory: workingDays(20), promised: workingDays(3), formerly: workingDays(5),
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(10), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: workingDays(1) } },
  modes: { tolerant: { credit: 'B' } },
  special: { evaluation: special('委托评估', { atMost: workingDays(30), basis: '企业投资项目核准和备案管理条例 9' }) },
  steps: {
    evaluate: task('委托咨询机构评估', {
      by: 'evaluation-institute', special: 'evaluation',
      result: z.object({ finding: choice({ feasible: '可行', revise: '修改后可行', infeasible: '不可行' }) }),
    }),
    land:      approval('用地意见', { by: 'natural-resources', within: workingDays(1) }),
    funds:     approval('资金意见', { by: 'finance', within: workingDays(1) }),
    ecology:   approval('生态环境意见', { by: 'ecology', within: workingDays(1) }),
    review:    approval('审查', { by: 'lead', within: workingDays(1), people: 2 }),
    reply: decision('批复', {
      by: 'lead', post: 'principal', within: workingDays(1), of: ['approve', 'refuse'], titles: { approve: '批准', refuse: '不予批准' },
    }),
  },
  permits: { reply: '可行性研究报告批复' },
  *run({ steps, grant, deny }) {
    const { finding } = yield* steps.evaluate();
    if (finding === 'infeasible') return deny([{ text: '评估结论为不可行' }]);
    const opinions = yield* all({ land: steps.land(), funds: steps.funds(), ecology: steps.ecology() });
    const against = reasonsAgainst({ ...opinions, review: yield* steps.review() });
    const reply = yield* steps.reply(against && { about: against });
    return reply.chose === 'approve' ? grant('reply') : deny(against ?? reply.reasons);
  },
});
