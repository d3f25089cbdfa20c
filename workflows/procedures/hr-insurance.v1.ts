import { z } from 'zod';
import { procedure, approval, all, workingDays } from '../../domain/procedure.ts';
export const hrInsurance = procedure({
  name: 'hr-insurance', version: 1, title: '职工参保登记', lead: 'human-resources', kind: 'registration',
  form: z.object({ employer: z.string(), batch: z.string() }), example: { employer: '乙公司', batch: '2027-03' },
  limits: { statutory: workingDays(10), promised: workingDays(1) },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: {
    social:  approval('养老、失业、工伤保险登记', { by: 'lead', within: workingDays(1) }),
    medical: approval('医疗保险登记', { by: 'medical-insurance', within: workingDays(1) }),
    fund:    approval('住房公积金登记', { by: 'housing-fund', within: workingDays(1) }),
  },
  permits: { social: '社会保险登记', medical: '医疗保险登记', fund: '住房公积金登记' },
  *run({ steps, grantEach }) {
    return grantEach(yield* all({ social: steps.social(), medical: steps.medical(), fund: steps.fund() }));
  },
});
