import type { answerTitles as chinese } from '../zh-CN/answers.ts';

/** What a department's answers are called. */
export const answerTitles: Readonly<Record<keyof typeof chinese, string>> = {
  agree: 'Agree',
  agreeWithConditions: 'Agree with conditions',
  satisfiedBy: 'Satisfied by an earlier shared result',
  disagree: 'Disagree',
  forwardUp: 'Forward to the upper organ',
  returned: 'Return to who assigned it',
  notApplicable: 'Not applicable',
};
