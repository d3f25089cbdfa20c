import { z } from 'zod';
import { procedure, approval, task, permit, reasonsAgainst, required, special, workingDays, years } from '../../domain/procedure.ts';
export const coachLineTender = procedure({
  name: 'coach-line-tender', version: 1, title: '道路客运班线经营许可（招标）', lead: 'transport',
  form: z.object({ line: z.string(), vehicles: z.int().min(1) }), example: { line: '城区—东河镇', vehicles: 4 },
  materials: { plan: required('班线经营方案'), licence: required('营业执照', { source: 'enterprise-register' }) },
  limits: {
    statutory: workingDays(20), promised: workingDays(8),
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(10), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: workingDays(1) } },
  // Time that is not counted, each with its own limit and told in writing.
  special: {
    tender: special('招标', { atMost: workingDays(45), basis: '行政许可法 45' }),
    notary: special('公证', { atMost: workingDays(10), basis: '行政审批特殊环节清单' }),
  },
  steps: {
    tender:   task('组织招标', { by: 'resource-trading', special: 'tender', result: z.object({ isAwarded: z.boolean(), report: z.string() }) }),
    notarise: task('招标结果公证', { by: 'notary-office', special: 'notary', result: z.object({ isTrue: z.boolean(), certificate: z.string() }) }),
    review:   approval('经营条件审查', { by: 'lead', within: workingDays(5), people: 2 }),
  },
  permits: { line: permit('道路客运班线经营许可证明', { validFor: years(6), renewal: workingDays(60) }) },
  *run({ steps, grant, deny }) {
    if (!(yield* steps.tender()).isAwarded) return deny([{ text: '未中标', basis: '行政许可法 53' }]);
    if (!(yield* steps.notarise()).isTrue) return deny([{ text: '招标结果未获公证' }]);
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('line');
  },
});
