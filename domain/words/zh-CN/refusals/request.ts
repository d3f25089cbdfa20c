import type { RequestRefusals } from '../../../refusals/request.ts';
import type { SentencesFor } from '../../sentences.ts';
import { fileStateTitles } from '../files.ts';
import { issuesText } from '../issues.ts';
import { listOf, titleOf } from '../phrases.ts';
import { roleTitles } from '../titles.ts';

const things: Readonly<Record<string, string>> = {
  act: '办理事项',
  application: '提出申请',
  case: '查询办件',
  directory: '组织机构变更',
  publication: '公布日历',
  repair: '修复',
};
const found: Readonly<Record<string, string>> = { case: '办件', procedure: '事项', notice: '公示', draft: '草稿' };
const roleTitle = (role: string): string => titleOf(roleTitles, role);

export const requestRefusals: SentencesFor<RequestRefusals> = {
  'request.needsToken': ({ what }) =>
    `“${titleOf(things, what)}”须先登录。未收到登录凭证，请在请求头“authorization”中提供。`,
  'request.notForRole': ({ what, role, unit }) =>
    `您现在的身份（${roleTitle(role)}${unit === undefined ? '' : `，单位“${unit}”`}）无权使用“${what}”，` +
    '请以有权限的身份登录。',
  'request.otherUnit': ({ what, role, expected }) =>
    `“${what}”对${roleTitle(role)}只限本单位，${expected === null ? '而您没有所属单位' : `即“${expected}”`}，` +
    '请勿填写其他单位。',
  'request.unitMissing': () => '环节列表按单位查询，请用“unit”写明单位。',
  'request.tokenWithoutUnit': () => '该列表按单位查询，而您的登录凭证没有写明单位，请以所属单位登录。',
  'request.forThemselves': () =>
    '申请人只能为自己或者登记关联的单位申请，请核对“onBehalfOf”；需要他人代办的，请由受委托的帮办代办人员提出。',
  'party.exists': ({ found: party }) => `该申请人已登记，编号“${party}”，请直接使用，不要重复登记。`,
  'file.unknown': ({ found }) => `没有您上传的文件“${found}”，请核对编号，或者重新上传。`,
  'file.notReady': ({ found, state }) => `文件“${found}”暂时不能使用：${fileStateTitles[state]}。`,
  'file.used': ({ found }) => `文件${listOf(found)}已用于其他办件，或者已不存在，请重新上传。`,
  'file.oneOfTwo': () => '材料应注明上传的文件编号（file），或者另行保管的原件的摘要值（digest），二者只填其一。',
  'draft.notSaved': ({ most }) =>
    `草稿未保存：每位申请人至多保存 ${most} 份草稿，且草稿不能改为其他申请人或者其他事项。`,
  'party.unknown': () => '没有登记该申请人，请核对编号，或者先在综合窗口登记。',
  'party.same': () => '登记信息与所填内容相同，未作变更。',
  'party.own': () => '您与该申请人有关联，应当回避，请由窗口其他工作人员办理登记。',
  'party.atTheWindow': () => '名称和信用等级须凭证明材料到综合窗口变更，此处只能变更联系电话。',
  'party.personUnknown': () => '机构目录中没有该登录人员，请核对其编号。',
  'party.noKey': () => '系统没有配置身份号码的密钥（IDENTITY_KEY），不能按身份号码登记或者检索，请联系系统管理员。',
  'erasure.oneSubject': () => '请指明一个申请人或者一个办件，删除其个人信息。',
  'erasure.organisation': () => '法人、非法人组织的名称和代码依法公开，不予删除；请指明需要删除个人信息的办件。',
  'erasure.caseOpen': ({ found }) => `尚有${found}件办件未归档，仍需使用该信息；请在全部归档后再申请，或者先撤回申请。`,
  'party.oneSearch': ({ least }) => `请按一项检索：统一社会信用代码、公民身份号码，或者至少${least}个字的名称开头。`,
  'request.noDelegation': () => '没有该申请人现行有效的委托，帮办代办以委托为限，请先登记委托。',
  'request.notFound': ({ what }) =>
    `没有您可以查看的${titleOf(found, what)}，请核对编号，或者以经办该事项的身份登录后查询。`,
  'request.askAgain': () => '办理结果尚不确定，请用同一操作编号（commandId）再次提交，不会重复办理。',
  'request.otherContent': ({ commandId }) =>
    `操作编号“${commandId}”已用于其他内容，请原样重复提交，或者为新的操作使用新的编号。`,
  'request.unfit': ({ issues }) => `提交的内容有误：${issuesText(issues)}。请更正后再提交。`,
  'request.developmentOnly': ({ what }) => `“${what}”会调整办件的时间，只限开发环境使用，请不要填写。`,
  'request.outOfRange': ({ argument, found: given, least, most }) =>
    `“${argument}”的值 ${given} 有误，应为${least}至${most}，请更正。`,
  'live.tooFarBehind': () => '该游标之后的变动已不再保留，请重新查询所显示的内容，并不带“after”重新订阅。',
  'request.tooComplex': ({ found: cost, most }) =>
    `查询内容过多（计${cost}），不得超过${most}，请减少每页条数或者查询项目。`,
};
