import { defined } from '../../domain/defined.ts';
import { levels, suspensionGrounds } from '../../domain/case/vocabulary.ts';
import {
  acceptanceTitles,
  channelTitles,
  clockKindTitles,
  clockStateTitles,
  colourTitles,
  deliveryTitles,
  eventTitles,
  instrumentStateTitles,
  levelTitles,
  materialKindTitles,
  modeTitles,
  paperKindTitles,
  permitStateTitles,
  postTitles,
  roleTitles,
  statusTitles,
  stepKindTitles,
  stepStateTitles,
  supplierTitles,
  suspensionGroundTitles,
  unitKindTitles,
  unitTitles,
  verdictTitles,
} from '../../domain/words/zh-CN/titles.ts';
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
      { value, ...defined({ description: titles[value] }) },
    ]),
  );
}

const eventTypes = caseEvent.options.map(option => option.shape.type.value);

/** The enumerations of the schema, from the domain's own lists. */
export function addEnums(builder: Builder) {
  const of = <const V extends string>(
    name: string,
    description: string,
    values: readonly V[],
    titles: Readonly<Record<V, string>>,
  ) => builder.enumType(name, { description, values: enumValues(name, values, titles) });
  return {
    status: of('CaseStatus', 'State of a case (办件状态).', statuses, statusTitles),
    acceptance: of('Acceptance', 'How a case was accepted (受理方式).', acceptances, acceptanceTitles),
    mode: of('Mode', 'Acceptance mode (办理方式).', Object.keys(modeTitles) as Mode[], modeTitles),
    colour: of('Colour', 'Colour of a clock or case as of the last tick (亮牌).', colours, colourTitles),
    clockKind: of('ClockKind', 'What a clock measures (时限种类).', clockKinds, clockKindTitles),
    publicClock: of(
      'PublicClock',
      'Clocks of a case that the public may know of (可公开查询的时限).',
      publicClocks,
      clockKindTitles,
    ),
    extendable: of(
      'ExtendableClock',
      'Clocks that may be extended (可延期时限).',
      ['promise', 'statutory'],
      clockKindTitles,
    ),
    clockState: of(
      'ClockState',
      'Whether a clock runs (时限状态).',
      ['running', 'paused', 'stopped'],
      clockStateTitles,
    ),
    verdict: of('Verdict', 'Whether what was due was done in time (是否按时).', ['met', 'late'], verdictTitles),
    stepState: of(
      'StepState',
      'State of a step (环节状态).',
      ['ready', 'claimed', 'paused', 'done', 'lapsed', 'cancelled'],
      stepStateTitles,
    ),
    stepKind: of(
      'StepKind',
      'Kind of a step (环节种类).',
      ['approval', 'task', 'decision', 'applicant', 'conference', 'event', 'publicNotice', 'wait', 'effect', 'child'],
      stepKindTitles,
    ),
    level: of('Level', 'Instrument of the ladder (督办层级).', levels, levelTitles),
    instrumentState: of(
      'InstrumentState',
      'State of an instrument (督办文书状态).',
      ['draft', 'served', 'replied', 'overdue', 'closed'],
      instrumentStateTitles,
    ),
    suspensionGround: of(
      'SuspensionGround',
      'What may suspend a case (中止事由); nothing inside the office does.',
      suspensionGrounds,
      suspensionGroundTitles,
    ),
    permitState: of(
      'PermitState',
      'What became of a permit (许可结果).',
      ['granted', 'refused', 'revoked'],
      permitStateTitles,
    ),
    eventType: of('EventType', 'What happened (事件种类).', eventTypes, eventTitles),
    role: of('Role', 'Role of whoever acts (角色).', roles, roleTitles),
    post: of('Post', 'Post in a unit (职务).', posts, postTitles),
    unitKind: of(
      'UnitKind',
      'Kind of a unit (单位种类).',
      ['department', 'window', 'serviceAuthority', 'supervisionOffice', 'government'],
      unitKindTitles,
    ),
    channel: of('Channel', 'How an application came in (收件渠道).', ['online', 'window', 'post'], channelTitles),
    paperKind: of(
      'PaperKind',
      'Form of a paper (材料形式).',
      ['original', 'copy', 'electronic', 'eLicence'],
      paperKindTitles,
    ),
    supplier: of(
      'PaperSupplier',
      'Who supplied a paper (材料来源).',
      ['applicant', 'agent', 'sharedData'],
      supplierTitles,
    ),
    delivery: of(
      'DeliveryMeans',
      'How results are handed over (送达方式).',
      ['window', 'post', 'eLicence'],
      deliveryTitles,
    ),
    unit: of(
      'LimitUnit',
      'Unit of a limit (时限单位); never turned into one another.',
      ['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY', 'DATE'],
      unitTitles,
    ),
    materialKind: of(
      'MaterialKind',
      'Kind of a material (材料种类).',
      ['required', 'tolerable', 'deferred', 'later'],
      materialKindTitles,
    ),
  };
}
export type Enums = ReturnType<typeof addEnums>;
