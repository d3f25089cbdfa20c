import type { GuideWords, MaterialSaid, ModeSaid } from '../guide/words.ts';
import type { Mode } from '../../procedure/language/mode.ts';
import { fileText } from './files.ts';
import { itemKindTitles } from './items.ts';
import { channelTitles, materialKindTitles, modeTitles, stepKindTitles } from './titles.ts';
import { limitText, listOf } from './phrases.ts';

const yuan = (fen: number): string => `${(fen / 100).toFixed(2).replace(/\.00$/, '')} 元`;
const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;
const list = (items: readonly string[]): string => listOf(items);

function materialText({ kind, within, before, givenBy, source, instead, files, when }: MaterialSaid): string {
  return [
    source === undefined ? materialKindTitles[kind] : `由数据共享取得（${source}），无需提交`,
    ...(source === undefined && within !== undefined ? [`受理后 ${within}内补齐`] : []),
    ...(before === undefined ? [] : [`在“${before}”前补齐`]),
    ...(givenBy === undefined ? [] : [`随“${givenBy}”提交`]),
    ...(instead === undefined ? [] : [`可以提交${instead}代替`]),
    ...(files === undefined ? [] : [`电子文件${fileText(files)}`]),
    ...(when === undefined ? [] : [`仅当${when}`]),
  ].join('；');
}

/** Whom a mode is open to, and what it comes to. */
const guards: Readonly<Record<Mode, (said: ModeSaid) => string>> = {
  onTheSpot: () => '材料齐全的，窗口当场受理、办结、送达',
  instantAuto: () => '材料全部由数据共享取得，系统按规则自动受理、办结；不能自动准予的转为承诺件',
  tolerant: () => '次要材料欠缺的，申请人签订容缺承诺书后先行受理',
  deferredSupplement: () => '容缺的材料可以在决定之后补齐',
  commitment: ({ covers = [], excludes = [], verify, fix, revokes = [], basis }) =>
    [
      `申请人自愿选择并签订告知承诺书，${list(covers)}不再审查`,
      ...(excludes.length === 0 ? [] : [`不适用于：${excludes.join('；或者')}`]),
      `决定后进行${verify}，不符的${fix}，仍不符的撤销${list(revokes)}（${basis}）`,
    ].join('；'),
  singleId: ({ identity }) => `只需提交${identity}，其余材料由数据共享取得`,
  crossRegion: () => '可以在其他地方的窗口提交，自该窗口收件之日起计时',
  noApplication: ({ consent }) => `无需申请，由系统主动发起，经“${consent}”后办理`,
  applyAndEnjoy: ({ consent }) => `申请即受理，不再另行“${consent}”`,
  assisted: () => '由帮办代办人员或者窗口代为提交',
  fastLane: ({ keyProject }) =>
    `信用等级为 A 的${keyProject === undefined ? '' : `，或者${keyProject}的，`}优先办理，时限不变`,
};

const changeWords = {
  materials: ['需要材料', '不需要材料'],
  steps: ['增加环节', '减少环节'],
  permits: ['发给', '不发给'],
  results: ['结果为', '结果不为'],
  fees: ['需缴纳', '不需缴纳'],
  modes: ['可以选择', '不能选择'],
} as const;

const changeTitles = { fewer: '减少', same: '持平', more: '增加' } as const;
const counterTitles = { items: '事项', levels: '层级', materials: '材料', steps: '环节', time: '时限' } as const;

