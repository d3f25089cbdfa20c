import { z } from 'zod';
import { procedure, approval, applicant, conference, event, each, assigned, whoDisagree, reasonsAgainst, required, deferred, silenceAgrees, per, workingDays, months, type Answers } from '../../../domain/procedure.ts';
const parties = ['planning', 'fire-rescue', 'civil-defence', 'archives', 'quality'] as const;
export const jointCompletion = procedure({
  name: 'joint-completion', version: 1, title: '联合验收', lead: 'housing',
  intake: { by: 'application', checkedBy: parties },
  form: z.object({ project: z.string(), permitNo: z.string(), kind: z.enum(['government', 'social', 'industrial']) }),
  example: { project: '三号厂房', permitNo: '410700202600001', kind: 'social' },
  materials: {
    report: required('竣工报告'), survey: required('多测合一成果'),
    archives: deferred('城建档案（部分）', { before: 'completionFiling' }),
  },
  limits: { statutory: workingDays(20), promised: per('kind', { government: workingDays(10), social: workingDays(10), industrial: workingDays(7) }) },
  modes: { deferredSupplement: { basis: '优化营商环境条例（容缺后补）' }, assisted: {} },
  steps: {
    visit:   conference('联合踏勘', { chair: 'lead', of: parties, notice: workingDays(1), within: workingDays(5), people: 2, absent: silenceAgrees('缺席默认') }),
    rectify: applicant('整改', { within: months(3) }),
    recheck: approval('复验', { by: assigned, within: workingDays(2), people: 2 }),
    completionFiling: event('竣工验收备案', { from: 'housing', expires: months(6) }),
  },
  permits: { opinion: '联合验收意见书' },
  *run({ steps, grant, deny }) {
    let answers: Answers = (yield* steps.visit()).answers;
    for (;;) {
      const against = reasonsAgainst(answers);
      if (!against) return grant('opinion');
      const fix = yield* steps.rectify({ about: against });
      if (fix.lapsed) return deny(against);
      answers = yield* each(whoDisagree(answers), party => party, party => steps.recheck({ to: party }));
    }
  },
});
