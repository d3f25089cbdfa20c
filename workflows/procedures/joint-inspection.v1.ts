import { z } from 'zod';
import {
  procedure, approval, applicant, conference, effect, task, assigned, choice, each, reasonsAgainst, whoDisagree, calendarDays,
  workingDays, type Answers,
} from '../../domain/procedure.ts';
const agencies = ['market-regulation', 'fire-rescue', 'ecology', 'emergency-management'] as const;
export const jointInspection = procedure({
  name: 'joint-inspection', version: 1, title: '涉企行政检查“综合查一次”', lead: 'justice',
  intake: { by: 'order', from: agencies },
  form: z.object({
    enterprise: z.string(), month: z.string().regex(/^20\d\d-\d\d$/), scene: choice({ chemical: '危险化学品', food: '食品生产', venue: '公共聚集场所' }),
  }),
  example: { enterprise: '丁化工有限公司', month: '2027-03', scene: 'chemical' },
  steps: {
    merge:   approval('合并检查计划', { by: 'lead', within: workingDays(2) }),
    // As every visit: no code, no visit.
    code:    effect('赋码', {
      calls: 'visit-code', within: workingDays(1),
      takes: z.object({ enterprise: z.string(), month: z.string() }), result: z.object({ isAllowed: z.boolean(), code: z.string() }),
    }),
    visit:   conference('联合入企检查', { chair: 'lead', of: agencies, notice: workingDays(3), within: workingDays(10), people: 2 }),
    fix:     applicant('企业整改', { within: calendarDays(30) }),
    recheck: approval('复查', { by: assigned, within: workingDays(5), people: 2 }),
    publish: task('检查结果公示', { by: 'lead', within: workingDays(20), result: z.object({ where: z.string() }) }),
  },
  results: { passed: '检查通过', pursued: '移送立案查处', capped: '超过当月频次，不予入企', dropped: '不予组织检查' },
  *run({ form, steps, settle }) {
    const unfit = reasonsAgainst(yield* steps.merge());
    if (unfit) return settle('dropped', unfit);
    const code = yield* steps.code({ input: { enterprise: form.enterprise, month: form.month } });
    if (code.lapsed || !code.isAllowed) return settle('capped');
    // One visit for all, and of those that found something each looks again once.
    const found: Answers = (yield* steps.visit()).answers;
    const against = reasonsAgainst(found);
    const left = against && (yield* rechecked(found, against));
    yield* steps.publish();
    return left ? settle('pursued', left) : settle('passed');

    function* rechecked(answers: Answers, reasons: NonNullable<typeof against>) {
      if ((yield* steps.fix({ about: reasons })).lapsed) return reasons;
      return reasonsAgainst(yield* each(whoDisagree(answers), agency => agency, agency => steps.recheck({ to: agency })));
    }
  },
});
