import { z } from 'zod';
import {
  procedure, approval, task, event, applicant, money, personal, reasonsAgainst, required, halfDays, workingDays,
} from '../../domain/procedure.ts';
export const equityTransferTax = procedure({
  name: 'equity-transfer-tax', version: 1, title: '企业股权转让完税', lead: 'tax', kind: 'levy',
  form: z.object({ company: z.string(), price: money(), transferor: personal(z.string()) }),
  example: { company: '丙机械有限公司', price: 50_000_000, transferor: '张某' },
  materials: { contract: required('股权转让协议'), statements: required('企业财务报表', { source: 'shared-catalogue' }) },
  limits: { statutory: workingDays(5), promised: workingDays(1) },
  policies: { acceptance: { within: 'sameVisit' } },
  steps: {
    assess: task('核定应纳税额', { by: 'lead', within: halfDays(1), people: 2, result: z.object({ tax: money() }) }),
    pay:    applicant('缴纳税款', { within: workingDays(15), result: z.object({ receipt: z.string() }) }),
    clear:  approval('完税核对', { by: 'lead', within: halfDays(1) }),
    enter:  event('股权变更登记', { from: 'market-regulation', expires: workingDays(30) }),
  },
  permits: { clearance: '完税证明' },
  *run({ steps, grant, deny }) {
    yield* steps.assess();
    if ((yield* steps.pay()).lapsed) return deny([{ text: '逾期未缴纳税款' }]);
    const against = reasonsAgainst(yield* steps.clear());
    return against ? deny(against) : grant('clearance');
  },
  *afterwards({ steps, closed }) {
    yield* steps.enter();
    return closed();
  },
});
