import { ladder } from '../../../domain/case/capabilities/instruments/ladder.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import { head, officer, paper, reference, supervisor, type VirtualCase } from '../../../domain/testing.ts';
import { engine } from '../../../domain/values.ts';
import { peopleOf, type Deed, type People } from './deeds.ts';
import { onStep } from './step-deeds.ts';

const grades = ['veryGood', 'poor', 'veryPoor'] as const;
const whys = ['change', 'renewal', 'correction'] as const;
const materials = ['plan', 'sketch', 'report'] as const;

/** Acts at the window before a case is accepted, and those of shared data. */
function onIntake({ clerk, party, unit }: People, sample: number): readonly Deed[] {
  const defects = [{ item: 'plan', defect: '不清' }];
  return [
    [clerk, { type: 'accept' }],
    [clerk, { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') }],
    [clerk, { type: 'giveNotice', defects }],
    [party, { type: 'supply', papers: ['plan', 'sketch'].map(paper) }],
    [clerk, { type: 'refuseAcceptance', reason: { text: '不属本机关' }, rightOrgan: '市局' }],
    [clerk, { type: 'notRequired', reason: { text: '无需许可' } }],
    [clerk, { type: 'settleOnTheSpot', receipt: reference('回-2') }],
    [party, { type: 'withdrawCommitment' }],
    ...['fire-rescue', 'tobacco'].map((each): Deed => [
      officer(unit(each)),
      { type: 'checkCompleteness', defects: sample % 3 === 0 ? defects : [] },
    ]),
    ...['plan', 'sketch'].map((each): Deed => [
      engine,
      { type: 'fileShared', paper: { ...paper(each), suppliedBy: 'sharedData' } },
    ]),
  ];
}

function onInstruments({ instruments }: CaseView): readonly Deed[] {
  return instruments.flatMap<Deed>(({ instrument, unit, authority }) => [
    [head(unit), { type: 'replyToInstrument', instrument, reply: '已办' }],
    [supervisor(authority), { type: 'signInstrument', instrument }],
    [supervisor(authority), { type: 'closeInstrument', instrument, conclusion: '已改' }],
  ]);
}

/** What somebody may ask at any time. */
function others(view: CaseView, { clerk, lead, leadOfficer, party }: People, sample: number): readonly Deed[] {
  const running = view.clocks.filter(({ state }) => state === 'running');
  const clock = running[sample % Math.max(running.length, 1)]?.clock ?? 'promise';
  const level = (['L0', 'L1', 'L2', 'L3', 'L4'] as const)[sample % 5]!;
  const by = { unit: 'WD' as const, n: 1 + (sample % 15) };
  const reasons = [{ text: '有误' }];
  const reason = { text: '复杂' };
  const permits = sample % 4 === 0 ? ['early'] : ['licence'];
  const receipt = reference('回-1');
  return [
    [party, { type: 'cure', papers: [paper(materials[sample % materials.length]!)] }],
    [supervisor(ladder[level].from), { type: 'startInstrument', level, clock, reason: { text: '督查' } }],
    [lead, { type: 'extend', clock: sample % 2 === 0 ? 'statutory' : 'correction', by, reason }],
    [lead, { type: 'suspend', ground: 'forceMajeure', reason: { text: '台风' }, notice: reference('中-1') }],
    [lead, { type: 'resume', reason: { text: '台风已过' } }],
    [lead, { type: 'terminate', reasons: [{ text: '主体终止' }] }],
    [clerk, { type: 'deliver', how: 'window', receipt }],
    [clerk, { type: 'deliver', how: 'window', receipt, permits }],
    [leadOfficer, { type: 'publish', where: '信用网站' }],
    [party, { type: 'withdraw' }],
    [party, { type: 'urge', reason: { text: '何时办结' } }],
    [leadOfficer, { type: 'answerUrging', answer: '明日' }],
    [party, { type: 'rate', grade: grades[sample % grades.length]! }],
    [leadOfficer, { type: 'noteAppeal', ground: 'review', notice: reference('复-1'), body: '市司法局' }],
    [lead, { type: 'annul', event: 1 + (sample % 12), reason: { text: '有误' } }],
    [lead, { type: 'annul', event: 1 + (sample % 12), reason: { text: '有误' } }],
    [lead, { type: 'revoke', permits, reasons }],
    [lead, { type: 'cancelPermits', permits, ground: 'byHolder', reasons }],
    [party, { type: 'continuePermit', permit: 'licence', why: whys[sample % whys.length]!, ...changed(view, sample) }],
    [lead, { type: 'decideAnew', ground: 'review', ruling: reference('决-1'), reasons }],
  ];
}

/** The form of the case with another number, where it has one. */
const changed = ({ form }: CaseView, sample: number): { form?: never } =>
  sample % 2 === 0 ? { form: { ...(form as object), size: sample % 900 } as never } : {};

/** Acts that make sense somewhere in the life of a case, refused wherever they do not. */
export function deedsOn(one: VirtualCase, pick: number, sample: number): readonly Deed[] {
  const { view } = one;
  const people = peopleOf(one, sample);
  const open = view.steps.filter(({ endedAt }) => endedAt === undefined);
  const step = open[sample % Math.max(open.length, 1)];
  const onSteps = step ? onStep(one.environment.procedure, step, people, sample) : [];
  // What moves a case on is done most of the time; anything at all the rest of it.
  const isNew = view.acceptedAt === undefined && view.status !== 'inReview';
  const intake = isNew ? onIntake(people, sample) : [];
  const going = isNew ? [...intake, ...intake.slice(0, 1)] : onSteps;
  const any = others(view, people, sample);
  const groups = [going, going, going, going, onSteps, onInstruments(view), any, any];
  const group = groups[pick % groups.length]!;
  return group.length > 0 ? group : any;
}
