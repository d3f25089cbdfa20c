import { z } from 'zod';
import { procedure, approval, event, all, reasonsAgainst, required, tolerable, halfDays, workingDays } from '../../domain/procedure.ts';
export const householdTitle = procedure({
  name: 'household-title', version: 1, title: '新建商品房转移登记（一户）', lead: 'real-estate-registry', kind: 'registration',
  form: z.object({ building: z.string(), household: z.string(), contract: z.string() }),
  example: { building: '一号楼', household: '1-101', contract: 'WQ2027-000001' },
  // Who bought it stands in the contract that is on file: nobody is asked for it again.
  materials: {
    contract: required('商品房买卖合同', { source: 'shared-catalogue' }), identity: required('购房人身份证明', { source: 'shared-catalogue' }),
    tax: required('契税完税凭证', { source: 'shared-catalogue' }), fund: tolerable('维修资金缴存凭证', { within: workingDays(1) }),
  },
  limits: { statutory: workingDays(30), promised: workingDays(1) },
  // 不动产登记暂行条例 17: not refused on the spot in writing, it is accepted.
  policies: { acceptance: { within: 'sameVisit' }, delivery: { within: workingDays(1) } },
  modes: { tolerant: {}, assisted: {} },
  steps: {
    tax:      approval('核税', { by: 'tax', within: halfDays(1) }),
    register: approval('登簿', { by: 'lead', within: halfDays(1), people: 2 }),
    water:    event('供水过户', { from: 'water-utility', expires: workingDays(3) }),
    power:    event('供电过户', { from: 'power-utility', expires: workingDays(3) }),
    gas:      event('燃气过户', { from: 'gas-utility', expires: workingDays(3) }),
  },
  permits: { title: '不动产权证书' },
  *run({ steps, grant, deny }) {
    const tax = reasonsAgainst(yield* steps.tax());
    if (tax) return deny(tax);
    const against = reasonsAgainst(yield* steps.register());
    return against ? deny(against) : grant('title');
  },
  *afterwards({ steps, closed }) {
    yield* all({ water: steps.water(), power: steps.power(), gas: steps.gas() });
    return closed();
  },
});
