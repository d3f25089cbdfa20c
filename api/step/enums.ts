import { specialStates } from '../../domain/case/capabilities/special/view.ts';
import { specialStateTitles, stageTitles, stepKindTitles, stepStateTitles } from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const stepEnums = (define: DefineEnum) => ({
  stepState: define(
    'StepState',
    'State of a step (环节状态).',
    ['ready', 'claimed', 'proposed', 'paused', 'done', 'lapsed', 'cancelled'],
    stepStateTitles,
  ),
  specialState: define(
    'SpecialProcedureState',
    'The course of a special procedure (特殊程序状态).',
    specialStates,
    specialStateTitles,
  ),
  proposalStage: define(
    'ProposalStage',
    'What somebody does for an answer that needs several people (承办、复核、审核、批准).',
    ['propose', 'confirm', 'review', 'approve'],
    stageTitles,
  ),
  stepKind: define(
    'StepKind',
    'Kind of a step (环节种类).',
    ['approval', 'task', 'decision', 'applicant', 'conference', 'event', 'publicNotice', 'wait', 'effect', 'child'],
    stepKindTitles,
  ),
});
