import { z } from 'zod';
import {
  procedure, approval, effect, task, each, assigned, choice, is, reasonsAgainst, reasonText, required, unit, workingDays,
} from '../../domain/procedure.ts';
const users = ['service-window', 'market-regulation', 'finance'] as const;
export const creditRepair = procedure({
  name: 'credit-repair', version: 1, title: '信用修复', lead: 'development-reform', kind: 'confirmation',
  form: z.object({
    record: reasonText(), publishedUntil: z.iso.date(), source: unit(),
    grade: choice({ minor: '一般失信', serious: '严重失信' }), isUrgent: z.boolean(),
  }),
  example: {
    record: 'XY2026-0007', publishedUntil: '2027-03-01', source: 'market-regulation', grade: 'minor',
    isUrgent: false,
  },
  materials: {
    proof: required('已经履行义务、纠正失信行为的证明'), promise: required('信用修复承诺书'),
    urgency: required('招标、融资等紧急情形的证明', { when: is('isUrgent') }),
  },
  // Shenzhen 82: accepted on the spot, three working days here and three with the unit that made the record.
  limits: { statutory: workingDays(10), promised: workingDays(6) },
  policies: { acceptance: { within: 'sameVisit' } },
  modes: { fastLane: { keyProject: is('isUrgent') }, assisted: {} },
  steps: {
    period:     approval('最短公示期核对', { by: 'lead', within: workingDays(1) }),
    verify:     approval('认定单位核实整改', { by: assigned, within: workingDays(3), may: ['return'] }),
    decide:     approval('修复决定', { by: 'lead', within: workingDays(1), post: 'deputy-head' }),
    mark: effect('修复信用记录', {
      calls: 'credit-repair', takes: z.object({ party: z.string(), record: z.string() }),
      result: z.object({ number: z.string() }), within: workingDays(1),
    }),
    markByHand: task('人工修复信用记录', { by: 'lead', within: workingDays(1) }),
    tell: effect('告知使用信用记录的单位', {
      calls: 'notify-office', takes: z.object({ to: z.string(), about: z.string() }),
      result: z.object({ number: z.string() }), within: workingDays(1),
    }),
    tellByHand: task('书面告知使用单位', { by: 'lead', within: workingDays(1) }),
  },
  permits: { repair: '信用修复决定' },
  *run({ form, steps, grant, deny }) {
    const early = reasonsAgainst(yield* steps.period());
    if (early) return deny(early);
    const found = yield* steps.verify({ to: form.source });
    if (found.answer === 'returned') return deny(found.reasons);
    const against = reasonsAgainst({ found, decided: yield* steps.decide({ about: [{ text: form.record }] }) });
    return against ? deny(against) : grant('repair');
  },
  *afterwards({ applicant, form, steps, closed }) {
    const marked = yield* steps.mark({ input: { party: applicant, record: form.record } });
    if (marked.lapsed) yield* steps.markByHand();
    yield* each(users, to => to, function* (to) {
      const told = yield* steps.tell({ input: { to, about: form.record } });
      if (told.lapsed) yield* steps.tellByHand();
    });
    return closed();
  },
});
