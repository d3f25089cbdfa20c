import { z } from 'zod';
import {
  procedure, task, decision, assigned, effect, reasonText, unit, wait, months, workingDays,
} from '../../domain/procedure.ts';
const solved = z.object({ solved: z.boolean(), note: reasonText() });
export const enterpriseIssue135 = procedure({
  name: 'enterprise-issue-135', version: 1, title: '企业问题“1、3、5”限时办理', lead: 'business-environment-office',
  intake: { by: 'issue', from: ['community', 'hotline-12345', 'roundtable', 'campaign'] },
  form: z.object({ enterprise: z.string(), problem: reasonText() }),
  example: { enterprise: '丁化工有限公司', problem: '厂区污水管网堵塞' },
  // The document names 1, 3 and 5 and no unit: working days are this district's choice.
  milestones: { answered: workingDays(1), handled: workingDays(3), cleared: workingDays(5) },
  steps: {
    grade: decision('定级并回应企业', {
      by: 'community', until: 'answered', of: ['onSite', 'community', 'department'],
      titles: { onSite: '现场可解决', community: '社区协调', department: '部门办理' },
    }),
    onSite:     task('驻企服务员现场解决', { by: 'community', until: 'handled', result: solved }),
    coordinate: task('社区长协调', { by: 'community', post: 'section-head', until: 'handled', result: solved }),
    assign:     task('交办部门', { by: 'lead', until: 'handled', result: z.object({ unit: unit() }) }),
    solve:      task('部门办理', { by: assigned, until: 'cleared', may: ['return'], result: solved }),
    raise: decision('专班提级办理', {
      by: 'task-force', post: 'principal', within: workingDays(5), of: ['solved', 'exempt'], titles: { solved: '已解决', exempt: '政策或客观原因豁免' },
    }),
    pool: effect('列入清障问题池', {
      calls: 'issue-pool', takes: z.object({ title: z.string() }), result: z.object({ number: z.string() }), within: workingDays(1),
    }),
    settling:   wait('回头看间隔', months(1)),
    recheck:    task('回头看', { by: 'lead', within: workingDays(10), result: z.object({ holds: z.boolean(), finding: reasonText() }) }),
    review:     task('复盘', { by: 'lead', within: workingDays(20), result: z.object({ isTypical: z.boolean(), lesson: z.string() }) }),
    publish:    task('曝光典型案例', { by: 'lead', within: workingDays(10), result: z.object({ where: z.string() }) }),
  },
  results: { cleared: '销号', exempted: '豁免' },
  *run({ form, steps, reached, settle }) {
    const grade = (yield* steps.grade()).chose;
    reached('answered');
    let isSolved = grade === 'onSite' && (yield* steps.onSite()).solved;
    if (grade === 'community' || (grade === 'onSite' && !isSolved)) ({ solved: isSolved } = yield* steps.coordinate());
    // 提级办理: assigned twice and not solved, it goes up to the task force.
    for (let time = 1; !isSolved && time <= 2; time += 1) {
      const { unit: to } = yield* steps.assign();
      reached('handled');
      const done = yield* steps.solve({ to, about: [{ text: form.problem }] });
      isSolved = !done.returned && done.solved;
    }
    reached('handled');
    const raised = isSolved ? undefined : yield* steps.raise();
    if (raised?.chose === 'exempt') return settle('exempted', raised.reasons);
    reached('cleared');
    return settle('cleared');
  },
  *afterwards({ form, ending, steps, closed, reopen }) {
    if (ending.end !== 'settled' || ending.result !== 'cleared') { yield* steps.pool({ input: { title: form.problem } }); return closed(); }
    yield* steps.settling();
    const recheck = yield* steps.recheck();
    if (!recheck.holds) return reopen({ ...form, problem: recheck.finding });
    if ((yield* steps.review()).isTypical) yield* steps.publish();
    return closed();
  },
});
