import { z } from 'zod';
import { procedure, approval, all, per, reasonsAgainst, required, tolerable, workingDays } from '../../domain/procedure.ts';
import { projectKind } from './parts/project-kind.v1.ts';
export const landPlanningStage = procedure({
  name: 'land-planning-stage', version: 1, title: '立项用地规划许可阶段', lead: 'natural-resources',
  form: z.object({ project: z.string(), kind: projectKind }), example: { project: '三号厂房', kind: 'social' },
  materials: {
    application: required('立项用地规划许可阶段申请表'), site: required('选址论证材料'),
    stability: tolerable('社会稳定风险评估备案', { within: workingDays(3) }),
  },
  limits: {
    statutory: workingDays(45),
    promised: per('kind', { government: workingDays(15), social: workingDays(10), industrial: workingDays(5) }),
    extension: { of: 'statutory', by: 'government-head', atMost: workingDays(15), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: {
    project: approval('项目立项', { by: 'development-reform', within: workingDays(3) }),
    land:    approval('建设用地规划许可', { by: 'lead', within: workingDays(4) }),
    ecology: approval('环境影响评价', { by: 'ecology', within: workingDays(4), satisfiedBy: '区域评估成果' }),
  },
  permits: { project: '项目立项批复', land: '建设用地规划许可证', ecology: '环境影响评价批复' },
  *run({ steps, deny, grantEach }) {
    const answers = yield* all({ project: steps.project(), land: steps.land(), ecology: steps.ecology() });
    const against = reasonsAgainst(answers);
    return against ? deny(against) : grantEach(answers);
  },
});
