import type { CaseEvent } from '../../case/event.ts';
import type {
  Acceptance,
  Annulment,
  Cancellation,
  Continuation,
  ClockKind,
  Colour,
  ConclusionCode,
  DocumentKind,
  ErasureGround,
  FollowUpReason,
  Grade,
  Level,
  ModeStanding,
  PermitStanding,
  RemedyCode,
  Status,
  SuspensionGround,
} from '../../case/vocabulary.ts';
import type { ClockName } from '../../case/view.ts';
import type { Mode } from '../../procedure/language/mode.ts';

/** Titles of the words that a program knows by code: of statuses, kinds, levels, roles. Each list once. */

export const eventTitles: Readonly<Record<CaseEvent['type'], string>> = {
  received: '收件',
  foundNotRequired: '不受理',
  acceptanceRefused: '不予受理',
  completenessChecked: '材料齐全性核对',
  noticeGiven: '一次性告知',
  supplied: '补正',
  accepted: '受理',
  tolerantlyAccepted: '容缺受理',
  deemedAccepted: '视为受理',
  acceptedAtOnce: '即时受理',
  modeLapsed: '转为承诺件',
  commitmentWithdrawn: '撤回承诺',
  claimed: '认领',
  answered: '答复',
  convened: '召集会议（踏勘）',
  minutesRecorded: '会议纪要',
  objected: '公示异议',
  objectionReplied: '异议陈述',
  rated: '评价',
  urged: '催办',
  urgingAnswered: '答复催办',
  appealNoted: '复议、诉讼登记',
  proposed: '拟办意见',
  confirmed: '复核、审核、批准',
  proposalRefused: '退回拟办意见',
  proposalLapsed: '拟办意见失效',
  lapsed: '逾期失效',
  specialStarted: '特殊程序开始',
  specialEnded: '特殊程序结束',
  specialExpired: '特殊程序期满',
  specialResultRecorded: '特殊程序结果补录',
  extended: '延期',
  annulled: '撤销延期、暂停、受理',
  suspended: '中止',
  resumed: '恢复办理',
  cured: '补齐',
  toleranceLapsed: '容缺逾期',
  granted: '准予许可',
  denied: '不予许可',
  settled: '办结',
  forwardedUp: '转报',
  sentUp: '转报上级',
  answeredFromAbove: '上级决定',
  grantedEarly: '先行准予',
  delivered: '送达',
  published: '双公示',
  revoked: '撤销许可',
  withdrawn: '撤回',
  deemedWithdrawn: '视为撤回',
  held: '逾期未补正，暂停办理',
  terminated: '终止办理',
  closed: '归档',
  thresholdPassed: '预警',
  breached: '逾期',
  breachWithdrawn: '撤销逾期记录',
  recomputed: '日历调整',
  repinned: '机构变更',
  released: '退回认领',
  reassigned: '改派',
  repaired: '数据修复',
  personalErased: '删除个人信息',
  instrumentOpened: '启动督办',
  instrumentAddressed: '督办文书编号送达',
  instrumentSigned: '签发',
  instrumentReplied: '书面答复',
  instrumentOverdue: '督办逾期',
  instrumentClosed: '督办办结',
  followUpOpened: '转入新办件',
  continuationEnded: '延续、变更、更正办结',
  permitsCancelled: '注销',
  decisionAnnulled: '撤销原决定',
  effectCompleted: '系统办理完成',
  sharedFiled: '共享数据归档',
  childrenOpened: '发起子办件',
  childMoved: '子办件计时变更',
  childFiled: '子申请提交',
  childDropped: '子申请放弃',
  childEnded: '子办件办结',
  childrenStopped: '通知子办件终结',
  silenceWithdrawn: '撤销未答复记录',
};

export const modeTitles: Readonly<Record<Mode, string>> = {
  onTheSpot: '即来即办',
  instantAuto: '秒批秒办',
  tolerant: '容缺受理',
  deferredSupplement: '容缺后补',
  commitment: '告知承诺',
  singleId: '一证通办',
  crossRegion: '全省通办',
  noApplication: '免申即享',
  applyAndEnjoy: '即申即享',
  assisted: '帮办代办',
  fastLane: '绿色通道',
};

export const modeStandingTitles: Readonly<Record<ModeStanding, string>> = {
  offered: '可选用',
  used: '已采用',
  cured: '已补齐、已核查',
  lapsed: '已失效',
  withdrawn: '已撤回',
};

