import { z } from 'zod';
import { procedure, task, decision, months, workingDays } from '../../domain/procedure.ts';
export const monthEndSweep = procedure({
  name: 'month-end-sweep', version: 1, title: '清障问题池月月清零', lead: 'business-environment-office',
  intake: { by: 'schedule', every: months(1) },
  form: z.object({ date: z.iso.date() }), example: { date: '2027-03-31' },
  steps: {
    count: task('清点问题池', { by: 'lead', within: workingDays(1), result: z.object({ isEmpty: z.boolean(), list: z.string() }) }),
    press: task('逐件督办', { by: 'lead', within: workingDays(5), result: z.object({ isEmpty: z.boolean(), list: z.string() }) }),
    hear:  decision('政府专题调度', {
      by: 'government-office', post: 'principal', within: workingDays(5), of: ['raised', 'carried'],
      titles: { raised: '全部提级办理', carried: '说明原因结转下月' },
    }),
  },
  results: { zero: '已清零', raised: '提级办理', carried: '结转下月' },
  *run({ steps, settle }) {
    if ((yield* steps.count()).isEmpty) return settle('zero');
    if ((yield* steps.press()).isEmpty) return settle('zero');
    const heard = yield* steps.hear();
    return settle(heard.chose, heard.reasons);
  },
});
