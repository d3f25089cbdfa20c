import type { Notice } from '../../log/notice.ts';
import type { Dated, NoticeCode, NoticeParams, ToldDue } from '../../case/notice-params.ts';
import { dueInstantText } from '../times.ts';
import { instrumentText, recordNumberText } from './instruments.ts';
import { inLine, limitText, minuteText, provisionalNote, sentence, withoutStop } from './phrases.ts';
import { decisionWords } from './items.ts';
import { clockTitle, remedyTexts, suspensionGroundTitles } from './titles.ts';

const remedies = remedyTexts.reviewOrSuit;
/** A date, where it is known, and that it may still move. */
const dueText = ({ due, provisional }: ToldDue): string =>
  due === undefined ? '' : `${dueInstantText(due)}${provisional === undefined ? '' : provisionalNote(provisional)}`;

const datesText = (clocks: readonly Dated[]): string =>
  clocks
    .map(({ clock, projected, ...told }) => `；${clockTitle(clock)}${projected ? '预计' : ''}于${dueText(told)}到期`)
    .join('');

/** Each date that moved, with the one before where it was known. */
const changesOf = (clocks: readonly Dated[]): readonly string[] =>
  clocks.map(({ clock, dueBefore, projected, ...told }) => {
    const expected = projected ? '预计' : '';
    return dueBefore === undefined
      ? `${clockTitle(clock)}${expected}于${dueText(told)}到期`
      : `${clockTitle(clock)}由${dueInstantText(dueBefore)}调整为${expected}${dueText(told)}`;
  });
const movedText = (clocks: readonly Dated[]): string =>
  changesOf(clocks)
    .map(each => `；${each}`)
    .join('');
/** What was a mistake. */
const annulledTexts = { extended: '延期', specialStarted: '特殊程序', suspended: '中止' } as const;

const missingText = ({ material, ...by }: ToldDue & { readonly material: string }): string =>
  by.due === undefined ? material : `${material}（${dueText(by)}前）`;

/** By when it is decided: as promised, or within what the law allows. */
const decisionText = ({ isByLaw, ...told }: ToldDue & { readonly isByLaw: boolean }): string =>
  told.due === undefined ? '' : isByLaw ? `，法定办理期限至${dueText(told)}` : `，承诺于${dueText(told)}前办结`;

