import { levels, suspensionGrounds, suspensionTitles } from '../domain/case/command.ts';
import { caseEvent } from '../domain/case/event.ts';
import { roles } from '../domain/case/values.ts';
import { acceptances, clockKinds, colours, statuses } from '../domain/case/view.ts';
import type { Mode } from '../domain/procedure/procedure.ts';
import { posts } from '../domain/directory/directory.ts';
import type { Builder } from './builder.ts';
import { publicClocks } from './case/public-clocks.ts';

/** `inReview`, `window-clerk`, `4+N` → `IN_REVIEW`, `WINDOW_CLERK`, `V4_N`: how GraphQL writes a name. */
function enumName(value: string): string {
  const words = value.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '').toUpperCase();
  return /^\d/.test(words) ? `V${words}` : words;
}

/** The values by their GraphQL names; refuses two that would have the same. */
export function enumValues<const V extends string>(type: string, values: readonly V[], titles: Partial<Record<V, string>> = {}): Record<string, { value: V; description?: string }> {
  const named = new Map<string, V>();
  for (const value of values) {
    const name = enumName(value);
    const other = named.get(name);
    if (name === '' || (other !== undefined && other !== value)) throw new Error(`${type}: found "${value}"${other === undefined ? '' : ` and "${other}"`}, which have no GraphQL name of their own; use letters and digits that differ.`);
    named.set(name, value);
  }
  return Object.fromEntries([...named].map(([name, value]) => [name, { value, ...(titles[value] !== undefined && { description: titles[value] }) }]));
}

const eventTypes = caseEvent.options.map(option => option.shape.type.value);

const modes: Readonly<Record<Mode, string>> = {
  onTheSpot: '即来即办', instantAuto: '秒批秒办', tolerant: '容缺受理', deferredSupplement: '容缺后补', commitment: '告知承诺', singleId: '一证通办', crossRegion: '全省通办',
  noApplication: '免申即享', applyAndEnjoy: '即申即享', assisted: '帮办代办', fastLane: '绿色通道',
};

/** The enumerations of the schema, from the domain's own lists. */
export function addEnums(builder: Builder) {
  const of = <const V extends string>(name: string, description: string, values: readonly V[], titles: Partial<Record<V, string>> = {}) =>
    builder.enumType(name, { description, values: enumValues(name, values, titles) });
  return {
    status: of('CaseStatus', 'State of a case (办件状态).', statuses, {
      received: '已收件', correction: '待补正', inReview: '审核中', special: '特殊程序中', held: '挂起', granted: '准予许可', grantedTolerant: '准予许可（容缺）', denied: '不予许可', forwardedUp: '已转报',
      settled: '已办结', delivered: '已送达', closed: '已归档', notRequired: '不受理', notAccepted: '不予受理', withdrawn: '已撤回', deemedWithdrawn: '视为撤回', terminated: '已终止', revoked: '已撤销',
    }),
    acceptance: of('Acceptance', 'How a case was accepted (受理方式).', acceptances, { accepted: '受理', tolerant: '容缺受理', deemed: '视为受理' }),
    mode: of('Mode', 'Acceptance mode (办理方式).', Object.keys(modes) as Mode[], modes),
    colour: of('Colour', 'Colour of a clock or case as of the last tick (亮牌).', colours, { green: '绿', blue: '蓝：过半提醒', yellow: '黄牌：将到期', red: '红牌：逾期', darkRed: '深红：超法定时限' }),
    clockKind: of('ClockKind', 'What a clock measures (时限种类).', clockKinds, { promise: '承诺时限', statutory: '法定时限', step: '环节时限', tolerance: '容缺补齐', verify: '承诺核查', delivery: '送达', publicity: '双公示' }),
    publicClock: of('PublicClock', 'Clocks of a case that the public may know of (可公开查询的时限).', publicClocks, { acceptance: '受理', correction: '补正', promise: '承诺时限', statutory: '法定时限', delivery: '送达' }),
    extendable: of('ExtendableClock', 'Clocks that may be extended (可延期时限).', ['promise', 'statutory']),
    clockState: of('ClockState', 'Whether a clock runs (时限状态).', ['running', 'paused', 'stopped']),
    verdict: of('Verdict', 'Whether what was due was done in time (是否按时).', ['met', 'late']),
    stepState: of('StepState', 'State of a step (环节状态).', ['ready', 'claimed', 'paused', 'done', 'lapsed', 'cancelled']),
    stepKind: of('StepKind', 'Kind of a step (环节种类).', ['approval', 'task', 'decision', 'applicant', 'conference', 'event', 'publicNotice', 'wait', 'effect', 'child']),
    level: of('Level', 'Rung of the ladder (督办层级).', levels, { L0: '提醒', L1: '提示函', L2: '督办单', L3: '通报', L4: '约谈' }),
    instrumentState: of('InstrumentState', 'State of an instrument (督办文书状态).', ['draft', 'served', 'replied', 'overdue', 'closed']),
    suspensionGround: of('SuspensionGround', 'What may suspend a case (中止事由); nothing inside the office does.', suspensionGrounds, suspensionTitles),
    permitState: of('PermitState', 'What became of a permit (许可结果).', ['granted', 'refused', 'revoked']),
    eventType: of('EventType', 'What happened (事件种类).', eventTypes),
    role: of('Role', 'Role of whoever acts (角色).', roles),
    post: of('Post', 'Post in a unit (职务).', posts),
    unitKind: of('UnitKind', 'Kind of a unit (单位种类).', ['department', 'window', 'serviceAuthority', 'supervisionOffice', 'government']),
    channel: of('Channel', 'How an application came in (收件渠道).', ['online', 'window', 'post']),
    paperKind: of('PaperKind', 'Form of a paper (材料形式).', ['original', 'copy', 'electronic', 'eLicence']),
    supplier: of('PaperSupplier', 'Who supplied a paper (材料来源).', ['applicant', 'agent', 'sharedData']),
    delivery: of('DeliveryMeans', 'How results are handed over (送达方式).', ['window', 'post', 'eLicence']),
    unit: of('LimitUnit', 'Unit of a limit (时限单位); never turned into one another.', ['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY', 'DATE'], { WD: '工作日', ND: '自然日', MONTH: '月', WH: '工作小时', NH: '小时', HALF_DAY: '半个工作日', DATE: '固定日期' }),
    materialKind: of('MaterialKind', 'Kind of a material (材料种类).', ['required', 'tolerable', 'deferred', 'later'], { required: '主要材料', tolerable: '次要材料（可容缺）', deferred: '容缺后补', later: '后续环节提交' }),
  };
}
export type Enums = ReturnType<typeof addEnums>;
