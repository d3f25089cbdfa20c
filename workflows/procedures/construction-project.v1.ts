import { z } from 'zod';
import { procedure, child, granted, per, calendarDays, workingDays } from '../../domain/procedure.ts';
import { constructionStage } from './construction-stage.v1.ts';
import { jointCompletion } from './joint-completion.v1.ts';
import { landPlanningStage } from './land-planning-stage.v1.ts';
import { worksPlanningStage } from './works-planning-stage.v1.ts';
import { projectKind } from './parts/project-kind.v1.ts';
export const constructionProject = procedure({
  name: 'construction-project', version: 1, title: '工程建设项目全流程', lead: 'natural-resources', kind: 'service',
  form: z.object({ project: z.string(), kind: projectKind }),
  example: { project: '三号厂房', kind: 'social' },
  // 55, 50 and 24 working days of the offices over four stages; what the builder takes between them is not counted.
  limits: {
    statutory: 'none',
    promised: per('kind', { government: workingDays(55), social: workingDays(50), industrial: workingDays(24) }),
  },
  policies: { acceptance: { within: 'sameVisit' } },
  modes: { assisted: {}, fastLane: {} },
  steps: {
    land:       child(landPlanningStage, { opens: 'draft', within: calendarDays(180) }),
    works:      child(worksPlanningStage, { opens: 'draft', within: calendarDays(180) }),
    build:      child(constructionStage, { opens: 'draft', within: calendarDays(180) }),
    completion: child(jointCompletion, { opens: 'draft', within: calendarDays(1_095) }),
  },
  results: { completed: '竣工验收', stopped: '终止' },
  *run({ form, steps, settle }) {
    const stopped = (stage: string) => settle('stopped', [{ text: `${stage}未通过` }]);
    if (!granted(yield* steps.land({ form }))) return stopped('立项用地规划许可阶段');
    if (!granted(yield* steps.works({ form }))) return stopped('工程建设许可阶段');
    if (!granted(yield* steps.build({ form }))) return stopped('施工许可阶段');
    return granted(yield* steps.completion({ form })) ? settle('completed') : stopped('竣工验收阶段');
  },
});
