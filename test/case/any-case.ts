import { ladder } from '../../domain/case/capabilities/instruments/ladder.ts';
import type { Level } from '../../domain/case/vocabulary.ts';
import fc from 'fast-check';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import type { Command } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/values.ts';
import { Refused } from '../../domain/refusal.ts';
import {
  applicant,
  clerk,
  head,
  officer,
  paper,
  reference,
  supervisor,
  type CaseOptions,
  type VirtualCase,
} from '../../domain/testing.ts';

import { restaurant } from './restaurant.ts';

const units = ['market-regulation', 'urban-management', 'fire-rescue', 'tobacco'] as const;
const answers = [
  { answer: 'agree' },
  { answer: 'disagree', reasons: [{ text: '不符' }] },
  { answer: 'agreeWithConditions', conditions: [{ text: '限期' }] },
  { answer: 'maybe' },
];
const materials = fc.subarray(['layoutPlan', 'safetyRules', 'signboardSketch']);
const step = fc.constantFrom('licence', 'signboard', 'fire', 'tobacco', 'fireCheck', 'fireFix');
const clocks = fc.constantFrom(
  'promise',
  'statutory',
  'step:licence',
  'step:fire',
  'acceptance',
  'tolerance:signboardSketch',
);
const unit = fc.constantFrom(...units);

const act: fc.Arbitrary<{ actor: Actor; command: Command }> = fc.oneof(
  fc.constant({ actor: clerk, command: { type: 'accept' } as const }),
  materials.map(missing => ({
    actor: clerk,
    command: { type: 'acceptTolerantly', missing, promise: reference('诺') } as const,
  })),
  materials
    .filter(items => items.length > 0)
    .map(items => ({
      actor: clerk,
      command: { type: 'giveNotice', defects: items.map(item => ({ item, defect: '不清' })) } as const,
    })),
  materials.map(items => ({ actor: applicant, command: { type: 'supply', papers: items.map(paper) } as const })),
  materials
    .filter(items => items.length > 0)
    .map(items => ({ actor: applicant, command: { type: 'cure', papers: items.map(paper) } as const })),
  fc.record({ unit, step, answer: fc.constantFrom(...answers) }).map(({ unit: of, step: id, answer }) => ({
    actor: officer(of),
    command: { type: 'answer', step: id, answer } as const,
  })),
  fc
    .record({ unit, step, proposal: fc.integer({ min: 2, max: 12 }), second: fc.boolean(), agrees: fc.boolean() })
    .map(({ unit: of, step: id, proposal, second, agrees }) => ({
      actor: officer(of, second ? 'officer-2' : 'officer'),
      command: agrees
        ? ({ type: 'confirm', step: id, proposal } as const)
        : ({ type: 'refuseProposal', step: id, proposal, reason: { text: '不符' } } as const),
    })),
  fc
    .record({ unit, step })
    .map(({ unit: of, step: id }) => ({ actor: officer(of), command: { type: 'claim', step: id } as const })),
  fc.integer({ min: 1, max: 12 }).map(n => ({
    actor: officer('fire-rescue'),
    command: {
      type: 'startSpecial',
      step: 'fire',
      special: 'inspection',
      takes: { unit: 'WD', n },
      notice: reference(`检-${n}`),
    } as const,
  })),
  fc.constant({
    actor: officer('fire-rescue'),
    command: { type: 'endSpecial', step: 'fire', result: '合格' } as const,
  }),
  fc.integer({ min: 1, max: 12 }).map(n => ({
    actor: head('market-regulation'),
    command: { type: 'extend', clock: 'statutory', by: { unit: 'WD', n }, reason: { text: '复杂' } } as const,
  })),
  fc.integer({ min: 1, max: 5 }).map(n => ({
    actor: head('market-regulation'),
    command: {
      type: 'suspend',
      ground: 'forceMajeure',
      reason: { text: '台风' },
      notice: reference(`中-${n}`),
    } as const,
  })),
  fc.constant({ actor: head('market-regulation'), command: { type: 'resume', reason: { text: '台风已过' } } as const }),
  fc
    .record({
      event: fc.integer({ min: 2, max: 20 }),
      by: fc.constantFrom(clerk, officer('fire-rescue'), head('market-regulation')),
    })
    .map(({ event, by }) => ({ actor: by, command: { type: 'annul', event, reason: { text: '有误' } } as const })),
  fc.constant({ actor: clerk, command: { type: 'deliver', how: 'window', receipt: reference('送') } as const }),
  fc.constant({ actor: officer('market-regulation'), command: { type: 'publish', where: '信用中国' } as const }),
  fc.constant({ actor: applicant, command: { type: 'withdraw' } as const }),
  fc
    .record({ level: fc.constantFrom('L0', 'L1', 'L2', 'L3', 'L4'), clock: clocks, unit })
    .map(({ level, clock, unit: of }) => ({
      actor: head(of),
      command: { type: 'replyToInstrument', instrument: `${level}:${clock}`, reply: '已办' } as Command,
    })),
  fc.record({ level: fc.constantFrom('L1', 'L2', 'L3'), clock: clocks }).map(({ level, clock }) => ({
    actor: supervisor(ladder[level].from),
    command: { type: 'closeInstrument', instrument: `${level}:${clock}`, conclusion: '已改' } as Command,
  })),
  fc.record({ level: fc.constantFrom<Level[]>('L1', 'L2', 'L3', 'L4'), clock: clocks }).map(({ level, clock }) => ({
    actor: supervisor(),
    command: { type: 'startInstrument', level, clock, reason: { text: '督查' } } as Command,
  })),
);
const late = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2_000 }) },
);
export const deeds = fc.array(
  fc.record({
    deed: act,
    minutes: fc.integer({ min: 0, max: 4_000 }),
    /** By how many minutes it arrives after it was asked. */ late,
  }),
  { maxLength: 30 },
);
export const start = fc.record({
  underway: fc.boolean(),
  papers: materials,
  commitment: fc.boolean(),
  minute: fc.integer({ min: 0, max: 14 * 1440 }),
});
type Start = typeof start extends fc.Arbitrary<infer T> ? T : never;
type Deeds = typeof deeds extends fc.Arbitrary<infer T> ? T : never;

