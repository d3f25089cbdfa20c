import type { Measure } from '../../clock/explain/explanation.ts';
import type { LineParams, LineReason, NamedDay, PauseParams, PauseReason } from '../../clock/explain/reasons.ts';
import { render, type SentencesFor } from '../sentences.ts';
import { amountText } from './phrases.ts';
import { suspensionGroundTitles } from './titles.ts';

const documentText = (number: string | undefined): string => (number === undefined ? '' : `（文书 ${number}）`);

const pauses: SentencesFor<PauseParams> = {
  suspended: ({ ground, reason, notice }) =>
    `中止办理：${reason ?? suspensionGroundTitles[ground]}${documentText(notice)}`,
  special: ({ step, special, isCausedByApplicant, notice }) =>
    `${isCausedByApplicant ? '等待申请人' : '特殊程序'}“${step}：${special}”${documentText(notice)}`,
  applicantStep: ({ step }) => `等待申请人“${step}”`,
  outsideStep: ({ step }) => `等待“${step}”`,
  document: ({ number }) => number,
};
/** The reasons of a pause in one line. */
export const pauseText = (reasons: readonly PauseReason[]): string =>
  reasons.map(each => render(pauses, each)).join('；');

function namedDayText({ kind, name = '' }: NamedDay): string {
  switch (kind) {
    case 'working':
      return '工作日';
    case 'weekend':
      return '周末';
    case 'makeUp':
      return '调休上班，按工作日';
    case 'holiday':
      return `${name}放假`;
  }
}

/** What is left of a limit, or how late it is. */
export const restText = (measure: Measure, remaining: number): string =>
  remaining < 0 ? `逾期 ${amountText(measure, -remaining)}` : `尚余 ${amountText(measure, remaining)}`;

const lines: SentencesFor<LineParams> = {
  anchorDay: () => '起算日，不计',
  anchorHalf: () => '起算所在的半日，不计',
  halvesBegin: () => '起算时刻',
  hoursBegin: () => '起算',
  counted: ({ day }) => namedDayText(day),
  wholeDay: ({ day }) => `${namedDayText(day)}，全天`,
  bothHalves: ({ day }) => `${namedDayText(day)}，上午、下午`,
  morning: () => '上午',
  afternoon: () => '下午',
  calendarDay: () => '自然日',
  clockTime: () => '连续计算',
  countedOff: ({ day }) => `${namedDayText(day)}，计入，但末日为休息日须顺延`,
  off: ({ day }) => `${namedDayText(day)}，不计`,
  paused: ({ reasons }) => `暂停${reasons.length === 0 ? '' : `（${pauseText(reasons)}）`}，不计`,
  rolled: ({ day }) => `${namedDayText(day)}，末日顺延`,
  rolledTo: ({ day }) => `${namedDayText(day)}，顺延后的末日`,
  movedToDay: () => '暂停结束之日，末日移至该日',
  movedAfterPause: ({ day }) => `${namedDayText(day)}，暂停持续至一日届满，末日移至其后的工作日`,
  movedToHalf: () => '暂停结束所在的半日，末日移至该半日',
  now: ({ isStopped, measure, remaining }) => `${isStopped ? '计时停止' : '截至此时'}，${restText(measure, remaining)}`,
};

/** Why a line of the sum counts or does not. */
export const lineText = (why: LineReason): string => render(lines, why);
