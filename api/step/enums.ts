import { stepKindTitles, stepStateTitles } from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const stepEnums = (define: DefineEnum) => ({
  stepState: define(
    'StepState',
    'State of a step (环节状态).',
    ['ready', 'claimed', 'paused', 'done', 'lapsed', 'cancelled'],
    stepStateTitles,
  ),
  stepKind: define(
    'StepKind',
    'Kind of a step (环节种类).',
    ['approval', 'task', 'decision', 'applicant', 'conference', 'event', 'publicNotice', 'wait', 'effect', 'child'],
    stepKindTitles,
  ),
});