const words: { readonly [C in NoticeCode]: (params: NoticeParams[C]) => string } = {
  stepAsked: ({ step, reasons, ...told }) =>
    `请${told.due === undefined ? '' : `于${dueText(told)}前`}办理“${step}”` +
    `${reasons.length === 0 ? '' : `：${inLine(reasons)}`}。`,
  draftOpened: ({ step, ...told }) =>
    `“${step}”的申请已生成草稿，请${told.due === undefined ? '' : `于${dueText(told)}前`}填写并提交，` +
    '逾期未提交的，视为撤回。',
  received: ({ awaitsAcceptance, ...told }) => {
    if (!awaitsAcceptance) return '已收件。';
    return told.due === undefined ? '已收件，将依法告知是否受理。' : `已收件，将于${dueText(told)}前告知是否受理。`;
  },
  foundNotRequired: ({ reason }) => `不需要取得行政许可：${sentence(reason)}`,
  acceptanceRefused: ({ reason, rightOrgan }) => `不予受理：${sentence(reason)}请向${rightOrgan}申请。`,
  noticeGiven: ({ defects, ...told }) =>
    `请${told.due === undefined ? '' : `于${dueText(told)}前`}一次补正：` +
    `${defects.map(each => `${each.item}（${each.defect}）`).join('；')}。`,
  supplied: told =>
    told.due === undefined
      ? '已收到补正材料，将依法告知是否受理。'
      : `已收到补正材料，将于${dueText(told)}前告知是否受理。`,
  accepted: told => `已受理${decisionText(told)}。`,
  tolerantlyAccepted: ({ missing, ...told }) =>
    `已容缺受理${decisionText(told)}。请补齐：${missing.map(missingText).join('、')}，逾期未补齐的，视为撤回申请。`,
  lapsed: ({ step, clocks }) => `“${step}”逾期未办理${datesText(clocks)}。`,
  deemedAccepted: ({ clocks }) => `逾期未告知，自收到申请材料之日起视为受理${datesText(clocks)}。`,
  conferenceInvited: ({ step, meets, place }) =>
    `请于${minuteText(meets)}到${place}参加“${step}”，会后由本单位自行答复。`,
  objected: ({ step, reason }) => `“${step}”期间收到异议：${sentence(reason)}您可以作出陈述。`,
  objectionAnswered: ({ step, isUpheld, reasons }) =>
    `对“${step}”的异议${isUpheld ? '成立' : '不成立'}：${inLine(reasons)}。`,
  settled: ({ result, reasons }) => `已办结：${result}${reasons.length === 0 ? '' : `，理由：${inLine(reasons)}`}。`,
  answeredFromAbove: ({ by, number, end, permits, reasons }) =>
    `${by}已作出决定（办件${number}）：${upperEnds[end]}${permits.length === 0 ? '' : permits.join('、')}` +
    `${reasons.length === 0 ? '' : `；理由：${inLine(reasons)}`}。${end === 'denied' ? remedies : ''}`,
  grantedEarly: ({ permits, conditions }) =>
    `先行准予${permits.join('、')}${conditions.length === 0 ? '' : `，附条件：${inLine(conditions)}`}；其余事项继续办理。`,
  forwardedUp: ({ to }) => `已审查完毕并转报${to}，由其作出决定。`,
  urgingAnswered: ({ answer }) => `您的催办已答复：${sentence(answer)}`,
  specialStarted: ({ takes, notice, clocks }) =>
    `启动特殊程序，所需时间 ${limitText(takes)}，不计入办理时限（文书${notice}）${datesText(clocks)}。`,
  datesMoved: ({ clocks }) => `办理期限有变动${movedText(clocks)}。`,
  cured: ({ materials, missing }) =>
    `已收到容缺材料：${materials.join('、')}。` +
    `${missing.length === 0 ? '' : `仍需补齐：${missing.map(missingText).join('、')}。`}`,
  specialOver: ({ clocks }) => `特殊程序结束，恢复计时${datesText(clocks)}。`,
  extended: ({ clock, by, reason, projected, ...told }) =>
    `${clockTitle(clock)}延长 ${limitText(by)}` +
    `${told.due === undefined ? '' : `，${projected ? '预计' : ''}至${dueText(told)}`}，` +
    `理由：${sentence(reason)}`,
  actAnnulled: ({ of, reason, clocks }) =>
    `${annulledTexts[of]}有误，已撤销：${withoutStop(reason)}${movedText(clocks)}。`,
  acceptanceAnnulled: ({ reason, ...told }) =>
    `受理有误，已撤销，原受理通知书作废：${sentence(reason)}` +
    `${told.due === undefined ? '将依法重新告知是否受理。' : `将于${dueText(told)}前重新告知是否受理。`}`,
  toleranceLapsed: ({ material }) => `容缺材料“${material}”逾期未补齐，已作失信记录。请尽快补齐。`,
  toleranceLapsedAfterGrant: ({ material }) =>
    `容缺材料“${material}”逾期未补齐，已作失信记录。许可已准予，请依法处理（行政许可法 69）。`,
  recomputed: ({ calendar, clocks }) => {
    const why = calendar === undefined ? '因期限计算规则更正' : `因放假安排调整（日历${calendar}）`;
    return `${why}，办理期限重新计算：${changesOf(clocks).join('；')}。`;
  },
  suspended: ({ ground, reason, notice }) =>
    `中止办理（${suspensionGroundTitles[ground]}）：${withoutStop(reason)}（文书${notice}）。` +
    '中止期间不计入办理时限。',
  resumed: ({ reason, clocks }) => `恢复办理，恢复计时：${withoutStop(reason)}${datesText(clocks)}。`,
  granted: ({ item, conditions, refused }) =>
    [
      `${decisionWords(item).granted}。`,
      ...conditions.map(each => `“${each.step}”附条件：${inLine(each.reasons)}。`),
      ...refused.map(each => `${decisionWords(item).denied}“${each.permit}”：${inLine(each.reasons)}。`),
      refused.length > 0 ? remedies : '',
    ].join(''),
  denied: ({ item, reasons }) => `${decisionWords(item).denied}：${inLine(reasons)}。${remedies}`,
  annulled: ({ reasons, ruling }) =>
    `原决定已依${ruling}撤销：${inLine(reasons)}。行政机关将重新作出决定，新的办件另行通知。`,
  revoked: ({ item, reasons }) => `${decisionWords(item).revoked}：${inLine(reasons)}。${remedies}`,
  permitsCancelled: ({ permits, reasons }) => `注销${permits.join('、')}：${inLine(reasons)}。${remedies}`,
  delivered: () => '结果已送达。',
  withdrawn: () => '申请已撤回。',
  deemedWithdrawn: () => '逾期未补齐材料，视为撤回申请。',
  held: told =>
    `逾期未补正，已暂停办理。${told.due === undefined ? '' : `请于${dueText(told)}前补正，逾期未补正的，视为撤回申请。`}`,
  terminated: ({ reasons }) => `终止办理：${inLine(reasons)}。`,
  instrumentAddressed: ({ record, content }) => `${recordNumberText(record)}：${instrumentText(content)}`,
};

const upperEnds = { granted: '准予', denied: '不予准予', settled: '办结', ended: '终止办理' } as const;

/** Every code of a notice that has words. */
export const noticeCodes = Object.keys(words) as readonly NoticeCode[];

/** The words of a notice. A code of a later build has none here: whoever knows it writes it. */
export function noticeText({ code, params }: Pick<Notice, 'code' | 'params'>): string {
  const text = words[code as NoticeCode] as ((params: object) => string) | undefined;
  if (!text) throw new Error(`There are no words for the notice ${code}.`);
  // A record of the ladder names the case itself.
  const about = code === 'instrumentAddressed' ? '' : `办件${(params as { readonly number: string }).number}：`;
  return `${about}${text(params)}`;
}
