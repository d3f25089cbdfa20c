import fc from 'fast-check';
import { formatInstant, parseInstant } from '../../../domain/calendar/day.ts';
import { ladder } from '../../../domain/case/capabilities/instruments/ladder.ts';
import { unaddressed } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import type { CaseView, StepView } from '../../../domain/case/view.ts';
import { samplesOf } from '../../../domain/procedure/check/walk/sample.ts';
import type { StepDefinition } from '../../../domain/procedure/language/step.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { Refused } from '../../../domain/refusal.ts';
import {
  applicant,
  cityOf,
  clerk,
  head,
  officer,
  paper,
  reference,
  supervisor,
  type CityOptions,
  type VirtualCase,
  type VirtualCity,
} from '../../../domain/testing.ts';
import { engine, type Actor, type Json } from '../../../domain/values.ts';
import { form, units } from './plan.ts';
import { smallPart } from './procedure-of.ts';

const minuteMs = 60_000;
const mostDays = 20;

/** What comes in, and what is asked of the case afterwards: which of the acts that make sense, when, by whom. */
export type Course = typeof course extends fc.Arbitrary<infer T> ? T : never;
export const course = fc.record({
  form,
  papers: fc.subarray(['plan', 'sketch']),
  /** The modes that are chosen, of those that the procedure offers. */
  modes: fc.subarray([
    'commitment',
    'onTheSpot',
    'instantAuto',
    'singleId',
    'crossRegion',
    'applyAndEnjoy',
    'fastLane',
  ]),
  grade: fc.constantFrom('A' as const, 'B' as const, 'D' as const),
  isAtTheWindow: fc.boolean(),
  minute: fc.integer({ min: 0, max: mostDays * 1_440 }),
  deeds: fc.array(
    fc.record({
      pick: fc.nat(),
      /** Of all cases of the family, the one that is acted on. */
      which: fc.nat(),
      sample: fc.nat(),
      minutes: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 600 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
      ),
      /** By how many minutes it arrives after it was asked. */
      late: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 3_000 }) },
      ),
      isStranger: fc.integer({ min: 0, max: 15 }).map(of16 => of16 === 0),
    }),
    { minLength: 4, maxLength: 30 },
  ),
});

type Deed = readonly [Actor, Command];

