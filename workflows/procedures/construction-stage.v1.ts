import { z } from 'zod';
import { procedure, approval, child, all, granted, per, reasonsAgainst, required, tolerable, workingDays } from '../../domain/procedure.ts';
import { fireDesignReview } from './fire-design-review.v1.ts';
import { projectKind } from './parts/project-kind.v1.ts';
export const constructionStage = procedure({
  name: 'construction-stage', version: 1, title: '施工许可阶段', lead: 'housing-construction',
  form: z.object({ project: z.string(), kind: projectKind }), example: { project: '三号厂房', kind: 'social' },
  materials: {
    application: required('施工许可阶段申请表'), drawings: required('施工图设计文件'),
    insurance: tolerable('工伤保险参保证明', { within: workingDays(2) }),
  },
  limits: {
    statutory: workingDays(45),
    promised: per('kind', { government: workingDays(9), social: workingDays(9), industrial: workingDays(4) }),
    extension: { of: 'statutory', by: 'government-head', atMost: workingDays(15), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: {
    // A permit of its own with its own clock and document: it gets the drawings from here, and nobody hands them in twice.
    fire:    child(fireDesignReview, { opens: 'received' }),
    quality: approval('质量安全监督手续', { by: 'quality-supervision', within: workingDays(3) }),
    permit:  approval('施工许可', { by: 'lead', within: workingDays(1), people: 2 }),
  },
  permits: { construction: '建筑工程施工许可证' },
  *run({ form: { project }, steps, deny, grant }) {
    const { fire, quality } = yield* all({ fire: steps.fire({ form: { project } }), quality: steps.quality() });
    if (!granted(fire)) return deny('reasons' in fire ? fire.reasons : [{ text: '消防设计审查未办成' }]);
    const against = reasonsAgainst(quality) ?? reasonsAgainst(yield* steps.permit());
    return against ? deny(against) : grant('construction');
  },
});
