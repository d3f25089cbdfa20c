import type { StepView } from '../../../domain/case/view.ts';
import { samplesOf } from '../../../domain/procedure/check/walk/sample.ts';
import type { StepDefinition } from '../../../domain/procedure/language/step.ts';
import { papersAsked } from '../../../domain/host/virtual/samples.ts';
import { splitPersonal, type AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { applicant, head, officer, paper, reference } from '../../../domain/testing.ts';
import { engine, type Actor, type Json } from '../../../domain/values.ts';
import { unitAt, type Deed, type People } from './deeds.ts';

/** Acts on an open step. What is sampled is an answer that the step takes. */
export function onStep(procedure: AnyProcedure, step: StepView, people: People, sample: number): readonly Deed[] {
  const definition = procedure.steps[step.step.split(/[@#:]/u)[0]!]!;
  const unit = step.unit ?? people.unit(procedure.lead);
  const by = ownerOf(definition, unit, people);
  // A party of a conference answers for itself, and the unit each objection.
  const answers = samplesOf((step.step.includes(':') && definition.partAnswer) || definition.outcome);
  const answer = answers[sample % Math.max(answers.length, 1)] as Json;
  const named = { step: step.step };
  const papers = sample % 7 === 0 ? {} : { papers: (definition.gives ?? []).map(paper) };
  const takes = { unit: 'WD' as const, n: 1 + (sample % 12) };
  const listed = Object.keys(procedure.special);
  const special = listed[sample % Math.max(listed.length, 1)] ?? 'none';
  return [
    [by, { type: 'answer', ...named, answer, ...papers }],
    [by, { type: 'answer', ...named, answer, ...papers }],
    [by, { type: 'claim', ...named }],
    [by, { type: 'unclaim', ...named }],
    ...ofKind(procedure, definition, step, people, sample),
    [by, { type: 'startSpecial', ...named, special, takes, notice: reference('检-1') }],
    [by, { type: 'endSpecial', ...named, result: '合格' }],
    [people.lead, { type: 'reassign', ...named, to: unitAt(people, sample), reason: { text: '改派' } }],
    ...onProposal(step, unit, by),
  ];
}

function ownerOf({ kind, post }: StepDefinition, unit: string, people: People): Actor {
  if (kind === 'applicant') return people.party;
  return post === 'principal' ? head(unit) : officer(unit);
}

/** Those beside who proposed an answer: a second one, who reviews and who approves; or one who says no. */
function onProposal({ step, proposal }: StepView, unit: string, by: Actor): readonly Deed[] {
  if (!proposal) return [];
  const named = { step, proposal: proposal.seq };
  return [
    [
      { ...by, person: `${by.person}-2` },
      { type: 'confirm', ...named },
    ],
    [
      { ...officer(unit, 'section-head'), post: 'section-head' },
      { type: 'confirm', ...named },
    ],
    [
      { ...head(unit), post: 'principal' },
      { type: 'confirm', ...named },
    ],
    [by, { type: 'refuseProposal', ...named, reason: { text: '不同意' } }],
  ];
}

/** Acts on steps of one kind only. */
function ofKind(
  procedure: AnyProcedure,
  definition: StepDefinition,
  step: StepView,
  people: People,
  sample: number,
): readonly Deed[] {
  const named = { step: step.step };
  const chair = officer(step.unit ?? people.unit(procedure.lead));
  switch (definition.kind) {
    case 'conference': {
      const meets = step.openedAt + (sample % 10) * 86_400_000;
      return [
        [chair, { type: 'convene', ...named, meets, place: '会议室' }],
        [
          chair,
          {
            type: 'recordMinutes',
            ...named,
            minutes: '纪要',
            present: (definition.of ?? []).slice(1).map(people.unit),
          },
        ],
      ];
    }
    case 'publicNotice': {
      const concerns = definition.concerns ? { concerns: samplesOf(definition.concerns)[0] as Json } : {};
      const reason = { text: '名单有误' };
      const neighbour = { ...applicant, person: `p-neighbour-${sample % 3}` };
      return [
        [neighbour, { type: 'object', ...named, reason, ...concerns }],
        [neighbour, { type: 'replyToObjection', ...named, reason }],
        [people.party, { type: 'replyToObjection', ...named, reason }],
      ];
    }
    case 'child': {
      const opened = definition.child!;
      const { form: whole } = splitPersonal(opened, opened.example as Readonly<Record<string, unknown>>);
      const form = sample % 5 === 0 ? {} : (whole as Json);
      const papers = [...papersAsked(opened, form)];
      return [
        [people.party, { type: 'fileChild', ...named, form, papers, modes: [] }],
        [people.party, { type: 'fileChild', ...named, form: whole as Json, papers: [], modes: [] }],
        [people.party, { type: 'dropChild', ...named }],
      ];
    }
    case 'effect': {
      const results = definition.result ? samplesOf(definition.result) : [{}];
      const result = results[sample % Math.max(results.length, 1)] as Json;
      return [
        [engine, { type: 'completeEffect', ...named, result }],
        [engine, { type: 'completeEffect', ...named, result: {} }],
      ];
    }
    default:
      return [];
  }
}
