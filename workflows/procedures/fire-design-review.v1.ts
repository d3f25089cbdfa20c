import { z } from 'zod';
import { procedure, approval, reasonsAgainst, required, special, workingDays } from '../../domain/procedure.ts';
export const fireDesignReview = procedure({
  name: 'fire-design-review', version: 1, title: '建设工程消防设计审查', lead: 'housing-construction',
  form: z.object({ project: z.string() }), example: { project: '三号厂房' },
  materials: { drawings: required('施工图设计文件') },
  // 建设工程消防设计审查验收管理暂行规定: fifteen working days.
  limits: { statutory: workingDays(15), promised: workingDays(3) },
  policies: { acceptance: { within: 'sameVisit' } },
  special: { drawingReview: special('施工图联合审查', { atMost: workingDays(15), basis: '优化营商环境条例 42' }) },
  steps: { review: approval('消防设计审查', { by: 'lead', within: workingDays(3), people: 2, mayPauseFor: ['drawingReview'] }) },
  permits: { fire: '消防设计审查意见' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('fire');
  },
});
