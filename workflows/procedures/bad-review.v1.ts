import { z } from 'zod';
import { procedure, task, decision, applicant, assigned, reasonText, unit, workingDays } from '../../domain/procedure.ts';
export const badReview = procedure({
  name: 'bad-review', version: 1, title: '差评核查整改', lead: 'service-authority',
  intake: { by: 'issue', from: ['rating'] },
  form: z.object({ case: z.string(), number: z.string(), grade: z.string(), remark: z.string().optional() }),
  example: { case: 'case-1', number: 'SX2027-000001', grade: 'poor', remark: '等待时间长' },
  // 好差评: contacted within 1 working day, put right within 5, both from the review.
  milestones: { contacted: workingDays(1), rectified: workingDays(5) },
  steps: {
    contact: task('联系评价人核实', { by: 'lead', until: 'contacted', result: z.object({ unit: unit(), finding: reasonText() }) }),
    own: decision('被评单位核实', {
      by: assigned, until: 'rectified', of: ['accepted', 'appealed'], titles: { accepted: '认可', appealed: '申诉' },
    }),
    // 申诉: a unit that takes the review for mistaken or malicious says so, and the authority finds.
    verify:  decision('申诉认定', {
      by: 'lead', until: 'rectified', of: ['justified', 'mistaken', 'malicious'],
      titles: { justified: '属实', mistaken: '误评', malicious: '恶意评价' },
    }),
    rectify: task('整改', { by: assigned, until: 'rectified', result: z.object({ measure: reasonText() }) }),
    callback: applicant('回访', { within: workingDays(5), result: z.object({ isSatisfied: z.boolean(), why: reasonText() }) }),
    recheck: task('复核', { by: 'lead', within: workingDays(5), result: z.object({ conclusion: reasonText() }) }),
  },
  results: { rectified: '已整改', notJustified: '评价不予采信' },
  *run({ steps, reached, settle }) {
    const { unit: to, finding } = yield* steps.contact();
    reached('contacted');
    const own = yield* steps.own({ to, about: [{ text: finding }] });
    if (own.chose === 'appealed') {
      const verified = yield* steps.verify({ about: own.reasons });
      if (verified.chose !== 'justified') return settle('notJustified', verified.reasons);
    }
    yield* steps.rectify({ to, about: [{ text: finding }] });
    reached('rectified');
    const said = yield* steps.callback();
    if (!said.lapsed && !said.isSatisfied) yield* steps.recheck({ about: [{ text: said.why }] });
    return settle('rectified');
  },
});
