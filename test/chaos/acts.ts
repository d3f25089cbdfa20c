import { document, paper } from '../../cli/demo/stories.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Random } from './random.ts';

/** Something that somebody asks of a case, as a front end sends it. */
export interface Act {
  readonly who: Wanted;
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const applicant: Wanted = { as: 'applicant' };
const clerk: Wanted = { as: 'window-clerk' };
const officer = (unit: string, second = false): Wanted => ({
  as: 'officer',
  unit,
  ...(second && { person: `p-${unit}-officer-2` }),
});
const head = (unit: string): Wanted => ({ as: 'unit-head', unit });
const supervisor = (unit: string): Wanted => ({ as: 'supervisor', unit });
const reason = { text: '理由' };
const units = ['market-regulation', 'urban-management', 'fire-rescue', 'tobacco'] as const;
const materials = ['layoutPlan', 'safetyRules', 'signboardSketch'] as const;
const some = <T>(r: Random, list: readonly T[]): readonly T[] => list.filter(() => r.chance(0.75));

export function application(r: Random, developmentTime: string): Act {
  const complete = r.chance(0.6);
  return {
    who: applicant,
    mutation: 'startRestaurantOpeningV1',
    input: {
      channel: 'ONLINE',
      developmentTime,
      papers: (complete ? materials : some(r, materials)).map(paper),
      form: {
        name: `老街面馆${r.below(1_000)}`,
        seats: 1 + r.below(100),
        hasSignboard: r.chance(0.7),
        sellsTobacco: r.chance(0.5),
        contact: `沈雨晴 139${r.below(1e8)}`,
      },
    },
  };
}

/**
 * An act that suits the case, mostly; or one that does not. Withdrawals and ends are rare, so that cases live through
 * something.
 */
export function actFor(r: Random, view: CaseView): Act {
  return r.chance(0.15) ? anyAct(r, view) : (r.one(weighted(suiting(r, view))) ?? anyAct(r, view));
}

const weighted = (acts: readonly (readonly [number, Act])[]): readonly Act[] =>
  acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));

function suiting(r: Random, view: CaseView): readonly (readonly [number, Act])[] {
  const acts: (readonly [number, Act])[] = [];
  const add = (weight: number, who: Wanted, mutation: string, input: Act['input'] = {}): void => {
    acts.push([weight, { who, mutation, input }]);
  };
  if (view.status === 'received') {
    const there = view.papers.map(each => each.material);
    const tolerable = !there.includes('signboardSketch');
    add(6, clerk, 'acceptCase');
    if (tolerable) add(4, clerk, 'acceptTolerantly', { missing: ['signboardSketch'], promise: document('容诺') });
    add(2, clerk, 'giveNotice', {
      defects: some(r, ['layoutPlan', 'safetyRules', 'signboardSketch'])
        .concat('layoutPlan')
        .slice(0, 2)
        .map(item => ({ item, defect: '不清' })),
    });
  }
  if (view.status === 'correction' || view.status === 'held')
    add(5, applicant, 'supplyCase', { papers: materials.map(paper) });
  for (const step of view.steps.filter(
    each => each.unit !== undefined && ['ready', 'claimed', 'proposed', 'paused'].includes(each.state),
  )) {
    const who = officer(step.unit!, r.chance(0.3));
    const { proposal } = step;
    if (proposal) {
      add(5, who, 'confirmAnswer', { step: step.step, proposal: proposal.seq });
      add(1, who, 'refuseAnswer', { step: step.step, proposal: proposal.seq, reason });
    }
    if (step.state === 'paused') add(3, who, 'endSpecialProcedure', { step: step.step, result: '合格' });
    else if (step.state === 'ready') add(2, who, 'claimStep', { step: step.step });
    if (step.state !== 'paused')
      add(
        5,
        who,
        'answerApproval',
        r.chance(0.9)
          ? { step: step.step, answer: 'AGREE' }
          : { step: step.step, answer: 'DISAGREE', reasons: [reason] },
      );
    if (step.step === 'fire' && step.state !== 'paused')
      add(2, who, 'startSpecialProcedure', {
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 1 + r.below(4) },
        notice: document('检'),
      });
  }
  if (view.status === 'inReview' || view.status === 'special')
    add(1, head('market-regulation'), 'extendLimit', {
      clock: 'STATUTORY',
      by: { unit: 'WD', n: 1 + r.below(10) },
      reason,
    });
  if (view.missing.length > 0)
    add(4, applicant, 'cureCase', {
      papers: view.missing.map(paper),
    });
  if (['granted', 'grantedTolerant', 'denied'].includes(view.status))
    add(4, clerk, 'deliverResult', { how: 'WINDOW', receipt: document('送') });
  if (['granted', 'grantedTolerant', 'delivered'].includes(view.status))
    add(4, officer('market-regulation'), 'publishDecision', { where: '信用中国' });
  for (const { instrument, state, unit, authority } of view.instruments) {
    if (state === 'draft') add(3, supervisor(authority), 'signInstrument', { instrument });
    if (state === 'served' && unit !== 'service-window')
      add(1, officer(unit), 'replyToInstrument', { instrument, reply: '正在办理' });
    if (state !== 'closed' && state !== 'draft' && authority !== 'engine')
      add(1, supervisor(authority), 'closeInstrument', { instrument, conclusion: '已整改' });
  }
  if (r.chance(0.05)) add(2, applicant, 'withdrawCase');
  return acts;
}

/** Whatever somebody might ask, also where it makes no sense. */
function anyAct(r: Random, view: CaseView): Act {
  const clock = r.one(['promise', 'statutory', 'acceptance', ...view.clocks.map(each => each.clock)]);
  const step = r.one(['licence', 'signboard', 'fire', 'tobacco']);
  const acts: readonly Act[] = [
    { who: clerk, mutation: 'acceptCase', input: {} },
    { who: officer(r.one(units)), mutation: 'claimStep', input: { step } },
    { who: officer(r.one(units)), mutation: 'answerApproval', input: { step, answer: 'AGREE' } },
    {
      who: supervisor(r.one(['supervision-office', 'service-authority'])),
      mutation: 'startInstrument',
      input: { level: r.one(['L1', 'L2', 'L3']), clock, reason },
    },
    { who: applicant, mutation: 'supplyCase', input: { papers: materials.map(paper) } },
    { who: applicant, mutation: 'cureCase', input: { papers: [paper('signboardSketch')] } },
    { who: clerk, mutation: 'deliverResult', input: { how: 'WINDOW', receipt: document('送') } },
    {
      who: head('market-regulation'),
      mutation: 'extendLimit',
      input: { clock: 'STATUTORY', by: { unit: 'WD', n: 20 }, reason },
    },
    {
      who: r.one([clerk, officer('fire-rescue'), head('market-regulation')]),
      mutation: 'annulAct',
      input: { event: 2 + r.below(12), reason },
    },
    { who: head('market-regulation'), mutation: 'terminateCase', input: { reasons: [reason] } },
    { who: clerk, mutation: 'findNotRequired', input: { reason } },
  ];
  // A case ends seldom by these, or none would live for long.
  const act = r.one(acts);
  return ['terminateCase', 'findNotRequired'].includes(act.mutation) && !r.chance(0.2) ? acts[0]! : act;
}
