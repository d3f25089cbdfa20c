import { z } from 'zod';
import { procedure, approval, all, per, reasonsAgainst, required, special, workingDays } from '../../domain/procedure.ts';
import { projectKind } from './parts/project-kind.v1.ts';
export const constructionStage = procedure({
  name: 'construction-stage', version: 1, title: '施工许可阶段', lead: 'housing-construction',
  form: z.object({
    project: z.string(), kind: projectKind }), example: { project: '三号厂房', kind: 'social',
  },
  materials: { application: required('施工许可阶段申请表'), drawings: required('施工图设计文件') },
  limits: {
    statutory: workingDays(45),
    promised: per('kind', { government: workingDays(9), social: workingDays(9), industrial: workingDays(4) }),
    extension: { of: 'statutory', by: 'government-head', atMost: workingDays(15), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: 'sameVisit' } },
  special: { drawingReview: special('施工图联合审查', { atMost: workingDays(15), basis: '优化营商环境条例 42' }) },
  steps: {
    fire:    approval('消防设计审查', { by: 'housing-construction', within: workingDays(3), mayPauseFor: ['drawingReview'] }),
    quality: approval('质量安全监督手续', { by: 'quality-supervision', within: workingDays(3) }),
    permit:  approval('施工许可', { by: 'lead', within: workingDays(1), people: 2 }),
  },
  permits: { construction: '建筑工程施工许可证', fire: '消防设计审查意见' },
  *run({ steps, deny, grant }) {
    const against = reasonsAgainst(yield* all({ fire: steps.fire(), quality: steps.quality() }));
    if (against) return deny(against);
    const refused = reasonsAgainst(yield* steps.permit());
    return refused ? deny(refused) : grant('construction', 'fire');
  },
});
