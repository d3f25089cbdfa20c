import { z } from 'zod';
import { procedure, all, decision, task, workingDays, workingHours } from '../../domain/procedure.ts';
export const priceMonitoring = procedure({
  name: 'price-monitoring', version: 1, title: '物价日监测报告', lead: 'development-reform',
  intake: { by: 'schedule', every: workingDays(1) },
  form: z.object({ date: z.iso.date() }), example: { date: '2027-03-24' },
  steps: {
    collect: task('采集价格', {
      by: 'lead', within: workingHours(4), result: z.object({ isAbnormal: z.boolean(), report: z.string() }),
    }),
    weigh: decision('研判异常波动', {
      by: 'lead', post: 'deputy-head', within: workingHours(4), of: ['watch', 'supply'],
      titles: { watch: '继续监测', supply: '启动保供稳价' },
    }),
    supply: task('保供稳价', { by: 'commerce', within: workingDays(3), result: z.object({ measure: z.string() }) }),
    inspect: task('市场巡查', { by: 'market-regulation', within: workingDays(3), result: z.object({ finding: z.string() }) }),
  },
  results: { reported: '已报告', watched: '异常，继续监测', supplied: '已保供稳价' },
  *run({ steps, settle }) {
    if (!(yield* steps.collect()).isAbnormal) return settle('reported');
    const weighed = yield* steps.weigh();
    if (weighed.chose === 'watch') return settle('watched', weighed.reasons);
    yield* all({ supply: steps.supply(), inspect: steps.inspect() });
    return settle('supplied', weighed.reasons);
  },
});
