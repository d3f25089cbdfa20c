import { z } from 'zod';
import { procedure, approval, all, reasonsAgainst, required, workingDays } from '../../domain/procedure.ts';
export const landUseForwarding = procedure({
  name: 'land-use-forwarding', version: 1, title: '建设用地报批', lead: 'natural-resources',
  form: z.object({ project: z.string(), hectares: z.number().positive() }), example: { project: '工业园扩区', hectares: 12.5 },
  materials: { plan: required('农用地转用方案'), survey: required('勘测定界报告'), compensation: required('补偿安置方案') },
  // 行政许可法 43: examined here within twenty days, then sent on; above nobody asks for the papers again.
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    ecology: approval('生态环境意见', { by: 'ecology', within: workingDays(4) }),
    housing: approval('社会保障意见', { by: 'human-resources', within: workingDays(4) }),
    examine: approval('初审转报', { by: 'lead', within: workingDays(5), people: 2, may: ['forwardUp'] }),
  },
  permits: { landUse: '建设用地批准书' },
  *run({ steps, grant, deny, forwardUp }) {
    const against = reasonsAgainst(yield* all({ ecology: steps.ecology(), housing: steps.housing() }));
    if (against) return deny(against);
    const examined = yield* steps.examine();
    if (examined.answer === 'forwardUp') return forwardUp('省自然资源厅');
    const refused = reasonsAgainst(examined);
    return refused ? deny(refused) : grant('landUse');
  },
});
