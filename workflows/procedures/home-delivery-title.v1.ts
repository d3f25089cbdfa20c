import { z } from 'zod';
import { procedure, approval, child, each, listBy, reasonsAgainst, required, workingDays } from '../../domain/procedure.ts';
import { householdTitle } from './household-title.v1.ts';
export const homeDeliveryTitle = procedure({
  name: 'home-delivery-title', version: 1, title: '交房即交证（验登合一）', lead: 'real-estate-registry', kind: 'registration',
  form: z.object({ building: z.string(), households: listBy(z.object({ id: z.string(), contract: z.string() }), 'id', 2_000) }),
  example: { building: '一号楼', households: [{ id: '1-101', contract: 'WQ2027-000001' }, { id: '1-102', contract: 'WQ2027-000002' }] },
  materials: {
    completion: required('联合验收意见书', { source: 'shared-catalogue' }),
    land: required('土地权属证明', { source: 'shared-catalogue' }),
    survey: required('房产实测成果'), fund: required('维修资金缴存凭证'),
  },
  limits: { statutory: workingDays(30), promised: workingDays(3) },
  policies: { acceptance: { within: 'sameVisit' } },
  modes: { assisted: {} },
  steps: {
    completion: approval('竣工备案核对', { by: 'housing-construction', within: workingDays(1) }),
    first:      approval('首次登记', { by: 'lead', within: workingDays(1), people: 2 }),
    household:  child(householdTitle, { opens: 'received' }),
  },
  permits: { first: '不动产首次登记证明' },
  *run({ form, steps, grant, grantEarly, deny }) {
    const completion = reasonsAgainst(yield* steps.completion());
    if (completion) return deny(completion);
    const first = yield* steps.first();
    const against = reasonsAgainst(first);
    if (against) return deny(against);
    grantEarly('first', first);
    const { building, households } = form;
    // Each household has a case, a promise and a title of its own: one that fails keeps no other waiting.
    yield* each(households, household => household.id, ({ id, contract }) =>
      steps.household({ form: { building, household: id, contract } }));
    return grant('first');
  },
});
