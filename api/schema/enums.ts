import { levels, suspensionGrounds } from '../../domain/case/vocabulary.ts';
import { suspensionTitles } from '../../domain/case/words.ts';
import { caseEvent } from '../../domain/case/event.ts';
import { roles } from '../../domain/values.ts';
import { acceptances, clockKinds, colours, statuses } from '../../domain/case/vocabulary.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import { posts } from '../../domain/directory/directory.ts';
import type { Builder } from './types.ts';
import { nameEnumValues } from './enum-names.ts';
import { publicClocks } from '../case/public-clocks.ts';

/**
 * The values of an enumeration by their GraphQL names, with their titles.
 * @throws UnfitForGraphql for a value that has no name, or two that would have the same
 */
export function enumValues<const V extends string>(
  type: string,
  values: readonly V[],
  titles: Partial<Record<V, string>> = {},
): Record<string, { value: V; description?: string }> {
  return Object.fromEntries(
    Array.from(nameEnumValues(type, values), ([name, value]) => [
      name,
      { value, ...(titles[value] !== undefined && { description: titles[value] }) },
    ]),
  );
}

const eventTypes = caseEvent.options.map(option => option.shape.type.value);

const events: Readonly<Record<(typeof eventTypes)[number], string>> = {
  received: '收件',
  foundNotRequired: '不受理',
  acceptanceRefused: '不予受理',
  noticeGiven: '一次性告知',
  supplied: '补正',
  accepted: '受理',
  tolerantlyAccepted: '容缺受理',
  deemedAccepted: '视为受理',
  claimed: '认领',
  answered: '答复',
  lapsed: '逾期失效',
  specialStarted: '特殊程序开始',
  specialEnded: '特殊程序结束',
  specialExpired: '特殊程序期满',
  extended: '延期',
  suspended: '中止',
  resumed: '恢复办理',
  cured: '补齐',
  toleranceLapsed: '容缺逾期',
  granted: '准予许可',
  denied: '不予许可',
  settled: '办结',
  forwardedUp: '转报',
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
  repaired: '数据修复',
  instrumentOpened: '启动督办',
  instrumentAddressed: '督办文书编号送达',
  instrumentSigned: '签发',
  instrumentReplied: '书面答复',
  instrumentOverdue: '督办逾期',
  instrumentClosed: '督办办结',
};

