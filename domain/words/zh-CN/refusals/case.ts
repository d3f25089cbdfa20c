import type { CaseRefusals, Interest } from '../../../refusals/case.ts';
import type { ModeGuard } from '../../../case/vocabulary.ts';
import type { SentencesFor } from '../../sentences.ts';
import { roleBelow } from '../../../directory/roles.ts';
import { actTitle } from '../acts.ts';
import { fileText, sizeText } from '../files.ts';
import { issuesText } from '../issues.ts';
import { listOf, minuteText, titleOf, titlesOf } from '../phrases.ts';
import { itemKindTitles } from '../items.ts';
import { dueInstantText } from '../../times.ts';
import { gradeTitles, postTitles, modeTitles, roleTitles, statusTitles, suspensionGroundTitles } from '../titles.ts';

const statusTitle = (status: string): string => titleOf(statusTitles, status);
const roleTitle = (role: string): string => titleOf(roleTitles, role);

const interests: Readonly<Record<Interest, string>> = {
  own: '是本件的当事人',
  delegation: '是本件当事人的受托人',
  kin: '是本件当事人的亲属',
  interest: '与本件当事人有利害关系',
  about: '是本件反映的对象',
};

/** `upper.housing` is the unit of the role one level above. */
const roleOfUnit = (name: string): string => {
  const role = roleBelow(name);
  return role === undefined ? name : `${role}（上一级）`;
};

const modeGuards: Readonly<Record<ModeGuard, string>> = {
  notChosen: '该方式在受理、决定时依条件适用，申请时无须选择',
  creditGrade: '申请人的信用等级不符合条件，信用修复后可以选择',
  excluded: '所申请的内容不适用告知承诺',
  unsigned: '须提交申请人签署的告知承诺书',
  notDeclared: '提交了告知承诺书，但未选择告知承诺',
  asksPeople: '所申请的内容需要审查，不能当场办结',
  byEngine: '免申即享由系统主动办理，请改为直接申请',
  notShared: '所需材料不能全部通过数据共享获取',
  noPriority: '仅信用等级 A 级的申请人或者重点项目可以使用',
  samePlace: '由异地窗口代收的申请才可以使用',
};

