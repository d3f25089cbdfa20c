import type { HolderParams } from '../../case/explain/holder.ts';
import type { RecomputationCauses } from '../../case/explain/recomputations.ts';
import { citationOf } from '../../law.ts';
import type { ExplanationWords } from '../explanations.ts';
import { render, type SentencesFor } from '../sentences.ts';
import { instantTextOn } from '../times.ts';
import { lineText, pauseText, restText } from './explained-lines.ts';
import { sumStepText } from './explained-sum.ts';
import { amountText, limitText, provisionalText } from './phrases.ts';
import { clockTitle, eventTitles } from './titles.ts';

const recomputations: SentencesFor<RecomputationCauses> = {
  extension: ({ by, basis }) =>
    `延期 ${limitText(by)}${basis === undefined ? '' : `（${citationOf(basis, 'zh-CN')}）`}`,
  pause: ({ reasons }) => `暂停计时：${pauseText(reasons)}`,
  resume: () => '恢复计时',
  annulment: ({ of, event }) => `撤销${eventTitles[of]}（办理记录第 ${event} 项）`,
  calendar: ({ from, to }) => `日历更新：${from} → ${to}`,
  rules: ({ from, to }) => `期限计算规则更正：第 ${from} 版 → 第 ${to} 版`,
};

const holders: SentencesFor<HolderParams> = {
  stopped: () => '计时已停止',
  suspended: ({ notice }) => `已中止办理（文书 ${notice}），暂停计时`,
  waitsForApplicant: () => '等待申请人，暂停计时',
  specialTime: () => '特殊程序所需时间不计入时限',
  waitsOutside: () => '等待外部事项，暂停计时',
  limitOfSpecial: () => '特殊程序自身的时限',
  periodRuns: () => '期间届满前等待',
  limitOfApplicant: () => '申请人的时限',
  ownStep: () => '本环节计时中',
  ownClock: () => '计时中',
  openSteps: () => '由未办结的环节占用',
  noOpenStep: () => '无未办结环节，计入牵头单位',
  noRunningStep: () => '无正在计时的环节，计入牵头单位',
};

/** Explanations in Chinese, as the public reads them. */
export const chinese: ExplanationWords = {
  limit: limitText,
  clockTitle,
  amount: amountText,
  provisional: provisionalText,
  sumStep: sumStepText,
  line: lineText,
  pause: pauseText,
  soFar: ({ at, on, isStopped, counted, remaining }, measure) =>
    `${isStopped ? '计时止于' : '截至'} ${instantTextOn(at, on)}，已计入 ${amountText(measure, counted)}，` +
    restText(measure, remaining),
  recomputation: cause => render(recomputations, cause),
  holder: why => render(holders, why),
  length: ({ workingDays, calendarDays }) => `${workingDays} 个工作日（${calendarDays} 个自然日）`,
};
