import { z } from 'zod';
import { procedure, child, task, money, workingDays } from '../../domain/procedure.ts';
import { benefitAuto } from './benefit-auto.v1.ts';
export const policyMatch = procedure({
  name: 'policy-match', version: 1, title: '惠企政策数据匹配', lead: 'data-bureau',
  intake: { by: 'order', from: ['finance', 'data-match'] },
  form: z.object({ policy: z.string(), payBy: z.iso.date() }),
  example: { policy: '稳岗返还', payBy: '2027-06-30' },
  steps: {
    match: task('数据匹配', {
      by: 'lead', within: workingDays(5), result: z.object({ isEligible: z.boolean(), account: z.string().min(1), amount: money() }),
    }),
    benefit: child(benefitAuto, { opens: 'received' }),
  },
  results: { enjoyed: '已享受', notEnjoyed: '未享受', notEligible: '不符合条件' },
  *run({ form, steps, settle }) {
    const { isEligible, account, amount } = yield* steps.match();
    if (!isEligible) return settle('notEligible');
    const ending = yield* steps.benefit({ form: { ...form, account, amount } });
    return settle(ending.end === 'settled' && ending.result === 'paid' ? 'enjoyed' : 'notEnjoyed');
  },
});
