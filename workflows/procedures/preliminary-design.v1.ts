import { z } from 'zod';
import {
  procedure, approval, decision, task, all, choice, money, reasonsAgainst, required, tolerable, silenceAgrees, special, workingDays,
} from '../../domain/procedure.ts';
const silence = silenceAgrees('并联审批办法（逾期未答复视为同意，试点）');
export const preliminaryDesign = procedure({
  name: 'preliminary-design', version: 1, title: '政府投资项目初步设计审批', lead: 'housing-construction',
  form: z.object({ project: z.string(), estimate: money() }),
  example: { project: '第三小学新建工程', estimate: 7_600_000_000 },
  materials: {
    design: required('初步设计文件'), estimate: required('概算书'),
    feasibility: required('可行性研究报告批复', { source: 'shared-catalogue' }),
    survey: tolerable('勘察报告摘要', { within: workingDays(5) }),
  },
  limits: {
    statutory: workingDays(20), promised: workingDays(5), formerly: workingDays(10),
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(10), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: workingDays(1) } },
  modes: { tolerant: {} },
  special: { expertReview: special('专家评审', { atMost: workingDays(15), basis: '行政许可法 45' }) },
  steps: {
    experts: task('专家评审会', {
      by: 'expert-panel', special: 'expertReview',
      result: z.object({ conclusion: choice({ passed: '通过', passedWithChanges: '修改后通过', failed: '不通过' }) }),
    }),
    fire:         approval('消防意见', { by: 'fire-rescue', within: workingDays(3), silence }),
    civilDefence: approval('人防意见', { by: 'civil-defence', within: workingDays(3), silence }),
    meteorology:  approval('防雷意见', { by: 'meteorology', within: workingDays(3), silence }),
    water:        approval('水土保持意见', { by: 'water', within: workingDays(3), silence }),
    decide: decision('牵头单位决定', {
      by: 'lead', post: 'principal', within: workingDays(2), of: ['approve', 'refuse'], titles: { approve: '批准', refuse: '不予批准' },
    }),
  },
  permits: { design: '初步设计批复' },
  *run({ steps, grant, deny }) {
    const { experts, ...opinions } = yield* all({
      experts: steps.experts(), fire: steps.fire(), civilDefence: steps.civilDefence(),
      meteorology: steps.meteorology(), water: steps.water(),
    });
    if (experts.conclusion === 'failed') return deny([{ text: '专家评审未通过' }]);
    const against = reasonsAgainst(opinions);
    const decided = yield* steps.decide(against && { about: against });
    return decided.chose === 'approve' ? grant('design') : deny(against ?? decided.reasons);
  },
});
