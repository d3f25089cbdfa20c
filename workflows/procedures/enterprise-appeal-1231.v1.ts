import { z } from 'zod';
import {
  procedure, task, applicant, decision, event, wait, race, assigned, choice, personal, reasonText, unit, workingDays, months,
} from '../../domain/procedure.ts';
export const enterpriseAppeal1231 = procedure({
  name: 'enterprise-appeal-1231', version: 1, title: '企业诉求1231', lead: 'business-environment-office',
  intake: { by: 'issue', from: ['hotline-12345', 'talk-4+N', 'roundtable', 'platform', 'visit'] },
  form: z.object({ enterprise: z.string(), text: reasonText(), contact: personal(z.string()), raisedFrom: z.string().optional() }),
  example: { enterprise: '乙公司', text: '厂区门前道路积水', contact: '王某' },
  milestones: { assigned: workingDays(1), contacted: workingDays(2), pathReplied: workingDays(3), resolved: months(1) },
  steps: {
    assign:    task('交办', { by: 'business-environment-office', until: 'assigned', result: z.object({ unit: unit() }) }),
    contact:   task('与企业联系', { by: assigned, until: 'contacted', may: ['return'] }),
    path:      task('反馈解决路径', { by: assigned, until: 'pathReplied', result: z.object({ path: z.string() }) }),
    resolve:   task('办理', { by: assigned, until: 'resolved', result: z.object({ outcome: z.string() }) }),
    exemption: event('政策或客观原因豁免', {
      from: 'business-environment-office',
      result: z.object({ kind: choice({ policy: '政策规定', objective: '客观原因' }), evidence: reasonText() }),
    }),
    confirm:   applicant('企业确认', { within: workingDays(5), result: z.object({ satisfied: z.boolean(), why: reasonText() }) }),
    consult: decision('主要负责人会商', {
      by: assigned, post: 'principal', within: workingDays(5), of: ['again', 'raise'], titles: { again: '继续办理', raise: '提级办理' },
    }),
    settling:  wait('回头看间隔', months(1)),
    recheck: task('回头看', {
      by: 'business-environment-office', within: workingDays(10), result: z.object({ holds: z.boolean(), finding: reasonText() }),
    }),
  },
  results: { cleared: '销号', exempted: '豁免', raised: '提级办理' },
  *run({ steps, reached, settle }) {
    let unit: string;
    do {
      ({ unit } = yield* steps.assign());
      reached('assigned');
    } while ((yield* steps.contact({ to: unit })).returned);
    reached('contacted');
    yield* steps.path({ to: unit });
    reached('pathReplied');
    for (;;) {
      const work = yield* race({ resolved: steps.resolve({ to: unit }), exempted: steps.exemption() });
      if (work.first === 'exempted') return settle('exempted', [{ text: work.value.evidence }]);
      reached('resolved');
      const said = yield* steps.confirm();
      if (said.lapsed || said.satisfied) return settle('cleared');
      const consult = yield* steps.consult({ to: unit, about: [{ text: said.why }] });
      if (consult.chose === 'raise') return settle('raised', consult.reasons);
    }
  },
  *afterwards({ form, ending, steps, closed, reopen }) {
    if (ending.end !== 'settled' || ending.result !== 'cleared') return closed();
    yield* steps.settling();
    const recheck = yield* steps.recheck();
    return recheck.holds ? closed() : reopen({ ...form, text: recheck.finding });
  },
});