export const caseRefusals: SentencesFor<CaseRefusals> = {
  'case.unknown': ({ found }) =>
    found === undefined ? '未收到该编号的申请，请核对办件编号。' : `没有办件“${found}”，请核对办件编号。`,
  'case.received': () => '该申请此前已经收件，请查询原办件。',
  'applicant.unknown': () => '登记中没有该申请人，请先登记或者核对后再提交。',
  'case.ended': ({ found }) => `本件已办结（${statusTitle(found)}），不再办理其他事项；如仍有需要，请另行申请。`,
  'case.wrongState': ({ act, found, expected }) =>
    `本件现为“${statusTitle(found)}”，不能办理“${actTitle(act)}”；该事项须在下列状态办理：` +
    `${titlesOf(statusTitles, expected)}。`,
  'case.notDecided': ({ act, found }) => `本件尚未作出决定（${statusTitle(found)}），不能办理“${actTitle(act)}”。`,
  'case.annulled': ({ act }) => `本件的决定已被撤销，不再办理“${actTitle(act)}”。`,
  'case.decided': ({ act, found }) =>
    `本件已作出决定（${statusTitle(found)}），不能再办理“${actTitle(act)}”；对决定不服的，可以依法申请行政复议或者提起行政诉讼。`,
  'case.suspended': ({ act, found, notice, since }) =>
    `本件自 ${minuteText(since)} 起中止办理（${titleOf(suspensionGroundTitles, found)}，文书${notice}），` +
    `请待恢复办理后再办理“${actTitle(act)}”。`,
  'case.notSuspended': ({ found }) => `本件现为“${statusTitle(found)}”，没有中止办理，无须恢复。`,
  'case.notSameDay': ({ act }) => `“${actTitle(act)}”应当在收件当日告知，现已超过，请予受理或者一次性告知补正内容。`,
  'actor.wrongRole': ({ act, found, expected }) =>
    `“${actTitle(act)}”由${expected.map(roleTitle).join('或者')}办理，您现在的身份是${roleTitle(found)}，` +
    '请由相应人员办理。',
  'actor.wrongUnit': ({ act, found, expected }) =>
    `“${actTitle(act)}”由单位“${expected}”办理，` +
    `${found === null ? '您没有所属单位' : `您所在单位是“${found}”`}，请由该单位办理。`,
  'actor.wrongPost': ({ act, found, expected }) =>
    `“${actTitle(act)}”应由“${titleOf(postTitles, expected)}”或者主要负责人办理，` +
    `您的职务是“${titleOf(postTitles, found)}”。`,
  'actor.notTheApplicant': ({ act }) =>
    act === 'receive'
      ? '申请应当由申请人本人、受其委托的帮办代办人员或者综合窗口提出，请核实身份或者委托。'
      : `“${actTitle(act)}”由本件申请人或者受其委托的帮办代办人员办理，请核实身份或者委托。`,
  'actor.receivedTheCase': ({ act }) =>
    `收件、受理本件的人员不得再办理“${actTitle(act)}”（受理与审批分离），请由本单位其他人员办理。`,
  'actor.assignedTheStep': ({ act }) => `改派该环节的人员不得再办理“${actTitle(act)}”，请由承办单位其他人员办理。`,
  'actor.interested': ({ act, found }) =>
    `您${interests[found]}，应当回避，不得办理“${actTitle(act)}”，请由其他工作人员办理。`,
  'child.noDraft': ({ step }) => `环节“${step}”没有待提交的草稿：尚未生成，或已经提交。`,
  'child.foreign': ({ found }) => `办件 ${found} 不是本办件的主办件或子办件。`,
  'form.invalid': ({ issues }) => `申请表填写有误：${issuesText(issues)}。请更正后再提交。`,
  'form.defect': ({ fault }) => `本事项的流程无法处理这份表单（${fault}）。本次未收件；请更正表单，或者联系管理员。`,
  'command.invalid': ({ issues }) => `提交的内容有误：${issuesText(issues)}。请更正后再提交。`,
  'procedure.unknown': ({ found, expected }) => `没有事项“${found}”，现有事项：${listOf(expected)}。请核对事项及版本。`,
  'procedure.other': ({ found, expected }) =>
    `此处办理事项“${expected}”，而本件属于事项“${found}”，请使用该事项及其版本的办理入口。`,
  'procedure.unavailable': ({ procedure, roles, place }) =>
    `事项“${procedure}”暂不能收件：机构目录中${place === undefined ? '' : `，区域“${place}”及其上级`}` +
    `没有承担下列职能的单位：${listOf(roles.map(roleOfUnit))}，请联系管理员补充。`,
  'forward.noUpper': ({ found }) => `单位“${found}”没有可以转报的上级单位，请在本级作出决定，或者写明转报的机关。`,
  'deliver.below': ({ found }) => `本件由下级转报，结果由原办件（${found}）统一送达，此处无须送达。`,
  'permits.handOver': ({ act, expected }) =>
    `已先行准予的${listOf(expected)}尚未送达，送达后方可办理“${actTitle(act)}”。`,
  'place.unknown': ({ found, expected }) => `机构目录中没有区域“${found}”，现有区域：${listOf(expected)}。`,
  'place.needed': ({ procedure, expected }) =>
    `事项“${procedure}”在多个区域办理，请选择办理区域：${listOf(expected)}。`,
  'procedure.notInForce': ({ found, expected, mutation }) =>
    `事项版本“${found}”不再收件，现行版本为“${expected}”，请使用 ${mutation}。`,
  'mode.notOffered': ({ found, expected }) =>
    `本事项不提供${titlesOf(modeTitles, found)}，可选的办理方式：${titlesOf(modeTitles, expected)}。`,
  'mode.guard': ({ mode, why }) => `不能选择${titleOf(modeTitles, mode)}：${modeGuards[why]}。`,
  'commitment.restedOn': () => '以承诺替代的环节之后已有办理意见，不能单独撤回承诺。可以撤回申请，或者等待决定。',
  'mode.notChosen': ({ mode, expected }) =>
    `本件没有选择${titleOf(modeTitles, mode)}，所选办理方式：${titlesOf(modeTitles, expected)}。`,
  'mode.notAssisted': () => '本件由申请人本人提交，不能选择帮办代办；请取消该办理方式，或者由代办人、综合窗口提交。',
  'material.unknown': ({ found, expected }) =>
    `本事项不需要材料：${listOf(found)}。请只提交下列材料：${listOf(expected)}。`,
  'material.notShared': ({ found }) => `${listOf(found)}由办理机关通过数据共享获取，无需提交。`,
  'material.notOfStep': ({ step, found, expected }) =>
    `环节${step}只接收下列材料：${listOf(expected)}，现提交了：${listOf(found)}。`,
  'material.twice': ({ found }) => `同一材料只提交一次，重复的材料：${listOf(found)}，请删除多余的一份。`,
  'acceptance.incomplete': ({ act, required, tolerable }) =>
    act === 'accept'
      ? `材料不齐全，不能受理，缺少：${listOf([...required, ...tolerable])}。请一次性告知申请人补正` +
        `${required.length === 0 ? '，或者容缺受理' : ''}。`
      : `主要材料不得容缺，缺少：${listOf(required)}。请一次性告知申请人补正。`,
  'acceptance.otherMissing': ({ found, expected }) =>
    found.length + expected.length === 0
      ? '没有可以容缺的材料尚缺，请按材料齐全受理。'
      : `容缺的材料与实际不符：列明的是${listOf(found)}，实际缺少且可以容缺的是${listOf(expected)}，请按后者列明。`,
  'cure.notMissing': ({ found, expected }) =>
    found.length === 0
      ? '没有容缺待补齐的材料，无需补齐。'
      : `${listOf(found)}不在容缺补齐的范围内，待补齐的材料：${listOf(expected)}。`,
  'notice.unknownItem': ({ found, expected }) =>
    `${listOf(found)}既不是本事项的材料，也不是申请表的项目，请从下列各项中选择：${listOf(expected)}。`,
  'notice.shared': ({ found }) => `${listOf(found)}可以通过数据共享获取，不得要求申请人提交；请从数据源调取。`,
  'notice.second': ({ found, expected }) =>
    found.length + expected.length === 0
      ? '申请人没有补充新的内容，不得再次告知补正。'
      : `再次告知只能涉及新补充的内容（${listOf(expected)}），下列内容此前已有，不得再要求补正：${listOf(found)}。`,
  'notice.incomplete': ({ missing }) =>
    `应当一次性告知需要补正的全部内容，还缺少：${listOf(missing)}。请一并告知，遗漏的此后不得再要求。`,
  'supply.incomplete': ({ expected }) => `补正通知所列各项应当一次补齐，尚缺：${listOf(expected)}，请一并提交。`,
  'intake.from': ({ found, expected }) =>
    expected.length === 0
      ? `本事项由申请人提出，不登记来源（${found ?? ''}）。`
      : `来源${found === null ? '未填写' : `“${found}”不在本事项范围内`}，请从下列来源中选择：${listOf(expected)}。`,
  'receipt.online': () => '网上申请以提交之时为收件时间，不得另填收件日期。',
  'receipt.day': ({ found, earliest, latest }) =>
    `收件日期“${found}”有误，应在 ${earliest} 至 ${latest} 之间（至多补录十个工作日内收到的材料）。`,
  'permit.notGranted': ({ found, expected }) =>
    found.length === 0
      ? '没有现行有效的许可。'
      : `${listOf(found)}没有准予，或者已经失效；现行有效的：${listOf(expected)}。`,
  'permit.expired': ({ permit, found }) => `${permit}的有效期已于 ${found} 届满，请重新申请。`,
  'permit.continuing': ({ permit }) => `${permit}的延续、变更或者更正正在办理，请待办结后再提出。`,
  'permit.notRenewable': ({ permit }) => `${permit}没有有效期，或者不可延续，请重新申请。`,
  'permit.renewalLate': ({ permit, latest }) => `${permit}的延续应当最迟于 ${latest} 提出，现已超过，请重新申请。`,
  'permit.unchanged': ({ permit }) => `变更${permit}，请提交变更后的申请表。`,
  'permit.valid': ({ found }) => `${listOf(found)}的有效期尚未届满，不能以届满为由注销。`,
  'publish.notPublic': ({ kind }) => `${titleOf(itemKindTitles, kind)}的决定不予公示。`,
  'revoke.notRevocable': () =>
    '本事项没有规定撤销许可的机关和依据，不能撤销；有异议的，请依法申请行政复议或者提起行政诉讼。',
  'revoke.notGranted': ({ found, expected }) =>
    found.length === 0
      ? '没有可以撤销的许可。'
      : `${listOf(found)}没有准予或者已经撤销，可以撤销的许可：${listOf(expected)}。`,
  'material.notReplaced': ({ found }) => `${listOf(found)}没有可以替代的材料，请提交原定材料。`,
  'material.fileUnfit': ({ material, found, expected }) =>
    `“${material}”的文件不符合要求（${found.type}，${sizeText(found.bytes)}）。应为${fileText(expected)}。`,
  'completeness.open': ({ act, expected }) =>
    `须待各单位完成材料齐全性核对后方可办理“${actTitle(act)}”，尚未核对的单位：${listOf(expected)}。`,
  'completeness.defects': ({ act, found }) =>
    `有关单位核对认为材料不齐全，不能办理“${actTitle(act)}”：${listOf(found)}。请一次性告知申请人补正。`,
  'completeness.done': ({ unit }) => `单位“${unit}”已完成核对，或者不参加本事项的核对。`,
  'rating.notDelivered': ({ found }) => `本件现为“${statusTitle(found)}”，送达或者办结后才能评价。`,
  'rating.twice': ({ found }) => `本件已评价为“${titleOf(gradeTitles, found)}”，不再重复评价。`,
  'rating.late': ({ until }) => `评价期已于 ${dueInstantText(until)} 届满，不再评价。`,
  'urging.open': ({ since }) => `您于 ${minuteText(since)} 的催办尚待答复，请等待答复后再催办。`,
  'urging.none': () => '本件没有待答复的催办，无须答复。',
  'appeal.noted': ({ found }) => `文书${found}已经登记，无须再次登记。`,
  'publish.done': () => '本件决定已经公示，无须再次公示。',
};
