import { z } from 'zod';
import {
  procedure, approval, decision, task, choice, publicNotice, reasonsAgainst, reasonsUpheld, unit, calendarDays, workingDays,
} from '../../domain/procedure.ts';
export const procedureRegistryChange = procedure({
  name: 'procedure-registry-change', version: 1, title: '政务服务事项目录调整', lead: 'service-authority',
  intake: { by: 'order', from: ['service-authority'] },
  form: z.object({ item: z.string(), owner: unit(), change: choice({ add: '新增', alter: '变更', cancel: '取消' }) }),
  example: { item: '户外广告设置', owner: 'urban-management', change: 'alter' },
  limits: { promised: workingDays(20) },
  steps: {
    own:     approval('主管单位意见', { by: 'assigned', within: workingDays(3) }),
    legal:   approval('合法性审查', { by: 'government-office', within: workingDays(5) }),
    notice:  publicNotice('征求意见公示', { lasts: calendarDays(7), objection: 'lead', answered: workingDays(3) }),
    decide: decision('调整决定', {
      by: 'lead', post: 'principal', within: workingDays(2), of: ['adopt', 'reject'], titles: { adopt: '同意', reject: '不同意' },
    }),
    publish: task('发布新版办事指南', { by: 'lead', within: workingDays(3), result: z.object({ version: z.string() }) }),
  },
  results: { published: '已发布', rejected: '不予调整' },
  *run({ form, steps, settle }) {
    const against = reasonsAgainst({ own: yield* steps.own({ to: form.owner }), legal: yield* steps.legal() });
    if (against) return settle('rejected', against);
    const upheld = reasonsUpheld((yield* steps.notice()).objections);
    const decided = yield* steps.decide(upheld && { about: upheld });
    if (decided.chose === 'reject') return settle('rejected', decided.reasons);
    yield* steps.publish();
    return settle('published');
  },
});
