import { z } from 'zod';
import { procedure, approval, reasonsAgainst, workingDays } from '../../domain/procedure.ts';
export const hrContractFiling = procedure({
  name: 'hr-contract-filing', version: 1, title: '劳动合同备案', lead: 'human-resources', kind: 'filing',
  form: z.object({ employer: z.string(), batch: z.string() }), example: { employer: '乙公司', batch: '2027-03' },
  limits: { statutory: workingDays(10), promised: workingDays(3) },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: { review: approval('劳动合同备案审查', { by: 'lead', within: workingDays(3) }) },
  permits: { result: '劳动合同备案证明' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('result');
  },
});
