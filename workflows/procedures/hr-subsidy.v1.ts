import { z } from 'zod';
import { procedure, approval, reasonsAgainst, workingDays } from '../../domain/procedure.ts';
export const hrSubsidy = procedure({
  name: 'hr-subsidy', version: 1, title: '吸纳就业补贴申领', lead: 'human-resources', kind: 'payment',
  form: z.object({ employer: z.string(), batch: z.string() }), example: { employer: '乙公司', batch: '2027-03' },
  limits: { statutory: workingDays(20), promised: workingDays(5) },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: { review: approval('补贴资格审核', { by: 'lead', within: workingDays(5) }) },
  permits: { result: '补贴资格确认' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('result');
  },
});
