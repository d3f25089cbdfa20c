import { ladder } from '../../../domain/case/capabilities/instruments/ladder.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import { head, officer, paper, reference, supervisor, type VirtualCase } from '../../../domain/testing.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { engine } from '../../../domain/values.ts';
import { peopleOf, type Deed, type People } from './deeds.ts';
import { onStep } from './step-deeds.ts';

const grades = ['veryGood', 'poor', 'veryPoor'] as const;
const whys = ['change', 'renewal', 'correction'] as const;

/** What a procedure names, of which one is acted on: of one that names nothing, a name that it lacks. */
const namesOf = ({ materials, permits, intake }: AnyProcedure) => ({
  materials: Object.keys(materials).concat('none'),
  permits: Object.keys(permits).concat('none'),
  checkers: ('checkedBy' in intake && intake.checkedBy) || [],
});

/** Acts at the window before a case is accepted, and those of shared data. */
function onIntake(procedure: AnyProcedure, { clerk, party, unit }: People, sample: number): readonly Deed[] {
  const { materials, checkers } = namesOf(procedure);
  const tolerable = materials.filter(name => procedure.materials[name]?.kind === 'tolerable');
  const defects = [{ item: materials[sample % materials.length]!, defect: '不清' }];
  return [
    [clerk, { type: 'accept' }],
    [clerk, { type: 'acceptTolerantly', missing: [...tolerable], promise: reference('诺-1') }],
    [clerk, { type: 'giveNotice', defects }],
    [party, { type: 'supply', papers: materials.slice(0, -1).map(paper) }],
    [clerk, { type: 'refuseAcceptance', reason: { text: '不属本机关' }, rightOrgan: '市局' }],
    [clerk, { type: 'notRequired', reason: { text: '无需许可' } }],
    [clerk, { type: 'settleOnTheSpot', receipt: reference('回-2') }],
    [party, { type: 'withdrawCommitment' }],
    ...checkers.map((each): Deed => [
      officer(unit(each)),
      { type: 'checkCompleteness', defects: sample % 3 === 0 ? defects : [] },
    ]),
    ...materials.map((each): Deed => [
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
function others(
  procedure: AnyProcedure,
  view: CaseView,
  { clerk, lead, leadOfficer, party }: People,
  sample: number,
): readonly Deed[] {
  const { materials, permits: granted } = namesOf(procedure);
  const permit = granted[(sample >> 1) % granted.length]!;
  const running = view.clocks.filter(({ state }) => state === 'running');
  const clock = running[sample % Math.max(running.length, 1)]?.clock ?? 'promise';
  const level = (['L0', 'L1', 'L2', 'L3', 'L4'] as const)[sample % 5]!;
  const by = { unit: 'WD' as const, n: 1 + (sample % 15) };
  const reasons = [{ text: '有误' }];
  const reason = { text: '复杂' };
  const permits = [permit];
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
    [party, { type: 'continuePermit', permit, why: whys[sample % whys.length]!, ...changed(view, sample) }],
    [lead, { type: 'decideAnew', ground: 'review', ruling: reference('决-1'), reasons }],
  ];
}

/** The form of the case with another number, where it has one. */
const changed = ({ form }: CaseView, sample: number): { form?: never } =>
  sample % 2 === 0 ? { form: { ...(form as object), size: sample % 900 } as never } : {};

/** Acts that make sense somewhere in the life of a case, refused wherever they do not. */
export function deedsOn(one: VirtualCase, pick: number, sample: number): readonly Deed[] {
  const { view } = one;
  const { procedure } = one.environment;
  const people = peopleOf(one, sample);
  const open = view.steps.filter(({ endedAt }) => endedAt === undefined);
  const step = open[sample % Math.max(open.length, 1)];
  const onSteps = step ? onStep(procedure, step, people, sample) : [];
  // What moves a case on is done most of the time; anything at all the rest of it.
  const isNew = view.acceptedAt === undefined && view.status !== 'inReview';
  const intake = isNew ? onIntake(procedure, people, sample) : [];
  const going = isNew ? [...intake, ...intake.slice(0, 1)] : onSteps;
  const any = others(procedure, view, people, sample);
  const groups = [going, going, going, going, onSteps, onInstruments(view), any, any];
  const group = groups[pick % groups.length]!;
  return group.length > 0 ? group : any;
}