/** What a guide says in Chinese (办事指南). */
export const chineseGuide: GuideWords = {
  headings: {
    materials: '申请材料',
    steps: '办理环节',
    afterwards: '决定之后',
    limits: '办理时限',
    fees: '收费',
    outcomes: '办理结果',
    special: '特殊程序（时间不计入时限）',
    offices: '咨询电话',
    modes: '办理方式',
    follows: '填写不同，办理不同',
    reductions: '五减',
  },
  kind: kind => `事项类型：${itemKindTitles[kind]}`,
  lead: unit => `牵头单位：${officeText(unit)}`,
  assigned: '办理中指定的单位',
  channels: channels => `办理渠道：${list(channels.map(each => channelTitles[each]))}`,
  begun: by => ({ issue: '由受理单位登记诉求', order: '由受理单位登记交办', schedule: '由系统按期发起，无需申请' })[by],
  limit: limitText,
  promised: limits => `承诺时限：${limits.length === 0 ? '不作承诺' : limits.join('；')}`,
  statutory: limits => `法定时限：${limits.length === 0 ? '法律法规未规定' : limits.join('；')}`,
  otherLimits: (acceptance, delivery) =>
    `${acceptance === undefined ? '' : `受理：收件后 ${acceptance}内；`}送达：决定后 ${delivery}内`,
  extension: (atMost, basis) => `经批准可以延长 ${atMost}（${basis}）`,
  saving: ({ promised, statutory, share, isThird, atMost }) =>
    `承诺 ${limitText(promised)}，法定 ${limitText(statutory)}` +
    (share === undefined ? '' : `，压缩 ${percent(share)}`) +
    (isThird ? '' : `，不足三分之一${atMost === undefined ? '' : `（应不超过 ${limitText(atMost)}）`}`),
  onDate: field => `${field}所填日期`,
  fromIntake: limit => `自收件起 ${limit}`,
  onlyIf: (text, condition) => `${text}（${condition}）`,
  material: materialText,
  step: ({ kind, who, parties, within, people, isTrio, pauses, when, modes, repeats, isUsual, fee }) => [
    ...(who === undefined ? [stepKindTitles[kind]] : [who]),
    ...(parties.length === 0 ? [] : [`召集${list(parties)}`]),
    ...within,
    ...(isTrio ? ['承办、审核、批准三人'] : people > 1 ? [`${people} 人`] : []),
    ...(fee === undefined ? [] : [`收费 ${fee}`]),
    ...(pauses.length === 0 ? [] : [`可因${list(pauses)}暂停`]),
    ...(when === undefined ? [] : [`仅当${when}`]),
    ...(modes.length === 0 ? [] : [`仅限${list(modes.map(mode => modeTitles[mode]))}`]),
    ...(isUsual || when !== undefined || modes.length > 0 ? [] : ['必要时']),
    ...(repeats ? ['可重复'] : []),
  ],
  fee: (amount, basis) => `${yuan(amount)}（${basis}）`,
  free: '不收费',
  permit: ({ title, validFor, until, renewal }) =>
    title +
    (until === undefined ? '' : `，有效期至${until}所填日期`) +
    (validFor === undefined ? '' : until === undefined ? `，有效期 ${validFor}` : `，最长 ${validFor}`) +
    (renewal === undefined ? '' : `，届满 ${renewal}前申请延续`),
  special: (title, atMost, basis, isApplicants) =>
    `${title}：不超过 ${atMost}（${basis}）${isApplicants ? '，申请人原因' : ''}`,
  mode: mode => modeTitles[mode],
  guard: (mode, said) =>
    `${modeTitles[mode]}：${guards[mode](said)}` +
    (mode !== 'tolerant' && mode !== 'commitment'
      ? ''
      : said.credit === undefined
        ? '；信用等级为 D 的除外'
        : `；信用等级须为 ${said.credit} 以上`),
  condition: {
    isOneOf: (field, values) => `“${field}”为${values.map(each => `“${each}”`).join('或')}`,
    atLeast: (field, threshold) => `“${field}”不少于 ${threshold}`,
    below: (field, threshold) => `“${field}”少于 ${threshold}`,
    above: (field, threshold) => `“${field}”超过 ${threshold}`,
    atMost: (field, threshold) => `“${field}”不超过 ${threshold}`,
    before: (field, day) => `“${field}”早于 ${day}`,
    not: condition => `并非${condition}`,
    either: conditions => conditions.join('，或者'),
    both: conditions => conditions.join('，且'),
  },
  value: value => (value === true ? '是' : value === false ? '否' : String(value)),
  given: isTheirs => (isTheirs ? '（现填）' : '（示例）'),
  nothingChanges: '无变化',
  change: ({ of, added, removed }) => [
    ...(added.length === 0 ? [] : [`${changeWords[of][0]}${list(added)}`]),
    ...(removed.length === 0 ? [] : [`${changeWords[of][1]}${list(removed)}`]),
  ],
  stepLimit: (step, limit) => (limit === undefined ? `“${step}”不限时` : `“${step}”限 ${limit}`),
  feeAmount: (fee, amount) => `${fee}为 ${yuan(amount)}`,
  counter: counter => counterTitles[counter],
  reduction: ({ counter, now, before, change }, said) =>
    `${counterTitles[counter]}：${now === undefined ? '未承诺' : said(now)}` +
    (before === undefined
      ? ''
      : `（上一版 ${said(before)}${change === undefined ? '' : `，${changeTitles[change]}`}）`),
  named: (code, title) => [title, code],
  picture: {
    title: procedure => `${procedure}：办理流程图`,
    description: '自上而下为办理顺序，并排为同时办理，虚线为仅在一定条件下办理。',
    begins: '收件、受理',
    recorded: '登记、发起',
    materials: count => `申请人提交材料 ${count} 份`,
    decided: '决定',
    settled: '办结',
  },
  about: (what, said) => `${what}：${said}`,
  sentences: parts => parts.join('；'),
  join: parts => parts.join('，'),
  list,
};

const officeText = ({
  title,
  telephone,
}: {
  readonly title: string;
  readonly telephone?: string | undefined;
}): string => (telephone === undefined ? title : `${title}（电话 ${telephone}）`);
