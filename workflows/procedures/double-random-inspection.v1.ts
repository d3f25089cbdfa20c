import { z } from 'zod';
import {
  procedure, task, publicNotice, choice, draw, each, listBy, reasonsUpheld, workingDays,
} from '../../domain/procedure.ts';
export const doubleRandomInspection = procedure({
  name: 'double-random-inspection', version: 1, title: '“双随机、一公开”抽查', lead: 'market-regulation',
  intake: { by: 'order', from: ['market-regulation', 'yearly-plan'] },
  form: z.object({
    plan: z.string(), count: z.int().min(1).max(50),
    subjects: listBy(z.object({ code: z.string() }), 'code', 500), inspectors: listBy(z.object({ person: z.string() }), 'person', 100),
  }),
  example: {
    plan: '2027 年食品经营单位抽查', count: 2,
    subjects: [{ code: '91990000MA9999001X' }, { code: '91990000MA9999002R' }, { code: '91990000MA9999003K' }],
    inspectors: [{ person: 'p-market-regulation-officer' }, { person: 'p-market-regulation-officer-2' }],
  },
  steps: {
    lists:   publicNotice('检查对象和检查人员名录公示', { lasts: workingDays(3), objection: 'lead', answered: workingDays(2) }),
    // Who keeps out of the inspection tells the seed, such as a lottery's numbers of that day.
    seed:    task('公布随机种子', { by: 'supervision-office', within: workingDays(1), result: z.object({ seed: z.string().min(1), source: z.string() }) }),
    inspect: task('实地检查', {
      by: 'lead', within: workingDays(20), people: 2,
      result: z.object({
        finding: choice({ none: '未发现问题', fixed: '已责令改正', found: '发现问题待后续处理', unreachable: '通过登记的住所无法联系' }),
      }),
    }),
    // 企业信息公示暂行条例: twenty working days from the end of the inspection.
    publish: task('公示抽查结果', { by: 'lead', within: workingDays(20), result: z.object({ where: z.string() }) }),
  },
  results: { published: '已抽查公示', relisted: '名录有误，重新组织' },
  *run({ form, steps, settle }) {
    // The lists are fixed before anybody knows the seed: neither can be chosen to fit the other.
    const upheld = reasonsUpheld((yield* steps.lists()).objections);
    if (upheld) return settle('relisted', upheld);
    const { seed } = yield* steps.seed();
    const subjects = draw(form.subjects.map(({ code }) => code), { seed, count: form.count });
    yield* each(subjects, code => code, code => steps.inspect({ about: [{ text: `检查人员：${pairFor(code).join('、')}` }] }));
    yield* steps.publish();
    return settle('published');

    function pairFor(code: string) {
      return draw(form.inspectors.map(({ person }) => person), { seed: `${seed} ${code}`, count: 2 });
    }
  },
});
