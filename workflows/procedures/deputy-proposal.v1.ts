import { z } from 'zod';
import {
  procedure, approval, decision, event, task, each, assigned, listBy, reasonText, unit, months, workingDays,
} from '../../domain/procedure.ts';
export const deputyProposal = procedure({
  name: 'deputy-proposal', version: 1, title: '人大代表建议办理', lead: 'government-office',
  intake: { by: 'order', from: ['deputies-office'] },
  form: z.object({ number: z.string(), subject: reasonText(), host: unit(), partners: listBy(z.object({ unit: unit() }), 'unit', 10) }),
  example: {
    number: '115', subject: '优化营商环境', host: 'business-environment-office',
    partners: [{ unit: 'market-regulation' }, { unit: 'tax' }],
  },
  limits: {
    statutory: months(6), promised: months(3),
    extension: { of: 'promised', by: 'deputies-office', atMost: months(3), basis: '代表建议办理办法' },
  },
  steps: {
    contact: task('联系代表', { by: assigned, within: workingDays(10), may: ['return'], result: z.object({ wish: reasonText() }) }),
    opinion: approval('协办意见', { by: assigned, within: months(1) }),
    draft:   task('起草答复', { by: assigned, within: workingDays(15), result: z.object({ promises: z.array(reasonText()).max(10) }) }),
    sign: decision('主要负责人签发', {
      by: assigned, post: 'principal', within: workingDays(3), of: ['sign', 'redraft'], titles: { sign: '签发', redraft: '重新起草' },
    }),
    satisfied: event('代表满意度反馈', {
      from: 'deputies-office', expires: workingDays(15), result: z.object({ isSatisfied: z.boolean(), why: reasonText() }),
    }),
    fulfil:  task('承诺事项落实', { by: assigned, within: months(12), result: z.object({ proof: z.string() }) }),
  },
  results: { answered: '已答复' },
  *run({ form, steps, settle }) {
    const to = form.host;
    yield* steps.contact({ to, about: [{ text: form.subject }] });
    yield* each(form.partners, partner => partner.unit, partner => steps.opinion({ to: partner.unit }));
    for (;;) {
      const [first, ...others] = (yield* steps.draft({ to })).promises.map(text => ({ text }));
      if ((yield* steps.sign({ to })).chose === 'redraft') continue;
      const said = yield* steps.satisfied();
      if (said.lapsed || said.isSatisfied) return settle('answered', first && [first, ...others]);
    }
  },
  // The ledger of what was promised: each has a year of its own, and comes off it with its proof.
  *afterwards({ ending, form, steps, closed }) {
    const promised = ending.end === 'settled' ? [...(ending.reasons ?? [])].entries() : [];
    yield* each(promised, ([nth]) => String(nth + 1), ([, promise]) => steps.fulfil({ to: form.host, about: [promise] }));
    return closed();
  },
});
