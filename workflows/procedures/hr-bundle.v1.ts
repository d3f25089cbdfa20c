import { z } from 'zod';
import { procedure, child, all, applies, granted, is, personal, required, tolerable, workingDays } from '../../domain/procedure.ts';
import { hrContractFiling } from './hr-contract-filing.v1.ts';
import { hrEmploymentRecord } from './hr-employment-record.v1.ts';
import { hrInsurance } from './hr-insurance.v1.ts';
import { hrSubsidy } from './hr-subsidy.v1.ts';
export const hrBundle = procedure({
  name: 'hr-bundle', version: 1, title: '人社服务打包“一件事”', lead: 'human-resources', kind: 'service',
  form: z.object({ employer: z.string(), batch: z.string(), claimsSubsidy: z.boolean(), staff: personal(z.array(z.string())) }),
  example: { employer: '乙公司', batch: '2027-03', claimsSubsidy: true, staff: ['张某', '李某'] },
  materials: {
    contracts: required('劳动合同'), identities: required('职工身份证明'),
    training: tolerable('培训证明', { within: workingDays(5), when: is('claimsSubsidy') }),
  },
  // The promise of a bundle is that of its longest part.
  limits: { statutory: 'none', promised: workingDays(5) },
  policies: { acceptance: { within: 'sameVisit' } },
  modes: { tolerant: {}, assisted: {} },
  steps: {
    record:    child(hrEmploymentRecord, { opens: 'received' }),
    insurance: child(hrInsurance, { opens: 'received' }),
    contract:  child(hrContractFiling, { opens: 'received' }),
    subsidy:   child(hrSubsidy, { opens: 'received', when: is('claimsSubsidy') }),
  },
  results: { all: '全部办成', some: '部分办成' },
  *run({ form: { employer, batch }, steps, settle, deny }) {
    const form = { employer, batch };
    const endings = yield* all({
      record: steps.record({ form }), insurance: steps.insurance({ form }), contract: steps.contract({ form }),
      subsidy: steps.subsidy({ form }),
    });
    const asked = Object.values(endings).filter(applies);
    if (asked.every(granted)) return settle('all');
    return asked.some(granted) ? settle('some') : deny([{ text: '各分项均未办成' }]);
  },
});
