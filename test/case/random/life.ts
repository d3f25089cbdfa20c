import fc from 'fast-check';
import { formatInstant, parseInstant } from '../../../domain/calendar/day.ts';
import { ladder } from '../../../domain/case/capabilities/instruments/ladder.ts';
import { unaddressed } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import type { CaseView, StepView } from '../../../domain/case/view.ts';
import { samplesOf } from '../../../domain/procedure/check/walk/sample.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { Refused } from '../../../domain/refusal.ts';
import {
  applicant,
  caseOf,
  clerk,
  head,
  officer,
  paper,
  reference,
  supervisor,
  type CaseOf,
  type CaseOptions,
} from '../../../domain/testing.ts';
import { engine, type Actor, type Json } from '../../../domain/values.ts';
import { form, units } from './plan.ts';

const minuteMs = 60_000;
const mostDays = 20;

/** What comes in, and what is asked of the case afterwards: which of the acts that make sense, when, by whom. */
export type Course = typeof course extends fc.Arbitrary<infer T> ? T : never;
export const course = fc.record({
  form,
  papers: fc.subarray(['plan', 'sketch']),
  isCommitted: fc.boolean(),
  minute: fc.integer({ min: 0, max: mostDays * 1_440 }),
  deeds: fc.array(
    fc.record({
      pick: fc.nat(),
      sample: fc.nat(),
      minutes: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 20_000 })),
      /** By how many minutes it arrives after it was asked. */
      late: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 3_000 }) },
      ),
      isStranger: fc.integer({ min: 0, max: 15 }).map(of16 => of16 === 0),
    }),
    { maxLength: 25 },
  ),
});

type Deed = readonly [Actor, Command];

/** Acts on an open step. What is sampled is an answer that the step takes. */
function onStep(procedure: AnyProcedure, step: StepView, sample: number): readonly Deed[] {
  const definition = procedure.steps[step.step.split(/[@#]/u)[0]!]!;
  const unit = step.unit ?? procedure.lead;
  const by = definition.kind === 'applicant' ? applicant : definition.post === 'principal' ? head(unit) : officer(unit);
  const answers = samplesOf(definition.outcome);
  const answer = answers[sample % Math.max(answers.length, 1)] as Json;
  const named = { step: step.step };
  const { proposal } = step;
  return [
    [by, { type: 'answer', ...named, answer }],
    [by, { type: 'answer', ...named, answer }],
    [by, { type: 'claim', ...named }],
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

/** Acts that make sense somewhere in the life of a case, refused wherever they do not. */
function deedsOn(procedure: AnyProcedure, view: CaseView, sample: number): readonly Deed[] {
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
  ];
  return [
    ...(view.acceptedAt === undefined ? [...intake, ...intake.slice(0, 1)] : []),
    ...open.flatMap(step => onStep(procedure, step, sample)),
    ...view.instruments.flatMap<Deed>(({ instrument, unit, authority }) => [
      [head(unit), { type: 'replyToInstrument', instrument, reply: '已办' }],
      [supervisor(authority), { type: 'signInstrument', instrument }],
      [supervisor(authority), { type: 'closeInstrument', instrument, conclusion: '已改' }],
    ]),
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
  ];
}

const strangers: readonly Actor[] = [
  officer('archives'),
  head('archives'),
  supervisor(),
  { ...applicant, person: 'p-else' },
];

/** Numbers and addresses the instruments that opened, as a run does by itself. */
export function address(one: CaseOf<AnyProcedure>): void {
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
 * Receives what comes in and asks for one act after the other. What is refused changes nothing; anything else that
 * throws fails the test. Undefined: what came in was refused.
 */
export function live(
  procedure: AnyProcedure,
  { form: filled, papers, isCommitted, minute, deeds }: Course,
  after: (one: CaseOf<AnyProcedure>) => void,
  options: CaseOptions = {},
): CaseOf<AnyProcedure> | undefined {
  let now = parseInstant('2027-03-15T08:00') + minute * minuteMs;
  const one = caseOf(procedure, options);
  const modes = isCommitted && procedure.modes.commitment ? ['commitment'] : [];
  const wanted = (act: () => unknown): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  };
  wanted(() => one.receive({ at: formatInstant(now), form: filled as never, papers, modes }));
  if (one.state === undefined) return undefined;
  after(one);
  for (const { pick, sample, minutes, late, isStranger } of deeds) {
    now += minutes * minuteMs;
    one.until(formatInstant(now));
    const choices = deedsOn(procedure, one.view, sample);
    const [actor, command] = choices[pick % choices.length]!;
    const by = isStranger ? strangers[sample % strangers.length]! : actor;
    wanted(() => one.at(formatInstant(Math.max(now - late * minuteMs, one.state!.receivedAt))).act(by, command));
    address(one);
    after(one);
  }
  return one;
}
