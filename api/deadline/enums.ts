import { holderKinds } from '../../domain/case/explain/holder.ts';
import { recomputationReasons } from '../../domain/case/explain/recomputations.ts';
import { dayKinds, effects, measures } from '../../domain/clock/explain/explanation.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const deadlineEnums = (define: DefineEnum) => ({
  dayEffect: define('DayEffect', 'What a day does to the count (计数).', effects, {
    anchor: '起算',
    counted: '计入',
    off: '休息日不计',
    paused: '暂停不计',
    rolled: '末日顺延',
    last: '顺延后的末日',
    now: '截至此时',
  }),
  dayKind: define('DayKind', 'What a date is in the calendar (日期种类).', dayKinds, {
    working: '工作日',
    weekend: '周末',
    holiday: '节假日',
    makeUp: '调休上班',
  }),
  measure: define('Measure', 'In what a limit is counted (计数单位).', measures, {
    workingDay: '工作日',
    calendarDay: '自然日',
    halfDay: '半日',
    minute: '分钟',
    none: '固定日期，不计数',
  }),
  party: define(
    'Party',
    "Whose limit: an agency's ends at close of business, an applicant's at 24:00 (民法典 203).",
    ['agency', 'applicant'],
    { agency: '行政机关', applicant: '申请人' },
  ),
  recomputationReason: define(
    'RecomputationReason',
    'Why a due was computed anew (重新计算原因).',
    recomputationReasons,
    {
      extension: '延期',
      pause: '暂停',
      annulment: '撤销延期或者暂停',
      resume: '恢复',
      rules: '期限计算规则更正',
      calendar: '日历更新',
    },
  ),
  holderKind: define('HolderKind', 'Who uses up the time (时间占用).', holderKinds, {
    unit: '单位',
    applicant: '申请人',
    special: '特殊程序',
    nobody: '无',
  }),
});
