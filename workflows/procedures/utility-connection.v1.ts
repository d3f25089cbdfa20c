import { z } from 'zod';
import {
  procedure, above, applicant, conference, fee, task, all, atLeast, is, personal, reasonsAgainst, required, months, workingDays,
} from '../../domain/procedure.ts';
const utilities = ['water-utility', 'power-utility', 'gas-utility'] as const;
export const utilityConnection = procedure({
  name: 'utility-connection', version: 1, title: '水电气联合报装', lead: 'housing-construction', kind: 'service',
  form: z.object({
    address: z.string(), water: z.boolean().meta({ title: '用水' }), gas: z.boolean().meta({ title: '用气' }),
    kilowatts: z.int().min(0).max(100_000).meta({ title: '用电容量（千瓦）' }), contact: personal(z.string()),
  }),
  example: { address: '工业路 3 号', water: true, gas: true, kilowatts: 400, contact: '联系人' },
  examples: [{ address: '中山路 1 号', water: true, gas: false, kilowatts: 50, contact: '联系人' }],
  materials: { licence: required('营业执照', { source: 'enterprise-register' }), plan: required('用地平面图') },
  limits: { statutory: 'none', promised: workingDays(16) },
  policies: { acceptance: { within: workingDays(1) } },
  modes: { assisted: {} },
  steps: {
    survey: conference('联合踏勘', { chair: 'lead', of: utilities, notice: workingDays(1), within: workingDays(3) }),
    change: applicant('修改用地平面图', { within: months(1) }),
    // 小微企业低压接入: up to 160 kilowatts nothing is paid; above, what the list says, and no second charge.
    share: fee('电力接入工程分担费用', {
      amount: [{ when: atLeast('kilowatts', 1_000), amount: 20_000_000 }, { amount: 5_000_000 }],
      basis: '电力接入工程费用分担办法', within: workingDays(10), when: above('kilowatts', 160),
    }),
    power: task('供电接入', { by: 'power-utility', within: workingDays(8), when: above('kilowatts', 0) }),
    water: task('供水接入', { by: 'water-utility', within: workingDays(5), when: is('water') }),
    gas:   task('燃气接入', { by: 'gas-utility', within: workingDays(5), when: is('gas') }),
  },
  results: { connected: '已接通', unpaid: '逾期未缴费，终止报装' },
  *run({ steps, deny, settle }) {
    const against = reasonsAgainst((yield* steps.survey()).answers);
    if (against && (yield* steps.change({ about: against })).lapsed) return deny(against);
    const { power } = yield* all({ power: powered(), water: steps.water(), gas: steps.gas() });
    return settle(power ? 'connected' : 'unpaid');

    function* powered() {
      const paid = yield* steps.share();
      if ('lapsed' in paid && paid.lapsed) return false;
      yield* steps.power();
      return true;
    }
  },
});
