import { minutesPerDay } from '../../calendar/day.ts';
import type { Measure } from '../../clock/explain/explanation.ts';
import type { LeftOut, SumParams, SumStep } from '../../clock/explain/sum.ts';
import { render, type SentencesFor } from '../sentences.ts';
import { dueInstantText, instantText, instantTextOn, timeOfDayText } from '../times.ts';
import { lineText } from './explained-lines.ts';
import { amountText, businessHoursText, dayText, limitText, provisionalText } from './phrases.ts';

/** Days that did not count; of hours and halves not how many, of which each line has a part only. */
const leftText = (left: readonly LeftOut[], measure: Measure): string =>
  left.length === 0
    ? ''
    : `；其间：${left
        .map(({ why, days }) =>
          measure === 'minute' || measure === 'halfDay' ? lineText(why) : `${lineText(why)} ${days} 天`,
        )
        .join('；')}`;

const endText = (minute: number): string =>
  minute < minutesPerDay
    ? `${timeOfDayText(minute)} 停止业务活动时（民法典第203条第二款）`
    : '24:00（民法典第203条第二款）';

/** How a clock that stands still ends once it resumes: where its limit is full already, and where it counts on. */
function resumptionText(measure: Measure, isFull: boolean): string {
  if (measure === 'minute') return '自恢复之时起接着计算';
  if (measure === 'halfDay') return isFull ? '恢复所在的半日为末日' : '自恢复后的下一半日起接着计算';
  return isFull ? '恢复之日为末日，遇休息日顺延' : '自恢复次日起接着计算';
}

const sum: SentencesFor<SumParams> = {
  fromDay: ({ anchorDay, movedFrom }) => {
    const moved =
      movedFrom === undefined ? '' : `${instantText(movedFrom)} 为非工作时间，按本事项规定以下一工作日为起算日；`;
    return `起算：${moved}起算日 ${dayText(anchorDay)}不计，自次日起算（民法典第201条）。`;
  },
  fromInstant: ({ anchor, anchorDay }) =>
    `起算：自 ${instantTextOn(anchor, anchorDay)} 起按小时计算（民法典第201条第二款）。`,
  fromOfficeTime: ({ anchor, anchorDay, halfDay }) =>
    `起算：自 ${instantTextOn(anchor, anchorDay)} 起按办公时间计算，半日为 ${amountText('minute', halfDay)}。`,
  fromHalf: ({ anchor, anchorDay }) =>
    `起算：${instantTextOn(anchor, anchorDay)} 所在的半日不计，自下一个半日起算；` +
    '非工作时间视为下一个上班时刻，午休属于下午。',
  limit: ({ limit, extensions, whole }) =>
    extensions.length === 0
      ? `期限：${limitText(limit)}。`
      : `期限：${limitText(limit)}，延期 ${extensions.map(limitText).join('、')}，共 ${limitText(whole)}。`,
  earlierOf: ({ limit, other, otherDue, isTie }) => {
    const end = otherDue === undefined ? '' : `（${dueInstantText(otherDue)} 到期）`;
    return isTie
      ? `取早：与 ${limitText(other)}${end}同时到期，按 ${limitText(limit)}计算。`
      : `取早：${limitText(limit)}先于 ${limitText(other)}${end}到期，按先到期者计算。`;
  },
  months: ({ limit, corresponding, isMissing, days }) =>
    `按月：${limitText(limit)}后的对应日为 ${dayText(corresponding)}` +
    `${isMissing ? '，该月无对应日，取月末日' : ''}（民法典第202条），即 ${days} 个自然日。`,
  officeHours: ({ businessHours }) =>
    `办公时间：${businessHours.map(each => businessHoursText(each, businessHours.length === 1)).join('；')}，` +
    '其余时间不计。',
  count: ({ measure, total, left }) => `计数：计入 ${amountText(measure, total)}${leftText(left, measure)}。`,
  countBeforePause: ({ measure, counted, remaining, left }) =>
    `计数：暂停前计入 ${amountText(measure, counted)}，尚余 ${amountText(measure, remaining)}` +
    `${leftText(left, measure)}。`,
  dueUnknown: ({ since, sinceDay, measure, isFull }) =>
    `到期：自 ${instantTextOn(since, sinceDay)} 起暂停，何时结束尚不可知，恢复计时后确定到期日：` +
    `${resumptionText(measure, isFull)}；暂停期间不亮牌、不逾期。`,
  dueAt: ({ at }) => `到期：${dueInstantText(at)}。`,
  dueOnDay: ({ day, counted, endMinute }) => {
    const moved = counted === undefined ? '' : `末日 ${dayText(counted)}，顺延至 ${dayText(day)}；`;
    return `到期：${moved}最后一日 ${dayText(day)}，止于 ${endText(endMinute)}。`;
  },
  dueOnDate: ({ day, endMinute }) =>
    `到期：固定日期 ${dayText(day)}，不顺延、不暂停、不延期，止于 ${endText(endMinute)}。`,
  projected: () => '预计：暂停尚未结束，到期日按暂停自身的期限推算；暂停期间不亮牌、不逾期。',
  provisional: ({ provisional }) => `暂定：${provisionalText(provisional)}。`,
  calendar: ({ title, version }) => `日历：${title}（版本 ${version}）。`,
};

/** A step of the sum in a sentence. */
export const sumStepText = (step: SumStep): string => render(sum, step);