export const statusTitles: Readonly<Record<Status, string>> = {
  received: '已收件',
  correction: '待补正',
  inReview: '审核中',
  special: '特殊程序中',
  held: '挂起',
  granted: '准予许可',
  grantedTolerant: '准予许可（容缺）',
  denied: '不予许可',
  atUpper: '转报上级办理',
  forwardedUp: '已转报',
  settled: '已办结',
  delivered: '已送达',
  closed: '已归档',
  notRequired: '不受理',
  notAccepted: '不予受理',
  withdrawn: '已撤回',
  deemedWithdrawn: '视为撤回',
  terminated: '已终止',
  revoked: '已撤销',
};

export const acceptanceTitles: Readonly<Record<Acceptance, string>> = {
  accepted: '受理',
  tolerant: '容缺受理',
  deemed: '视为受理',
};

export const colourTitles: Readonly<Record<Colour, string>> = {
  green: '绿',
  blue: '蓝：过半提醒',
  yellow: '黄牌：将到期',
  red: '红牌：逾期',
  darkRed: '深红：超法定时限',
};

export const clockKindTitles: Readonly<Record<ClockKind, string>> = {
  acceptance: '受理',
  correction: '补正',
  held: '挂起',
  promise: '承诺时限',
  statutory: '法定时限',
  step: '环节时限',
  special: '特殊程序',
  tolerance: '容缺补齐',
  verify: '承诺核查',
  delivery: '送达',
  publicity: '双公示',
  milestone: '节点',
  urging: '催办',
  renewal: '延续决定',
};

export const clockStateTitles = {
  running: '计时中',
  paused: '暂停计时',
  stopped: '已停止',
} as const;

export const verdictTitles = {
  met: '按时',
  late: '逾期',
  missed: '未达成',
  dropped: '未届期而终止',
  annulled: '已撤销',
} as const;

export const stepStateTitles = {
  ready: '待办',
  claimed: '已认领',
  proposed: '待复核、审核或者批准',
  paused: '暂停',
  done: '已完成',
  lapsed: '逾期失效',
  cancelled: '已取消',
} as const;

export const specialStateTitles = {
  running: '进行中',
  ended: '已结束',
  expired: '已期满',
  annulled: '已撤销',
} as const;

export const stageTitles = {
  propose: '承办',
  confirm: '复核',
  review: '审核',
  approve: '批准',
} as const;

export const stepKindTitles = {
  approval: '审批意见',
  task: '办理',
  decision: '决定',
  applicant: '申请人办理',
  conference: '联审、联合踏勘',
  event: '外部事件',
  publicNotice: '公示',
  wait: '等待',
  effect: '系统办理',
  child: '子办件',
} as const;

export const levelTitles: Readonly<Record<Level, string>> = {
  L0: '提醒',
  L1: '提示函',
  L2: '督办单',
  L3: '通报',
  L4: '约谈',
};

export const instrumentStateTitles = {
  draft: '待签发或待送达',
  served: '已送达',
  replied: '已答复',
  overdue: '逾期未答复',
  closed: '已办结',
} as const;

export const permitStateTitles: Readonly<Record<PermitStanding, string>> = {
  granted: '准予',
  refused: '不予',
  revoked: '已撤销',
  replaced: '已换发',
  cancelled: '已注销',
};

export const roleTitles = {
  applicant: '申请人',
  agent: '帮办代办',
  'window-clerk': '综合窗口',
  officer: '经办',
  'unit-head': '负责人',
  supervisor: '督办',
  administrator: '管理员',
  observer: '监督员',
  engine: '系统（时限到期等）',
} as const;

export const postTitles = {
  handler: '经办人',
  'section-head': '科室负责人',
  'vice-head': '副职',
  contact: '联络员',
  'deputy-head': '分管负责人',
  principal: '主要负责人',
  administrator: '系统管理员',
  observer: '监督员',
} as const;

export const unitKindTitles = {
  department: '部门',
  window: '综合窗口',
  serviceAuthority: '政务服务管理机构',
  supervisionOffice: '督查机构',
  government: '人民政府',
  outside: '外部单位',
} as const;

export const unitLevelTitles = {
  province: '省',
  city: '市',
  district: '区县',
  township: '乡镇、街道',
  village: '村、社区',
} as const;

export const relationKindTitles = { kin: '亲属', interest: '利害关系' } as const;

export const recordKindTitles = {
  unit: '单位',
  person: '人员',
  post: '职务',
  absence: '外出',
  relation: '回避关系',
  delegation: '委托',
} as const;

export const partyKindTitles = {
  person: '自然人',
  organisation: '法人和非法人组织',
} as const;

export const channelTitles = {
  online: '网上',
  window: '窗口',
  post: '邮寄',
} as const;

