import { z } from 'zod';
import { procedure, task, decision, publicNotice, reasonsUpheld, calendarDays, months, workingDays } from '../../domain/procedure.ts';
export const intermediaryScore = procedure({
  name: 'intermediary-score', version: 1, title: '中介服务机构年度测评', lead: 'service-authority',
  intake: { by: 'schedule', every: months(12) },
  form: z.object({ date: z.iso.date() }), example: { date: '2027-12-31' },
  steps: {
    tally:   task('汇总全年评分', { by: 'resource-trading', within: workingDays(10), result: z.object({ ranking: z.string(), hasFailed: z.boolean() }) }),
    notice:  publicNotice('测评结果公示', { lasts: calendarDays(7), objection: 'lead', answered: workingDays(3) }),
    correct: task('更正测评结果', { by: 'resource-trading', within: workingDays(5), result: z.object({ ranking: z.string() }) }),
    decide:  decision('不合格机构处理', {
      by: 'lead', post: 'principal', within: workingDays(3), of: ['suspend', 'remove'], titles: { suspend: '暂停入驻半年', remove: '移出中介服务超市' },
    }),
    publish: task('公布测评结果', { by: 'lead', within: workingDays(3), result: z.object({ where: z.string() }) }),
  },
  results: { published: '已公布', suspended: '已暂停不合格机构', removed: '已移出不合格机构' },
  *run({ steps, settle }) {
    const { hasFailed } = yield* steps.tally();
    const upheld = reasonsUpheld((yield* steps.notice()).objections);
    if (upheld) yield* steps.correct({ about: upheld });
    const decided = hasFailed ? yield* steps.decide() : undefined;
    yield* steps.publish();
    if (!decided) return settle('published');
    return settle(decided.chose === 'remove' ? 'removed' : 'suspended', decided.reasons);
  },
});
