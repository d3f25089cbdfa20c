import { z } from 'zod';
import { procedure, approval, task, reasonsAgainst, required, halfDays, workingDays } from '../../domain/procedure.ts';
export const tractorRegistration = procedure({
  name: 'tractor-registration', version: 1, title: '拖拉机入户', lead: 'agriculture', kind: 'registration',
  form: z.object({ model: z.string(), engine: z.string() }), example: { model: '东方红 LX904', engine: 'YD-0000001' },
  materials: {
    origin: required('来历证明'), quality: required('出厂合格证明'), insured: required('交强险凭证', { source: 'shared-catalogue' }),
  },
  // 农业机械安全监督管理条例 21: two working days.
  limits: { statutory: workingDays(2), promised: workingDays(1) },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: {
    inspect: task('安全技术检验', { by: 'lead', within: halfDays(1), people: 2, result: z.object({ isFit: z.boolean() }) }),
    review:  approval('登记审查', { by: 'lead', within: halfDays(1) }),
  },
  permits: { plate: '拖拉机号牌和行驶证' },
  *run({ steps, grant, deny }) {
    if (!(yield* steps.inspect()).isFit) return deny([{ text: '安全技术检验不合格' }]);
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('plate');
  },
});