/** Modes by their Chinese names. */
const modes: Readonly<Record<Mode, string>> = {
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

/** The enumerations of the schema, from the domain's own lists. */
export function addEnums(builder: Builder) {
  const of = <const V extends string>(
    name: string,
    description: string,
    values: readonly V[],
    titles: Readonly<Record<V, string>>,
  ) => builder.enumType(name, { description, values: enumValues(name, values, titles) });
  return {
    status: of('CaseStatus', 'State of a case (办件状态).', statuses, {
      received: '已收件',
      correction: '待补正',
      inReview: '审核中',
      special: '特殊程序中',
      held: '挂起',
      granted: '准予许可',
      grantedTolerant: '准予许可（容缺）',
      denied: '不予许可',
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
    }),
    acceptance: of('Acceptance', 'How a case was accepted (受理方式).', acceptances, {
      accepted: '受理',
      tolerant: '容缺受理',
      deemed: '视为受理',
    }),
    mode: of('Mode', 'Acceptance mode (办理方式).', Object.keys(modes) as Mode[], modes),
    colour: of('Colour', 'Colour of a clock or case as of the last tick (亮牌).', colours, {
      green: '绿',
      blue: '蓝：过半提醒',
      yellow: '黄牌：将到期',
      red: '红牌：逾期',
      darkRed: '深红：超法定时限',
    }),
    clockKind: of('ClockKind', 'What a clock measures (时限种类).', clockKinds, {
      acceptance: '受理',
      correction: '补正',
      promise: '承诺时限',
      statutory: '法定时限',
      step: '环节时限',
      special: '特殊程序',
      tolerance: '容缺补齐',
      verify: '承诺核查',
      delivery: '送达',
      publicity: '双公示',
      milestone: '节点',
    }),
    publicClock: of('PublicClock', 'Clocks of a case that the public may know of (可公开查询的时限).', publicClocks, {
      acceptance: '受理',
      correction: '补正',
      promise: '承诺时限',
      statutory: '法定时限',
      delivery: '送达',
    }),
    extendable: of('ExtendableClock', 'Clocks that may be extended (可延期时限).', ['promise', 'statutory'], {
      promise: '承诺时限',
      statutory: '法定时限',
    }),
    clockState: of('ClockState', 'Whether a clock runs (时限状态).', ['running', 'paused', 'stopped'], {
      running: '计时中',
      paused: '暂停计时',
      stopped: '已停止',
    }),
    verdict: of('Verdict', 'Whether what was due was done in time (是否按时).', ['met', 'late'], {
      met: '按时',
      late: '逾期',
    }),
    stepState: of(
      'StepState',
      'State of a step (环节状态).',
      ['ready', 'claimed', 'paused', 'done', 'lapsed', 'cancelled'],
      { ready: '待办', claimed: '已认领', paused: '暂停', done: '已完成', lapsed: '逾期失效', cancelled: '已取消' },
    ),
    stepKind: of(
      'StepKind',
      'Kind of a step (环节种类).',
      ['approval', 'task', 'decision', 'applicant', 'conference', 'event', 'publicNotice', 'wait', 'effect', 'child'],
      {
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
      },
    ),
    level: of('Level', 'Instrument of the ladder (督办层级).', levels, {
      L0: '提醒',
      L1: '提示函',
      L2: '督办单',
      L3: '通报',
      L4: '约谈',
    }),
    instrumentState: of(
      'InstrumentState',
      'State of an instrument (督办文书状态).',
      ['draft', 'served', 'replied', 'overdue', 'closed'],
      { draft: '待签发或待送达', served: '已送达', replied: '已答复', overdue: '逾期未答复', closed: '已办结' },
    ),
    suspensionGround: of(
      'SuspensionGround',
      'What may suspend a case (中止事由); nothing inside the office does.',
      suspensionGrounds,
      suspensionTitles,
    ),
    permitState: of('PermitState', 'What became of a permit (许可结果).', ['granted', 'refused', 'revoked'], {
      granted: '准予',
      refused: '不予',
      revoked: '已撤销',
    }),
    eventType: of('EventType', 'What happened (事件种类).', eventTypes, events),
    role: of('Role', 'Role of whoever acts (角色).', roles, {
      applicant: '申请人',
      agent: '帮办代办',
      'window-clerk': '综合窗口',
      officer: '经办',
      'unit-head': '负责人',
      supervisor: '督办',
      administrator: '管理员',
      observer: '监督员',
      engine: '系统（时限到期等）',
    }),
    post: of('Post', 'Post in a unit (职务).', posts, {
      handler: '经办人',
      'section-head': '科室负责人',
      'vice-head': '副职',
      contact: '联络员',
      'deputy-head': '分管负责人',
      principal: '主要负责人',
    }),
    unitKind: of(
      'UnitKind',
      'Kind of a unit (单位种类).',
      ['department', 'window', 'serviceAuthority', 'supervisionOffice', 'government'],
      {
        department: '部门',
        window: '综合窗口',
        serviceAuthority: '政务服务管理机构',
        supervisionOffice: '督查机构',
        government: '人民政府',
      },
    ),
    channel: of('Channel', 'How an application came in (收件渠道).', ['online', 'window', 'post'], {
      online: '网上',
      window: '窗口',
      post: '邮寄',
    }),
    paperKind: of('PaperKind', 'Form of a paper (材料形式).', ['original', 'copy', 'electronic', 'eLicence'], {
      original: '原件',
      copy: '复印件',
      electronic: '电子件',
      eLicence: '电子证照',
    }),
    supplier: of('PaperSupplier', 'Who supplied a paper (材料来源).', ['applicant', 'agent', 'sharedData'], {
      applicant: '申请人',
      agent: '帮办代办',
      sharedData: '数据共享',
    }),
    delivery: of('DeliveryMeans', 'How results are handed over (送达方式).', ['window', 'post', 'eLicence'], {
      window: '窗口',
      post: '邮寄',
      eLicence: '电子证照',
    }),
    unit: of(
      'LimitUnit',
      'Unit of a limit (时限单位); never turned into one another.',
      ['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY', 'DATE'],
      { WD: '工作日', ND: '自然日', MONTH: '月', WH: '工作小时', NH: '小时', HALF_DAY: '半个工作日', DATE: '固定日期' },
    ),
    materialKind: of('MaterialKind', 'Kind of a material (材料种类).', ['required', 'tolerable', 'deferred', 'later'], {
      required: '主要材料',
      tolerable: '次要材料（可容缺）',
      deferred: '容缺后补',
      later: '后续环节提交',
    }),
  };
}
export type Enums = ReturnType<typeof addEnums>;