/** Acts on an open step. What is sampled is an answer that the step takes. */
function onStep(procedure: AnyProcedure, step: StepView, sample: number): readonly Deed[] {
  const definition = procedure.steps[step.step.split(/[@#:]/u)[0]!]!;
  const unit = step.unit ?? procedure.lead;
  const by = definition.kind === 'applicant' ? applicant : definition.post === 'principal' ? head(unit) : officer(unit);
  // A party of a conference answers for itself, and the unit each objection.
  const answers = samplesOf((step.step.includes(':') && definition.partAnswer) || definition.outcome);
  const answer = answers[sample % Math.max(answers.length, 1)] as Json;
  const named = { step: step.step };
  const { proposal } = step;
  return [
    [by, { type: 'answer', ...named, answer }],
    [by, { type: 'answer', ...named, answer }],
    [by, { type: 'claim', ...named }],
    [by, { type: 'unclaim', ...named }],
    ...ofKind(procedure, definition, step, sample),
    [
      by,
      {
        type: 'startSpecial',
        ...named,
        special: 'inspection',
        takes: { unit: 'WD', n: 1 + (sample % 12) },
        notice: reference('检-1'),
      },
    ],
    [by, { type: 'endSpecial', ...named, result: '合格' }],
    [head(procedure.lead), { type: 'reassign', ...named, to: units[sample % units.length]!, reason: { text: '改派' } }],
    ...(proposal
      ? ([
          [
            { ...by, person: `${by.person}-2` },
            { type: 'confirm', ...named, proposal: proposal.seq },
          ],
          [
            { ...officer(unit, 'section-head'), post: 'section-head' },
            { type: 'confirm', ...named, proposal: proposal.seq },
          ],
          [
            { ...head(unit), post: 'principal' },
            { type: 'confirm', ...named, proposal: proposal.seq },
          ],
          [by, { type: 'refuseProposal', ...named, proposal: proposal.seq, reason: { text: '不同意' } }],
        ] as const)
      : []),
  ];
}

/** Acts on steps of one kind only. */
function ofKind(procedure: AnyProcedure, definition: StepDefinition, step: StepView, sample: number): readonly Deed[] {
  const named = { step: step.step };
  const chair = officer(step.unit ?? procedure.lead);
  const now = step.openedAt;
  switch (definition.kind) {
    case 'conference':
      return [
        [chair, { type: 'convene', ...named, meets: now + (sample % 10) * 86_400_000, place: '会议室' }],
        [chair, { type: 'recordMinutes', ...named, minutes: '纪要', present: ['tobacco'] }],
      ];
    case 'publicNotice': {
      const concerns = definition.concerns ? { concerns: { about: 'a' } } : {};
      const reason = { text: '名单有误' };
      return [
        [
          { ...applicant, person: `p-neighbour-${sample % 3}` },
          { type: 'object', ...named, reason, ...concerns },
        ],
        [
          { ...applicant, person: `p-neighbour-${sample % 3}` },
          { type: 'replyToObjection', ...named, reason },
        ],
        [applicant, { type: 'replyToObjection', ...named, reason }],
      ];
    }
    case 'child':
      return [
        [
          applicant,
          {
            type: 'fileChild',
            ...named,
            form: sample % 5 === 0 ? {} : { kind: 'a' },
            papers: ['plan'].map(paper),
            modes: [],
          },
        ],
        [applicant, { type: 'fileChild', ...named, form: { kind: 'b' }, papers: [], modes: [] }],
        [applicant, { type: 'dropChild', ...named }],
      ];
    case 'effect':
      return [
        [engine, { type: 'completeEffect', ...named, result: { count: sample % 10 } }],
        [engine, { type: 'completeEffect', ...named, result: {} }],
      ];
    default:
      return [];
  }
}

/** Acts that make sense somewhere in the life of a case, refused wherever they do not. */
function deedsOn(procedure: AnyProcedure, view: CaseView, pick: number, sample: number): readonly Deed[] {
  const lead = head(procedure.lead);
  const open = view.steps.filter(({ endedAt }) => endedAt === undefined);
  const running = view.clocks.filter(({ state }) => state === 'running');
  const clock = running[sample % Math.max(running.length, 1)]?.clock ?? 'promise';
  const level = (['L0', 'L1', 'L2', 'L3', 'L4'] as const)[sample % 5]!;
  const n = 1 + (sample % 15);
  const intake: readonly Deed[] = [
    [clerk, { type: 'accept' }],
    [clerk, { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') }],
    [clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '不清' }] }],
    [applicant, { type: 'supply', papers: ['plan', 'sketch'].map(paper) }],
    [clerk, { type: 'refuseAcceptance', reason: { text: '不属本机关' }, rightOrgan: '市局' }],
    [clerk, { type: 'notRequired', reason: { text: '无需许可' } }],
    [clerk, { type: 'settleOnTheSpot', receipt: reference('回-2') }],
    ...['fire-rescue', 'tobacco'].map((each): Deed => [
      officer(each),
      { type: 'checkCompleteness', defects: sample % 3 === 0 ? [{ item: 'plan', defect: '不清' }] : [] },
    ]),
    ...['plan', 'sketch'].map((each): Deed => [
      engine,
      { type: 'fileShared', paper: { ...paper(each), suppliedBy: 'sharedData' } },
    ]),
  ];
  const reasons = [{ text: '有误' }];
  const step = open[sample % Math.max(open.length, 1)];
  const onSteps = step ? onStep(procedure, step, sample) : [];
  const onInstruments = view.instruments.flatMap<Deed>(({ instrument, unit, authority }) => [
    [head(unit), { type: 'replyToInstrument', instrument, reply: '已办' }],
    [supervisor(authority), { type: 'signInstrument', instrument }],
    [supervisor(authority), { type: 'closeInstrument', instrument, conclusion: '已改' }],
  ]);
  const others: readonly Deed[] = [
    [applicant, { type: 'cure', papers: [paper('sketch')] }],
    [supervisor(ladder[level].from), { type: 'startInstrument', level, clock, reason: { text: '督查' } }],
    [lead, { type: 'extend', clock: 'statutory', by: { unit: 'WD', n }, reason: { text: '复杂' } }],
    [lead, { type: 'extend', clock: 'correction', by: { unit: 'WD', n }, reason: { text: '复杂' } }],
    [lead, { type: 'suspend', ground: 'forceMajeure', reason: { text: '台风' }, notice: reference('中-1') }],
    [lead, { type: 'resume', reason: { text: '台风已过' } }],
    [lead, { type: 'terminate', reasons: [{ text: '主体终止' }] }],
    [clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') }],
    [officer(procedure.lead), { type: 'publish', where: '信用网站' }],
    [applicant, { type: 'withdraw' }],
    [applicant, { type: 'urge', reason: { text: '何时办结' } }],
    [officer(procedure.lead), { type: 'answerUrging', answer: '明日' }],
    [applicant, { type: 'rate', grade: (['veryGood', 'poor', 'veryPoor'] as const)[sample % 3]! }],
    [officer(procedure.lead), { type: 'noteAppeal', ground: 'review', notice: reference('复-1'), body: '市司法局' }],
    [lead, { type: 'annul', event: 1 + (sample % 12), reason: { text: '有误' } }],
    [lead, { type: 'annul', event: 1 + (sample % 12), reason: { text: '有误' } }],
    [lead, { type: 'revoke', permits: ['licence'], reasons }],
    [lead, { type: 'cancelPermits', permits: ['licence'], ground: 'byHolder', reasons }],
    [applicant, { type: 'continuePermit', permit: 'licence', why: 'change', form: { size: sample % 900 } }],
    [lead, { type: 'decideAnew', ground: 'review', ruling: reference('决-1'), reasons }],
  ];
  // What moves a case on is done most of the time; anything at all the rest of it.
  const first = view.acceptedAt === undefined && view.status !== 'inReview' ? [...intake, ...intake.slice(0, 1)] : [];
  const going = first.length > 0 ? first : onSteps;
  const groups = [going, going, going, going, onSteps, onInstruments, others, others];
  const group = groups[pick % groups.length]!;
  return group.length > 0 ? group : others;
}

const strangers: readonly Actor[] = [
  officer('archives'),
  head('archives'),
  supervisor(),
  { ...applicant, person: 'p-else' },
];

/** Numbers and addresses the instruments that opened, as a run does by itself. */
export function address(one: VirtualCase): void {
  for (const { instrument, level, from, unit, openedAt } of unaddressed(one.state!))
    one.act(engine, {
      type: 'addressInstrument',
      instrument,
      number: { authority: from, level, year: 2027, number: 1 },
      addressees: [{ post: 'principal', unit }],
      resolvedAt: openedAt,
    });
}

/**
 * Receives what comes in and asks for one act after the other, of the case or of those that it opened. What is refused
 * changes nothing; anything else that throws fails the test. Undefined: what came in was refused.
 */
export function live(
  procedure: AnyProcedure,
  { form: filled, papers, modes: chosen, grade, isAtTheWindow, minute, deeds }: Course,
  after: (one: VirtualCase) => void,
  options: CityOptions = {},
): VirtualCity | undefined {
  let now = parseInstant('2027-03-15T08:00') + minute * minuteMs;
  const city = cityOf([procedure, smallPart], options);
  const modes = chosen.filter(mode => Object.hasOwn(procedure.modes, mode));
  const wanted = (act: () => unknown): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  };
  const by = isAtTheWindow ? { by: clerk } : {};
  wanted(() =>
    city.receive(procedure, {
      at: formatInstant(now),
      form: filled as never,
      papers,
      modes,
      creditGrade: grade,
      ...by,
    }),
  );
  const [first] = city.cases;
  if (first?.state === undefined) return undefined;
  after(first);
  for (const { pick, which, sample, minutes, late, isStranger } of deeds) {
    now += minutes * minuteMs;
    city.until(formatInstant(now));
    const all = city.cases.filter(({ state }) => state !== undefined);
    const one = all[which % all.length]!;
    const choices = deedsOn(one.environment.procedure, one.view, pick, sample);
    const [actor, command] = choices[Math.floor(pick / 8) % choices.length]!;
    const person = isStranger ? strangers[sample % strangers.length]! : actor;
    wanted(() => one.at(formatInstant(Math.max(now - late * minuteMs, one.state!.receivedAt))).act(person, command));
    for (const each of city.cases.filter(({ state }) => state !== undefined)) {
      address(each);
      after(each);
    }
  }
  return city;
}
