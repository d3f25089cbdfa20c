import { z } from 'zod';
import type { ClockKind } from '../../domain/case/vocabulary.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import { months, permit, procedure, reasonsAgainst, required, task, workingDays } from '../../domain/procedure.ts';
import {
  agree,
  applicant,
  caseOf,
  cityOf,
  clerk,
  head,
  officer,
  reference,
  type VirtualCase,
} from '../../domain/testing.ts';
import type { Command } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/values.ts';
import { restaurant } from './restaurant.ts';
import { step } from './trial.ts';

/** What time does to one kind of clock when it runs out. */
interface Row {
  /** A case in which it runs, and its name there. */
  readonly given: () => VirtualCase;
  readonly clock: string;
  /** The first event at its due, and how the case stands after it. */
  readonly does: CaseEvent['type'];
  readonly status: string;
  /** An act that is in time until it is due; what it is refused with a minute later. */
  readonly act: readonly [Actor, Command];
  /** Absent where who is late may still do it: it is late, and done. */
  readonly refused?: string;
}

const lead = officer('market-regulation');
const reason = { text: '理由' };
const simple = procedure({
  name: 'simple',
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  materials: { plan: required('图') },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  policies: { correction: { onLapse: 'hold' } },
  milestones: { told: workingDays(2) },
  steps: { tell: task('告知', { by: 'lead', until: 'told' }), look: step() },
  permits: { licence: permit('许可证', { validFor: months(3), renewal: workingDays(10) }) },
  *run({ steps, reached, grant, deny }) {
    yield* steps.tell();
    reached('told');
    const against = reasonsAgainst(yield* steps.look());
    return against ? deny(against) : grant('licence');
  },
});
const form = { hasSignboard: false, sellsTobacco: false };
const received = () => restaurant('2027-03-24T10:00', { form });
const accepted = () => received().accept();
const inTrial = () => caseOf(simple).receive({ at: '2027-03-24 10:00' }).accept();
const granted = () => accepted().answer('licence', agree).answer('fire', agree);
const notice: Command = { type: 'giveNotice', defects: [{ item: 'layoutPlan', defect: '不清' }] };
const paper = { kind: 'original', suppliedBy: 'applicant', digest: 'a'.repeat(64) } as const;
const plan: Command = { type: 'supply', papers: [{ material: 'layoutPlan', ...paper }] };

/** A renewal of a permit, asked in time: silence until its last day renews it. */
function renewal(): VirtualCase {
  const city = cityOf([simple]);
  const first = city.receive(simple, { at: '2027-03-24 10:00' }).accept();
  first.answer('tell', {}).answer('look', agree);
  first.at('2027-05-10 10:00').act(applicant, { type: 'continuePermit', permit: 'licence', why: 'renewal' });
  const next = city.cases.find(({ id }) => id !== first.id)!;
  return next.act(clerk, { type: 'accept' });
}

/** A row for each kind of clock: one that is added without it does not compile. */
export const ticks: { readonly [K in ClockKind]: Row } = {
  acceptance: {
    given: received,
    clock: 'acceptance',
    does: 'deemedAccepted',
    status: 'inReview',
    act: [clerk, { type: 'accept' }],
    refused: 'case.wrongState',
  },
  correction: {
    given: () => received().act(clerk, notice),
    clock: 'correction',
    does: 'deemedWithdrawn',
    status: 'deemedWithdrawn',
    act: [applicant, plan],
    refused: 'case.ended',
  },
  held: {
    given: () => {
      const one = caseOf(simple).receive({ at: '2027-03-24 10:00' });
      one.act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '不清' }] });
      return one.until('2027-04-20 00:00');
    },
    clock: 'held',
    does: 'deemedWithdrawn',
    status: 'deemedWithdrawn',
    act: [applicant, { type: 'withdraw' }],
    refused: 'case.ended',
  },
  promise: {
    given: accepted,
    clock: 'promise',
    does: 'breached',
    status: 'inReview',
    act: [lead, { type: 'answer', step: 'licence', answer: agree }],
  },
  statutory: {
    given: accepted,
    clock: 'statutory',
    does: 'breached',
    status: 'inReview',
    act: [head('market-regulation'), { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 2 }, reason }],
    refused: 'extension.late',
  },
  tolerance: {
    given: () =>
      restaurant('2027-03-24T10:00', {
        form: { hasSignboard: true, sellsTobacco: false },
        papers: ['layoutPlan', 'safetyRules'],
      }).act(clerk, { type: 'acceptTolerantly', missing: ['signboardSketch'], promise: reference('诺-1') }),
    clock: 'tolerance:signboardSketch',
    does: 'toleranceLapsed',
    status: 'deemedWithdrawn',
    act: [applicant, { type: 'cure', papers: [{ material: 'signboardSketch', ...paper }] }],
    refused: 'case.ended',
  },
  step: {
    given: accepted,
    clock: 'step:licence',
    does: 'breached',
    status: 'inReview',
    act: [lead, { type: 'answer', step: 'licence', answer: agree }],
  },
  special: {
    given: () =>
      accepted()
        .answer('licence', agree)
        .act(officer('fire-rescue'), {
          type: 'startSpecial',
          step: 'fire',
          special: 'inspection',
          takes: { unit: 'WD', n: 2 },
          notice: reference('检-1'),
        }),
    clock: 'special:fire',
    does: 'specialExpired',
    status: 'inReview',
    act: [officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' }],
  },
  milestone: {
    given: inTrial,
    clock: 'milestone:told',
    does: 'breached',
    status: 'inReview',
    act: [lead, { type: 'answer', step: 'tell', answer: {} }],
  },
  verify: {
    given: () =>
      restaurant('2027-03-24T10:00', { form, modes: ['commitment'] })
        .accept()
        .answer('licence', agree),
    clock: 'verify:fireCheck',
    does: 'breached',
    status: 'granted',
    act: [officer('fire-rescue'), { type: 'answer', step: 'fireCheck', answer: agree }],
  },
  delivery: {
    given: granted,
    clock: 'delivery',
    does: 'breached',
    status: 'granted',
    act: [clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') }],
  },
  publicity: {
    given: granted,
    clock: 'publicity',
    does: 'breached',
    status: 'granted',
    act: [lead, { type: 'publish', where: '信用中国' }],
  },
  urging: {
    given: () => accepted().act(applicant, { type: 'urge', reason }),
    clock: 'urging:1',
    does: 'breached',
    status: 'inReview',
    act: [lead, { type: 'answerUrging', answer: '明日' }],
  },
  renewal: {
    given: renewal,
    clock: 'renewal',
    does: 'granted',
    status: 'granted',
    act: [applicant, { type: 'withdraw' }],
    refused: 'case.decided',
  },
};
