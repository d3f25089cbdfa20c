import { usualLanguage, type Language } from './language.ts';

/**
 * Every article of law, and every standing rule of the office, that a transition or a refusal rests on: once, by code,
 * as it is cited in writing. These are names, not wording: they are the same in every language.
 */
export const bases = {
  'licensing-law.29': '行政许可法 29',
  'licensing-law.31': '行政许可法 31：不得要求提交无关材料',
  'licensing-law.32': '行政许可法 32',
  'licensing-law.32.1': '行政许可法 32（一）',
  'licensing-law.32.2': '行政许可法 32（二）',
  'licensing-law.32.1-2': '行政许可法 32（一）（二）',
  'licensing-law.32.4': '行政许可法 32（四）',
  'licensing-law.32.4.once': '行政许可法 32（四）：一次告知',
  'licensing-law.32.4.whole': '行政许可法 32（四）：一次告知全部内容',
  'licensing-law.32.5': '行政许可法 32（五）',
  'licensing-law.32.silence': '行政许可法 32：逾期不告知的，自收到申请材料之日起即为受理',
  'licensing-law.34': '行政许可法 34',
  'licensing-law.35': '行政许可法 35',
  'licensing-law.38': '行政许可法 38',
  'licensing-law.42': '行政许可法 42',
  'licensing-law.44': '行政许可法 44',
  'licensing-law.45': '行政许可法 45',
  'licensing-law.45.list': '特殊程序清单；行政许可法 45',
  'licensing-law.45.written': '行政许可法 45：书面告知申请人',
  'licensing-law.49': '行政许可法 49',
  'licensing-law.50': '行政许可法 50：有效期届满前未作决定的，视为准予延续',
  'licensing-law.69': '行政许可法 69',
  'licensing-law.70': '行政许可法 70',
  'civil-code.180': '民法典 180：不可抗力',
  'civil-code.203': '民法典 203',
  'business-environment.36': '优化营商环境条例 36',
  'supervision-regulation': '政府督查工作条例',
  'rule.monitoring': '电子监察预警',
  'rule.order': '督办单',
  'rule.publicity': '双公示',
  'rule.publicity.within': '双公示：决定之日起七个工作日内',
  'rule.sharedData': '通过数据共享能够获取的材料，不得要求申请人提交',
  'rule.return': '交办有误的，一个工作日内退回，以一次为限',
  'rule.deferral': '容缺后补：在约定事项办理前补齐',
  'rule.tolerance': '容缺受理：次要材料，书面承诺',
  'rule.tolerance.main': '主要材料不得容缺',
  'rule.tolerance.within': '容缺受理：承诺期限内补齐',
  'rule.tolerance.lapsed': '容缺材料逾期未补，视为撤回申请',
  'rule.correction.lapsed': '逾期不补正的，视为撤回申请',
  'rule.correction.held': '逾期不补正的，按本事项规定挂起',
  'rule.instantAuto': '秒批秒办：数据共享核验，系统自动受理、办结',
  'rule.noApplication': '免申即享：符合条件的主动受理，经本人确认办理',
  'rule.applyAndEnjoy': '即申即享：一键申请，即时受理',
  'rule.modeLapsed': '不能按所选方式办理的，转为承诺件办理',
  'rule.commitment.withdrawn': '告知承诺由申请人自愿选择，决定作出前可以撤回，按一般程序办理',
  'rule.extension.applicant': '申请人的补正、容缺期限可因故延长一次',
  'rule.receipt': '邮寄、窗口材料以收到之日为收件日，由综合窗口补录',
  'rule.intake.issue': '企业和群众诉求登记',
  'rule.intake.order': '交办件登记',
  'rule.intake.schedule': '按期发起',
  'rule.annulment': '延期、暂停、受理有误的，由作出单位或者上一级撤销',
  'rule.agency': '帮办代办：以委托为限',
  'rule.separation': '受理与审批分离',
  'civil-servant-law.76': '公务员法 76：回避',
  'personal-information-law.47': '个人信息保护法 47：删除个人信息',
  'rule.suspension': '中止期间不计入办理时限，恢复后继续办理',
  'rule.suspension.byLaw': '依法中止',
  'rule.suspension.over': '中止原因消除，恢复办理',
  'rule.decideAnew': '行政复议法 64、行政诉讼法 70：撤销原决定，责令重新作出',
  'rule.rating': '政务服务好差评',
  'rule.urging': '催办：牵头单位一个工作日内答复',
  'rule.appeal': '行政复议法、行政诉讼法',
  'rule.withdrawal': '申请人在决定作出前撤回申请',
  'rule.termination': '申请材料虚假或者申请人主体资格灭失，终止办理',
  'rule.end': '办结后不再变更',
  'rule.end.new': '办结后不再变更；回头看另立新件',
  'rule.closing': '办结归档',
  'rule.calendar': '放假安排调整，办理期限按新日历重新计算',
  'rule.calendar.notDue': '放假安排调整后该时限尚未届满',
  'rule.engineRules': '期限计算规则更正，办理期限按更正后的规则重新计算',
  'rule.engineRules.notDue': '期限计算规则更正后该时限尚未届满',
  'rule.askedInTime': '期限内提出的行为按提出时间计',
} as const;