/**
 * Plays whatever was asked in that order; what is refused changes nothing, and anything else that throws fails the
 * test.
 */
export function play(
  { underway, papers, commitment, minute }: Start,
  list: Deeds,
  after: (one: VirtualCase) => void = () => {},
  options: CaseOptions = {},
): VirtualCase {
  let now = parseInstant('2027-03-20T08:00') + minute * 60_000;
  const one = restaurant(formatInstant(now), { papers, modes: commitment ? ['commitment'] : [] }, options);
  if (underway) {
    one.at(formatInstant(now)).act(clerk, {
      type: 'giveNotice',
      defects: ['layoutPlan', ...(papers.includes('safetyRules') ? [] : ['safetyRules'])].map(item => ({
        item,
        defect: '不清',
      })),
    });
    one.at(formatInstant(now)).act(applicant, {
      type: 'supply',
      papers: ['layoutPlan', 'safetyRules', 'signboardSketch'].map(paper),
    });
    one.at(formatInstant(now)).act(clerk, { type: 'accept' });
    one.at(formatInstant(now)).act(officer('market-regulation'), {
      type: 'answer',
      step: 'licence',
      answer: { answer: 'agree' },
    });
  }
  for (const { deed, minutes, late: delay } of list) {
    now += minutes * 60_000;
    try {
      one.until(formatInstant(now));
      one.at(formatInstant(Math.max(now - delay * 60_000, one.state!.receivedAt))).act(deed.actor, deed.command);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    after(one);
  }
  one.until(formatInstant(now + 60 * 86_400_000));
  return one;
}
