/** What a department's answers are called (审批意见). */
export const answerTitles = {
  agree: '同意',
  agreeWithConditions: '附条件同意',
  satisfiedBy: '以已有共享成果认定',
  disagree: '不同意',
  forwardUp: '转报',
  returned: '退回',
  notApplicable: '不适用',
};
