import type { CourseRefusals } from '../../../refusals/case.ts';
import type { SentencesFor } from '../../sentences.ts';
import { issuesText } from '../issues.ts';
import { dueInstantText } from '../../times.ts';
import { askedLimitText, listOf, minuteText, titleOf, titlesOf } from '../phrases.ts';
import { eventTitles, postTitles, stageTitles, statusTitles, suspensionGroundTitles } from '../titles.ts';

const endTitles: Readonly<Record<string, string>> = { answered: '已办理', done: '已办理', lapsed: '已逾期失效' };
const begunTexts = {
  answered: '答复环节',
  special: '启动特殊程序',
  children: '发起子办件',
} as const;
const extended: Readonly<Record<string, string>> = {
  promised: '承诺时限',
  statutory: '法定时限',
  promise: '承诺时限',
  correction: '补正期限',
};

export const courseRefusals: SentencesFor<CourseRefusals> = {
  'step.notOpen': ({ step, expected }) => `环节“${step}”尚未开始，当前待办环节：${listOf(expected)}。`,
  'step.answered': ({ step, found, expected }) =>
    `环节“${step}”${titleOf(endTitles, found)}，答复后不再变更；当前待办环节：${listOf(expected)}。`,
  'step.cancelled': ({ step, expected }) => `环节“${step}”已取消，无须办理；当前待办环节：${listOf(expected)}。`,
  'step.invalid': ({ step, issues }) => `环节“${step}”的办理结果填写有误：${issuesText(issues)}。请更正后再提交。`,
  'step.defect': ({ step, fault }) =>
    `按此答复环节“${step}”，事项流程无法继续（${fault}）。办件未作变更，请联系系统管理员。`,
  'step.papersMissing': ({ step, expected }) => `环节${step}还缺材料：${listOf(expected)}，请一并提交。`,
  'step.notForPeople': ({ step }) => `环节“${step}”由系统或者期限自动办理，无须人工答复。`,
  'step.notClaimed': ({ step }) => `环节“${step}”并未如此认领，未作变更。`,
  'step.toThemselves': ({ step }) =>
    `环节“${step}”由其他单位办理，不得改派给本单位；请另选单位，或者由系统管理员改派。`,
  'step.sameUnit': ({ step, found }) => `环节“${step}”已在${found}，请另选单位。`,
  'step.claimed': ({ step }) => `环节“${step}”已由您认领，请直接办理。`,
  'step.paused': ({ step, found }) => `环节“${step}”因特殊程序“${found}”暂停，请先登记特殊程序的结果。`,
  'step.proposed': ({ step, proposal }) =>
    `环节“${step}”已有拟办意见（第${proposal}条），请先由另一名工作人员确认或者退回。`,
  'proposal.other': ({ step, found, expected }) =>
    expected === null
      ? `环节“${step}”没有待确认的拟办意见${found === null ? '' : `（第${found}条）`}，请重新查看该环节。`
      : `环节“${step}”待确认的是第${expected}条拟办意见，不是第${found}条，请重新查看后再办理。`,
  'proposal.samePerson': ({ step }) =>
    `环节“${step}”须由不同的工作人员办理，您已对该拟办意见签署，请由另一名工作人员确认。`,
  'proposal.post': ({ step, stage, expected }) =>
    `环节“${step}”的${titleOf(stageTitles, stage)}应当由${titlesOf(postTitles, expected)}办理。`,
  'proposal.lapsed': ({ step, why }) =>
    `环节“${step}”的拟办人${why === 'absence' ? '现不在岗' : '已不在本单位任职'}，该意见已失效，请重新拟办。`,
  'step.returnedBefore': ({ step }) => `环节${step}已经退回过一次，不再退回；请办理。`,
  'step.returnLate': ({ step, due, asked }) =>
    `环节${step}应当自交办起一个工作日内退回，即${dueInstantText(due)}前；提出时间为 ${minuteText(asked)}。请办理。`,
  'conference.none': ({ step, expected }) =>
    `环节“${step}”不是会议或者联合踏勘，本件可以召集的有：${listOf(expected)}。`,
  'conference.partiesAnswer': ({ step, expected }) =>
    expected.length === 0
      ? `环节“${step}”由各参加单位分别答复，请先召集会议。`
      : `环节“${step}”由各参加单位分别答复，召集单位不代为答复：${listOf(expected)}。`,
  'conference.notMet': ({ step, meets }) =>
    meets === null
      ? `环节“${step}”尚未召集会议，请由召集单位先行通知。`
      : `环节“${step}”的会议定于 ${minuteText(meets)}，请在会议召开后办理。`,
  'conference.met': ({ step, met }) => `环节“${step}”的会议已于 ${minuteText(met)} 召开，不再改期。`,
  'conference.tooSoon': ({ step, found, earliest }) =>
    `环节“${step}”的会议应当提前通知，最早为 ${minuteText(earliest)}，所定时间为 ${minuteText(found)}。`,
  'conference.tooLate': ({ step, found, latest }) =>
    `环节“${step}”的会议应当在 ${dueInstantText(latest)} 前召开，所定时间为 ${minuteText(found)}。`,
  'conference.minuted': ({ step }) => `环节“${step}”的会议纪要已经记录，不再变更。`,
  'conference.notParty': ({ step, found, expected }) =>
    `${listOf(found)}不是环节“${step}”的参加单位，参加单位为：${listOf(expected)}。`,
  'objection.noNotice': ({ step, expected }) =>
    `环节“${step}”不是正在进行的公示，可以提出异议的公示：${listOf(expected)}。`,
  'objection.late': ({ step }) => `公示“${step}”已经期满，不再接受异议，可以依法申请行政复议或者提起行政诉讼。`,
  'objection.own': ({ step }) => `公示“${step}”的申请人不对本人的申请提出异议，可以对他人的异议作出陈述。`,
  'objection.twice': ({ step, found }) => `您已就公示“${step}”的同一事项提出异议（${found}），请等待答复或者补充陈述。`,
  'objection.tooMany': ({ step, most }) => `公示“${step}”的异议已达${most}件，请直接与受理单位联系。`,
  'objection.invalid': ({ step, issues }) => `对公示“${step}”的异议填写有误：${issuesText(issues)}。请更正后再提交。`,
  'objection.notAnswered': ({ step, expected }) =>
    `公示“${step}”到期自行结束，由受理单位逐件答复异议，待答复的有：${listOf(expected)}。`,
  'objection.notOfParties': ({ step }) => `异议“${step}”只由申请人和提出人作出陈述。`,
  'objection.replied': ({ step }) => `您已对异议“${step}”作出陈述，请等待受理单位答复。`,
  'special.notListed': ({ step, found, expected }) =>
    found === null
      ? `环节“${step}”没有已公布的特殊程序，请直接办理该环节。`
      : `“${found}”不在环节“${step}”已公布的特殊程序清单内，可以启动的特殊程序：${listOf(expected)}。`,
  'special.tooLong': ({ found, expected }) =>
    `特殊程序所需时间“${askedLimitText(found)}”有误，应与清单所列时限单位一致，且不超过${askedLimitText(expected)}。`,
  'special.often': ({ step, found, expected }) =>
    `环节“${step}”的特殊程序“${found}”至多启动 ${expected} 次，已全部用完，请直接办理该环节。`,
  'special.notRunning': ({ step }) => `环节“${step}”没有正在进行或者待补录结果的特殊程序，请先启动。`,
  'extension.notOffered': ({ found, expected }) =>
    `“${titleOf(extended, found)}”不能延期，` +
    (expected === null ? '本事项不设延期。' : `本事项只有${titleOf(extended, expected)}可以延期。`),
  'extension.finished': ({ clock, found }) =>
    `“${titleOf(extended, clock)}”已停止计时（本件现为“${titleOf(statusTitles, found)}”），不再延期。`,
  'extension.once': ({ found, expected }) => `该时限已延期${found}次，至多延期${expected}次，不得再延期。`,
  'extension.late': ({ due, asked }) =>
    `延期应当在期限届满前批准，该期限已于 ${dueInstantText(due)} 届满，本次提出于 ${minuteText(asked)}。`,
  'extension.tooLong': ({ found, expected }) =>
    `延期“${askedLimitText(found)}”有误，应与时限单位一致，且不超过法定的${askedLimitText(expected)}。`,
  'extension.beyond': ({ due, most, of }) =>
    `延期后将于 ${dueInstantText(due)} 届满，晚于${titleOf(extended, of)}的 ${dueInstantText(most)}，请缩短延期。`,
  'annul.unknown': ({ found, expected }) =>
    `办理记录第 ${found} 项不是可以撤销的延期、暂停或者受理` +
    `${expected.length === 0 ? '' : `，可以撤销的为第 ${expected.join('、')} 项`}。`,
  'annul.twice': ({ found, by }) => `办理记录第 ${found} 项已由第 ${by} 项撤销，不再撤销。`,
  'annul.finished': ({ found }) => `“${titleOf(eventTitles, found)}”所涉时限均已停止，保留原结果，不再撤销。`,
  'annul.begun': ({ found }) => `受理后已${found.map(each => begunTexts[each]).join('、')}，受理不再撤销。`,
  'pause.notListed': ({ found, expected }) =>
    `“${found}”不是中止办理的法定事由，只有${titlesOf(suspensionGroundTitles, expected)}可以中止；` +
    '内部审批、内部征求意见、请假和会议均不停止计时。',
  'pause.noBasis': () => '依法中止的，应当写明所依据的法律条款，请补充。',
  'pause.notNoticed': () => '中止办理应当书面告知申请人，请填写告知书的文号及其摘要值。',
  'pause.noticeTwice': ({ found }) => `文书${found}已用于本件此前的暂停，每次暂停应当另行出具文书，请填写新的文号。`,
  'pause.nothingRuns': ({ found }) => `本件现为“${titleOf(statusTitles, found)}”，没有正在计时的办理时限，无须中止。`,
};
