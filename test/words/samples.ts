import { itemKinds } from '../../domain/procedure/language/item.ts';
import type { NoticeCode, NoticeParams } from '../../domain/case/notice-params.ts';
import type { InstrumentContent } from '../../domain/case/view.ts';
import { instrumentReasons, levels } from '../../domain/case/vocabulary.ts';

const due = Date.UTC(2027, 2, 31, 9, 30);
const promise = { clock: 'promise', kind: 'promise' } as const;
const reasons = ['疏散通道不足。', '缺少标识'];

/** Parameters of every notice, one or more sets each: what their words read is a version of the words. */
export const noticeSamples: { readonly [C in NoticeCode]: readonly NoticeParams[C][] } = {
  stepAsked: [
    { step: '现场整改', due, reasons },
    { step: '现场整改', due: undefined, reasons: [] },
  ],
  draftOpened: [
    { step: '装修许可', due },
    { step: '装修许可', due: undefined },
  ],
  received: [
    { due, awaitsAcceptance: true },
    { awaitsAcceptance: true },
    { awaitsAcceptance: false },
    { due, awaitsAcceptance: true, provisional: { code: 'decemberOpen', year: 2026 } },
  ],
  foundNotRequired: [{ reason: '无需许可' }],
  acceptanceRefused: [{ reason: '不属于本机关', rightOrgan: '区城市管理局' }],
  noticeGiven: [{ defects: [] }, { due, defects: [{ item: '平面布局图', defect: '缺少比例尺' }] }],
  supplied: [{ due }, {}],
  lapsed: [
    { step: '限期整改', clocks: [] },
    { step: '限期整改', clocks: [{ clock: promise, due, projected: false }] },
  ],
  accepted: [
    { due, isByLaw: false },
    { isByLaw: true },
    { due, isByLaw: true },
    { due, isByLaw: false, provisional: { code: 'yearUnpublished', year: 2027 } },
  ],
  tolerantlyAccepted: [{ due, isByLaw: false, missing: [{ material: '店招效果图', due }, { material: '租赁合同' }] }],
  deemedAccepted: [{ clocks: [{ clock: promise, due, projected: false }] }],
  conferenceInvited: [{ step: '联合踏勘', meets: 1_806_544_800_000, place: '三号厂房' }],
  objected: [{ step: '公示', reason: '占用消防通道' }],
  objectionAnswered: [
    { step: '公示', isUpheld: true, reasons: ['现场核实属实'] },
    { step: '公示', isUpheld: false, reasons: ['不在红线内'] },
  ],
  settled: [
    { result: '销号', reasons: [] },
    { result: '豁免', reasons: ['政策所限'] },
  ],
  forwardedUp: [{ to: '省局' }],
  answeredFromAbove: [
    { by: '市民政局', number: '20270401-0001', end: 'granted', permits: ['补贴'], reasons: [] },
    { by: '市民政局', number: '20270401-0001', end: 'denied', permits: [], reasons: ['不符合条件'] },
  ],
  grantedEarly: [
    { permits: ['食品经营许可证'], conditions: [] },
    { permits: ['食品经营许可证'], conditions: ['限期公示'] },
  ],
  urgingAnswered: [{ answer: '材料齐全，明日办结' }],
  specialStarted: [
    { takes: { unit: 'HALF_DAY', n: 3 }, notice: '特-1', clocks: [{ clock: promise, due, projected: true }] },
  ],
  datesMoved: [{ clocks: [{ clock: promise, dueBefore: due, due: due + 86_400_000, projected: true }] }],
  cured: [
    { materials: ['店招效果图'], missing: [] },
    { materials: ['店招效果图', '租赁合同'], missing: [{ material: '平面布局图', due }] },
  ],
  specialOver: [{ clocks: [] }, { clocks: [{ clock: promise, due, projected: true }] }],
  extended: [{ clock: promise, due, by: { unit: 'WD', n: 10 }, reason: '案情复杂' }],
  actAnnulled: [
    {
      of: 'extended',
      reason: '未经批准。',
      clocks: [{ clock: promise, dueBefore: due + 86_400_000, due, projected: false }],
    },
    { of: 'specialStarted', reason: '未送检', clocks: [{ clock: promise, due, projected: true }] },
    { of: 'suspended', reason: '台风未至', clocks: [] },
  ],
  acceptanceAnnulled: [{ due, reason: '材料不全' }, { reason: '材料不全。' }],
  toleranceLapsed: [{ material: '店招效果图' }],
  toleranceLapsedAfterGrant: [{ material: '店招效果图' }],
  recomputed: [
    {
      calendar: 'cn.2',
      clocks: [
        { clock: promise, dueBefore: due, due: due + 86_400_000 },
        { clock: { clock: 'step:fire', kind: 'step', of: '消防安全检查' }, dueBefore: undefined, due },
      ],
    },
    { clocks: [{ clock: promise, dueBefore: due + 86_400_000, due }] },
  ],
  suspended: [{ ground: 'forceMajeure', reason: '台风', notice: '中-1' }],
  resumed: [
    { reason: '台风已过', clocks: [] },
    {
      reason: '台风已过',
      clocks: [{ clock: promise, due, projected: true, provisional: { code: 'yearUnpublished', year: 2027 } }],
    },
  ],
  granted: [
    { item: 'licence', conditions: [], refused: [] },
    { item: 'licence', conditions: [{ step: '店招备案', reasons }], refused: [{ permit: '食品经营许可证', reasons }] },
  ],
  denied: itemKinds.map(item => ({ item, reasons })),
  annulled: [{ reasons, ruling: '复决〔2027〕1号' }],
  revoked: itemKinds.map(item => ({ item, reasons })),
  permitsCancelled: [{ permits: ['食品经营许可证'], reasons }],
  delivered: [{}],
  withdrawn: [{}],
  deemedWithdrawn: [{}],
  held: [{}],
  terminated: [{ reasons }],
  instrumentAddressed: levels.flatMap(level =>
    instrumentReasons.map((why, index) => ({
      record: { authority: 'supervision-office', level, year: 2027, number: index + 1 },
      content: contentOf(level, why, index),
    })),
  ),
};

function contentOf(level: InstrumentContent['level'], why: InstrumentContent['why'], index: number): InstrumentContent {
  return {
    level,
    why,
    number: '20270324-0001',
    procedure: '开办餐饮店',
    clock: index % 2 === 0 ? promise : { clock: 'tolerance:plan', kind: 'tolerance', of: '平面布局图' },
    within: { unit: 'WD', n: 1 + index },
    ...(index % 2 === 0 && { breachedAt: due, reason: '群众反映强烈。' }),
    ...(level === 'L4' && index % 2 === 0 && { talkAt: due }),
  };
}