/** Rules of counting and of calendars, which have no article: told in the reader's language. */
const ownRules = {
  'count.days': {
    en: 'Days are those of the Gregorian calendar, 1900 to 9999',
    'zh-CN': '日期为公历日期，1900年至9999年',
  },
  'count.instants': {
    en: 'An instant is a day with a time, in UTC+8 where no offset is said',
    'zh-CN': '时刻为日期加时间，未注明时区的为东八区',
  },
  'count.wholeMinutes': { en: 'Hours are counted in whole minutes', 'zh-CN': '小时按整分钟计算' },
  'count.noConversion': { en: 'Never turn one unit into another', 'zh-CN': '期限单位之间不换算' },
  'count.positive': { en: 'A limit is at least one of its own unit', 'zh-CN': '期限至少为一个单位' },
  'count.limit': { en: 'A limit is a number and a unit, or a date', 'zh-CN': '期限为数字加单位，或者一个日期' },
  'count.earlierOf': {
    en: 'The earlier of two is of two limits that are counted',
    'zh-CN': '取早的两个期限均应按数量计算',
  },
  'count.extension': { en: "An extension is in the limit's own unit", 'zh-CN': '延期与期限用同一单位' },
  'count.date': { en: 'DATE neither pauses nor extends', 'zh-CN': '固定日期不暂停、不延期' },
  'count.pause': { en: 'A pause has a beginning and an end', 'zh-CN': '暂停有起有止' },
  'calendar.oneOverride': {
    en: 'One override row per (calendar, version, date)',
    'zh-CN': '同一日历、版本、日期只有一条安排',
  },
  'calendar.businessHours': { en: 'Business hours are segments', 'zh-CN': '办公时间由时段组成' },
  'calendar.file': {
    en: 'A calendar is a file of arrangements by the year of their notice',
    'zh-CN': '日历文件按通知年份列明放假安排',
  },
  'calendar.reach': {
    en: 'A calendar answers from its first year to two years after the last notice; beyond, a deadline is refused',
    'zh-CN': '日历适用于首个年份起至最后一次通知后两年，超出的不计算到期日',
  },
  'calendar.version': {
    en: 'Every deadline is computed with a published version',
    'zh-CN': '到期日按已公布的日历版本计算',
  },
  'calendar.unchanged': { en: 'A published version never changes', 'zh-CN': '已公布的版本不再变更' },
  'calendar.noneLeft': {
    en: 'Running clocks are never left to an unpublished year',
    'zh-CN': '计时中的时限不落入未公布的年份',
  },
} as const;
export type BasisCode = keyof typeof bases | keyof typeof ownRules;

/**
 * What a transition or a refusal rests on: an article or a rule by its code, what the procedure or an official cites in
 * their own words, or both.
 */
export type Basis =
  | { readonly code: BasisCode; readonly text?: string | undefined }
  | { readonly code?: undefined; readonly text: string };

export const basisCodes = [...Object.keys(bases), ...Object.keys(ownRules)] as [BasisCode, ...BasisCode[]];

/** A basis by its code alone, as it is cited most often. */
export const basisOf = (cited: BasisCode | Basis): Basis => (typeof cited === 'string' ? { code: cited } : cited);

const isLaw = (code: BasisCode): code is keyof typeof bases => Object.hasOwn(bases, code);

/** The basis as it is cited in writing. */
export const citationOf = ({ code, text: own }: Basis, language: Language = usualLanguage): string => {
  const cited = code === undefined ? undefined : isLaw(code) ? bases[code] : ownRules[code][language];
  return [cited, own].filter(part => part !== undefined).join('；');
};
