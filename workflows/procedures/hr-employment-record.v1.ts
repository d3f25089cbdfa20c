import { z } from 'zod';
import { procedure, approval, reasonsAgainst, workingDays } from '../../domain/procedure.ts';
export const hrEmploymentRecord = procedure({
  name: 'hr-employment-record', version: 1, title: '就业登记', lead: 'human-resources', kind: 'registration',
  form: z.object({ employer: z.string(), batch: z.string() }), example: { employer: '乙公司', batch: '2027-03' },
  limits: { statutory: workingDays(10), promised: workingDays(1) },
  policies: { acceptance: { within: 'sameVisit' } },
  modes: { onTheSpot: {} },
  steps: { review: approval('就业登记核对', { by: 'lead', within: workingDays(1) }) },
  permits: { result: '就业登记凭证' },
  *run({ modes, steps, grant, deny }) {
    if (modes.onTheSpot) return grant('result');
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('result');
  },
});
