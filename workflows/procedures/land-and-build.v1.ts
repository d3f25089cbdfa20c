import { z } from 'zod';
import {
  procedure, approval, applicant, event, all, later, personal, reasonsAgainst, required, months, workingDays,
} from '../../domain/procedure.ts';
export const landAndBuild = procedure({
  name: 'land-and-build', version: 1, title: '拿地即开工', lead: 'development-reform',
  form: z.object({ project: z.string(), parcel: z.string(), contact: personal(z.string()) }),
  example: { project: '五号标准厂房', parcel: '工 2027-3', contact: '联系人' },
  materials: { intent: required('投资意向协议'), plan: required('设计方案'), landContract: later('国有建设用地使用权出让合同') },
  limits: { statutory: workingDays(20), promised: workingDays(6) },
  policies: { acceptance: { within: workingDays(1) } },
  modes: {
    assisted: {},
    commitment: { covers: ['civilDefence'], verify: 'check', fix: 'mend', revokes: ['civilDefence'], basis: '优化营商环境条例 19' },
  },
  steps: {
    planning:     approval('规划方案模拟审查', { by: 'natural-resources', within: workingDays(5) }),
    construction: approval('施工许可模拟审查', { by: 'housing-construction', within: workingDays(5) }),
    ecology:      approval('环境影响模拟审查', { by: 'ecology', within: workingDays(5), satisfiedBy: '区域评估成果' }),
    civilDefence: approval('人防模拟审查', { by: 'civil-defence', within: workingDays(5) }),
    landSigned:   event('土地出让合同签订', { from: 'natural-resources', expires: months(6), gives: ['landContract'] }),
    convert:      approval('模拟审批转正式审批', { by: 'lead', within: workingDays(1) }),
    check:        approval('人防承诺核查', { by: 'civil-defence', within: workingDays(20), people: 2 }),
    mend:         applicant('限期整改', { within: months(1) }),
  },
  permits: { planning: '建设工程规划许可证', construction: '建筑工程施工许可证', ecology: '环境影响评价批复', civilDefence: '人防工程审查意见' },
  *run({ steps, grantEach, deny }) {
    const drafts = yield* all({
      planning: steps.planning(), construction: steps.construction(), ecology: steps.ecology(), civilDefence: steps.civilDefence(),
    });
    const against = reasonsAgainst(drafts);
    if (against) return deny(against);
    // Until the land is theirs the reviews are drafts, and the time is nobody's: after six months they are void.
    const signed = yield* steps.landSigned();
    if (signed.lapsed) return deny([{ text: '六个月内未取得土地，模拟审批结果失效' }]);
    const changed = reasonsAgainst(yield* steps.convert());
    return changed ? deny(changed) : grantEach(drafts);
  },
});