export const paperKindTitles = {
  original: '原件',
  copy: '复印件',
  electronic: '电子件',
  eLicence: '电子证照',
} as const;

export const supplierTitles = {
  applicant: '申请人',
  agent: '帮办代办',
  office: '承办单位',
  sharedData: '数据共享',
} as const;

export const deliveryTitles = {
  window: '窗口',
  post: '邮寄',
  eLicence: '电子证照',
} as const;

export const unitTitles = {
  WD: '工作日',
  ND: '自然日',
  MONTH: '月',
  WH: '工作小时',
  NH: '小时',
  HALF_DAY: '半个工作日',
  DATE: '固定日期',
  EARLIER_OF: '两个期限取早',
} as const;

export const materialKindTitles = {
  required: '主要材料',
  tolerable: '次要材料（可容缺）',
  deferred: '容缺后补',
  later: '后续环节提交',
} as const;

export const suspensionGroundTitles: Readonly<Record<SuspensionGround, string>> = {
  byLaw: '依法中止',
  forceMajeure: '不可抗力',
};

/** Titles of the written documents that a case makes (文书); those of decisions are in `items.ts`. */
export const documentTitles: Readonly<Record<Exclude<DocumentKind, 'grant' | 'denial' | 'revocation'>, string>> = {
  receipt: '收件凭证',
  notRequiredNotice: '不受理告知书',
  acceptanceRefusal: '不予受理决定书',
  correctionNotice: '补正告知书',
  acceptanceNotice: '受理通知书',
  commitmentLetter: '告知承诺书',
  tolerancePromise: '容缺承诺书',
  tolerantAcceptanceNotice: '容缺受理通知书',
  specialNotice: '特殊程序告知书',
  conferenceInvitation: '会议（踏勘）通知书',
  minutes: '会议纪要',
  suspensionNotice: '中止办理告知书',
  resumptionNotice: '恢复办理告知书',
  extensionNotice: '延期告知书',
  settlement: '办结告知书',
  forwarding: '转报告知书',
  upperDecision: '上级决定告知书',
  terminationNotice: '终止办理告知书',
  cancellation: '注销决定书',
  deliveryReceipt: '送达回证',
  appealNotice: '复议、应诉通知书',
};

/** What may be done against a decision (救济途径): the periods of 行政复议法 20 and 行政诉讼法 46. */
export const remedyTexts: Readonly<Record<RemedyCode, string>> = {
  reviewOrSuit: '如不服本决定，可自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
};

export const annulmentTitles: Readonly<Record<Annulment, string>> = { review: '行政复议', suit: '行政诉讼' };

export const gradeTitles: Readonly<Record<Grade, string>> = {
  veryGood: '非常满意',
  good: '满意',
  fair: '基本满意',
  poor: '不满意',
  veryPoor: '非常不满意',
};

export const cancellationTitles: Readonly<Record<Cancellation, string>> = {
  expired: '有效期届满未延续',
  holderGone: '公民死亡、丧失行为能力，法人依法终止',
  impossible: '因不可抗力无法实施',
  byHolder: '被许可人申请注销',
};

export const continuationTitles: Readonly<Record<Continuation, string>> = {
  renewal: '延续',
  change: '变更',
  correction: '更正',
};

export const followUpReasonTitles: Readonly<Record<FollowUpReason, string>> = {
  ...continuationTitles,
  reopened: '回头看未通过，重新办理',
  annulled: '原决定被撤销，重新作出决定',
  badReview: '差评核查',
  forwardedUp: '转报上级决定',
};

export const erasureGroundTitles: Readonly<Record<ErasureGround, string>> = {
  purposeFulfilled: '处理目的已实现、无法实现或者不再必要',
  retentionOver: '停止提供服务，或者保存期限已届满',
  consentWithdrawn: '个人撤回同意',
  unlawful: '违反法律、行政法规或者约定处理',
  otherLaw: '法律、行政法规规定的其他情形',
};

/** How an instrument ended by itself. */
export const conclusionTexts: Readonly<Record<ConclusionCode, string>> = {
  overtaken: '已转为黄牌提醒',
  breachWithdrawn: '超期记录已撤销',
  silenceWithdrawn: '未答复记录已撤销',
  caseEnded: '办件已结束',
};

/** What a clock is called (时限名称): as the procedure calls what it is of, else by its kind. */
export function clockTitle({ clock, kind, of }: ClockName): string {
  if (kind === 'special') return `${of ?? clock}：特殊程序`;
  if (kind === 'tolerance') return `容缺：${of ?? clock}`;
  return of ?? (kind === 'step' || kind === 'verify' || kind === 'milestone' ? clock : clockKindTitles[kind]);
}
