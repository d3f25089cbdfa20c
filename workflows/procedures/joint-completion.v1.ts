import { z } from 'zod';
import {
  procedure, approval, applicant, conference, event, each, assigned, whoDisagree, reasonsAgainst, required, deferred, silenceAgrees, per,
  workingDays, months, type Answers,
} from '../../domain/procedure.ts';
import { projectKind } from './parts/project-kind.v1.ts';
const parties = ['natural-resources', 'fire-rescue', 'civil-defence', 'urban-archives', 'quality-supervision'] as const;
export const jointCompletion = procedure({
  name: 'joint-completion', version: 1, title: '工程建设项目联合验收', lead: 'housing-construction',
  intake: { by: 'application', checkedBy: parties },
  form: z.object({ project: z.string(), permitNo: z.string(), kind: projectKind }),
  example: { project: '三号厂房', permitNo: '410700202600001', kind: 'social' },
  materials: {
    report: required('竣工报告'), survey: required('多测合一成果'),
    archives: deferred('城建档案（部分）', { before: 'completionFiling' }),
  },
  limits: {
    statutory: workingDays(20),
    promised: per('kind', { government: workingDays(10), social: workingDays(10), industrial: workingDays(7) }),
  },
  policies: { acceptance: { within: workingDays(1) } },
  modes: { deferredSupplement: { basis: '优化营商环境条例（容缺后补）' }, assisted: {} },
  steps: {
    visit: conference('联合踏勘', {
      chair: 'lead', of: parties, notice: workingDays(1), within: workingDays(5), people: 2, absent: silenceAgrees('联合验收办法（缺席默认）'),
    }),
    rectify: applicant('整改', { within: months(3) }),
    recheck: approval('复验', { by: assigned, within: workingDays(2), people: 2 }),
    completionFiling: event('竣工验收备案', { from: 'lead', expires: months(6) }),
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
