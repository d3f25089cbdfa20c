import { z } from 'zod';
import {
  procedure, applicant, fee, task, choice, draw, is, per, required, workingDays,
} from '../../domain/procedure.ts';
export const intermediaryService = procedure({
  name: 'intermediary-service', version: 1, title: '行政审批中介服务', lead: 'service-authority', kind: 'service',
  // 清单之外无服务、无收费: the list is the field, the price the table of the fee. Nothing else can be asked or charged.
  form: z.object({
    project: z.string(), service: choice({ survey: '工程测绘', energy: '节能报告编制', environment: '环境影响报告编制' }).meta({ title: '中介服务事项' }),
  }),
  example: { project: '三号厂房', service: 'survey' },
  materials: { brief: required('委托需求书') },
  limits: {
    statutory: 'none',
    promised: per('service', { survey: workingDays(15), energy: workingDays(20), environment: workingDays(30) }),
  },
  policies: { acceptance: { within: workingDays(1) } },
  steps: {
    offer:   task('公布报名机构和随机种子', {
      by: 'resource-trading', within: workingDays(3), result: z.object({ agencies: z.array(z.string().min(1)).min(1), seed: z.string().min(1) }),
    }),
    pay:     fee('中介服务费', {
      amount: [{ when: is('service', 'survey'), amount: 300_000 }, { when: is('service', 'energy'), amount: 500_000 }, { amount: 800_000 }],
      basis: '行政审批中介服务事项清单', within: workingDays(5),
    }),
    deliver: task('出具成果', {
      by: 'evaluation-institute', within: per('service', { survey: workingDays(10), energy: workingDays(15), environment: workingDays(25) }),
      result: z.object({ document: z.string() }),
    }),
    score:   applicant('业主评分', { within: workingDays(10), result: z.object({ score: z.int().min(0).max(100), remark: z.string() }) }),
    enter:   task('计入年度测评', { by: 'resource-trading', within: workingDays(2) }),
  },
  results: { delivered: '已出具成果', unpaid: '逾期未缴费，终止服务' },
  *run({ steps, settle }) {
    const { agencies, seed } = yield* steps.offer();
    const [chosen] = draw(agencies, { seed, count: 1 });
    if ((yield* steps.pay({ about: [{ text: `中选机构：${chosen}` }] })).lapsed) return settle('unpaid');
    yield* steps.deliver({ about: [{ text: `中选机构：${chosen}` }] });
    return settle('delivered');
  },
  *afterwards({ ending, steps, closed }) {
    if (ending.end !== 'settled' || ending.result !== 'delivered') return closed();
    const scored = yield* steps.score();
    if (!scored.lapsed) yield* steps.enter({ about: [{ text: `评分 ${scored.score}` }] });
    return closed();
  },
});
