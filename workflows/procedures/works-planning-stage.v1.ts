import { z } from 'zod';
import { procedure, approval, decision, all, per, reasonsAgainst, required, tolerable, workingDays } from '../../domain/procedure.ts';
import { projectKind } from './parts/project-kind.v1.ts';
export const worksPlanningStage = procedure({
  name: 'works-planning-stage', version: 1, title: '工程建设许可阶段', lead: 'natural-resources',
  form: z.object({ project: z.string(), kind: projectKind }), example: { project: '三号厂房', kind: 'social' },
  materials: {
    application: required('工程建设许可阶段申请表'), design: required('设计方案'),
    model: tolerable('方案三维模型', { within: workingDays(3) }),
  },
  limits: {
    statutory: workingDays(45),
    promised: per('kind', { government: workingDays(20), social: workingDays(20), industrial: workingDays(7) }),
    extension: { of: 'statutory', by: 'government-head', atMost: workingDays(15), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: {
    civilDefence: approval('人防意见', { by: 'civil-defence', within: workingDays(4) }),
    heritage:     approval('文物考古意见', { by: 'culture', within: workingDays(4), satisfiedBy: '区域评估成果' }),
    water:        approval('水土保持意见', { by: 'water', within: workingDays(4), satisfiedBy: '区域评估成果' }),
    decide: decision('规划许可决定', {
      by: 'lead', post: 'deputy-head', within: workingDays(2), of: ['approve', 'refuse'], titles: { approve: '准予', refuse: '不予' },
    }),
  },
  permits: { works: '建设工程规划许可证' },
  *run({ steps, deny, grant }) {
    const against = reasonsAgainst(yield* all({ civilDefence: steps.civilDefence(), heritage: steps.heritage(), water: steps.water() }));
    const decided = yield* steps.decide(against && { about: against });
    return decided.chose === 'approve' ? grant('works') : deny(against ?? decided.reasons);
  },
});
