import { z } from 'zod';
import { procedure, approval, personal, reasonsAgainst, required, workingDays } from '../../domain/procedure.ts';
export const marriageRegistration = procedure({
  name: 'marriage-registration', version: 1, title: '婚姻登记', lead: 'civil-affairs', kind: 'registration',
  form: z.object({ couple: personal(z.array(z.string()).length(2)) }), example: { couple: ['张某', '李某'] },
  materials: { identities: required('双方身份证件'), statements: required('无配偶且无近亲属关系的签字声明') },
  limits: { statutory: workingDays(1), promised: workingDays(1) },
  policies: { acceptance: { within: 'sameVisit' }, delivery: { within: workingDays(1) } },
  modes: { onTheSpot: {}, crossRegion: {} },
  steps: { review: approval('登记审查', { by: 'lead', within: workingDays(1), people: 2 }) },
  permits: { certificate: '结婚证' },
  *run({ modes, steps, grant, deny }) {
    if (modes.onTheSpot) return grant('certificate');
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('certificate');
  },
});
