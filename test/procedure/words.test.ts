import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { child, procedure } from '../../domain/procedure.ts';
import {
  closings,
  intakeWords,
  materialWords,
  modeWords,
  openings,
  policyWords,
  stepFields,
  stepKinds,
} from '../../domain/procedure/check/not-carried.ts';
import { check, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { base } from './support/granting.ts';
import { gate } from './support/throw-away.ts';

/** Where a word acts: a file of the domain, and the text in it by which it does. */
type Where = readonly [file: string, text: string];
/** For each word that acts, where; `undefined` where a definition that uses it is refused. */
type Places<W extends string> = Readonly<Record<W, Where | undefined>>;

const capability = (name: string, file = 'decide'): string => `case/capabilities/${name}/${file}.ts`;
const run = 'procedure/runtime/run.ts';
const openSteps = 'case/open-steps.ts';
const ownStep = 'case/own-step.ts';

const kinds: Places<keyof typeof stepKinds> = {
  approval: [capability('steps', 'try-step'), 'tryAnswer'],
  task: [capability('steps', 'try-step'), 'tryAnswer'],
  decision: [capability('steps', 'try-step'), 'tryAnswer'],
  applicant: [ownStep, "'applicant'"],
  conference: [capability('conference', 'seats'), 'outcomeOfConference'],
  event: [openSteps, "'event'"],
  publicNotice: [openSteps, "'publicNotice'"],
  wait: [openSteps, "'wait'"],
  effect: [capability('effects'), "'effect'"],
  child: [capability('children', 'pages'), "'child'"],
};
const opens: Places<keyof typeof openings> = {
  received: [capability('children', 'letters'), 'begins: true'],
  draft: undefined,
};
const fields: Places<keyof typeof stepFields> = {
  by: [ownStep, 'requireUnit'],
  post: [ownStep, 'post'],
  within: [openSteps, 'each.within'],
  withinBy: [run, 'withinBy'],
  until: ['procedure/check/walk/path.ts', 'until'],
  special: [capability('special'), 'definition?.special'],
  mayPauseFor: [capability('special'), 'mayPauseFor'],
  may: ['procedure/language/answers.ts', 'may('],
  people: [capability('steps'), 'people'],
  trio: [capability('proposal', 'stage'), 'trio'],
  when: [run, 'definition.when'],
  silence: ['case/capabilities/steps/silence.ts', 'silence'],
  satisfiedBy: ['procedure/language/answers.ts', 'satisfiedBy'],
  of: ['procedure/language/steps/office.ts', 'z.enum(of)'],
  titles: ['procedure/language/steps/office.ts', 'titles'],
  notice: [capability('conference'), '.notice'],
  concerns: [capability('objections'), 'concerns: schema'],
  answered: [capability('objections', 'evolve'), 'answered'],
  gives: ['case/papers.ts', 'gives'],
  fee: ['procedure/language/steps/outside.ts', 'exactly(amount)'],
  calls: [capability('effects', 'calls'), 'definition.calls'],
  takes: [run, 'call.input'],
  result: ['procedure/language/steps/office.ts', 'recorded'],
  child: [run, 'call.form'],
  opens: ['procedure/check/walk/path.ts', 'opens'],
};
const materials: Places<keyof typeof materialWords> = {
  required: ['case/papers.ts', "'required'"],
  tolerable: ['case/papers.ts', "'tolerable'"],
  deferred: [capability('intake', 'evolve'), "'deferred'"],
  later: ['procedure/check/data.ts', "'later'"],
  within: [capability('tolerance', 'evolve'), 'definition.within'],
  before: ['procedure/runtime/after-decision.ts', '.before'],
  when: ['procedure/language/material.ts', 'holds(material.when'],
  source: [capability('effects', 'calls'), 'source'],
  instead: ['case/papers.ts', 'paper.instead'],
};
const modes: Places<keyof typeof modeWords> = {
  onTheSpot: [capability('modes'), "'onTheSpot'"],
  instantAuto: [capability('modes'), "'instantAuto'"],
  tolerant: [capability('tolerance'), 'modes.tolerant'],
  deferredSupplement: ['case/decision-builder.ts', 'modes.deferredSupplement'],
  commitment: [run, 'modes.commitment'],
  singleId: ['procedure/language/material.ts', 'singleId'],
  crossRegion: [capability('modes', 'guards'), "'crossRegion'"],
  noApplication: [capability('modes', 'guards'), "'noApplication'"],
  applyAndEnjoy: [run, 'consentedByApplying'],
  assisted: [capability('intake'), "'assisted'"],
  fastLane: ['case/case-view.ts', "'fastLane'"],
};
const policies: Places<keyof typeof policyWords> = {
  acceptance: [capability('intake', 'evolve'), 'policies.acceptance'],
  correction: [capability('correction', 'evolve'), 'policies.correction'],
  filedOffHours: [capability('intake', 'evolve'), 'policies.filedOffHours'],
  endOfDay: ['case/clocks.ts', 'endOfDay'],
  halfDay: ['case/clocks.ts', 'halfDay'],
  tacitApproval: ['case/tick.ts', 'tacitApproval'],
  effectiveFrom: [capability('decision', 'evolve'), 'policies.effectiveFrom'],
  delivery: [capability('decision', 'evolve'), 'policies.delivery'],
  rating: [capability('rating'), 'policies.rating'],
  publicity: [capability('decision', 'evolve'), "clock: 'publicity'"],
  ladder: ['case/capabilities/instruments/escalation.ts', 'ladder'],
  revocable: [capability('decision'), 'revocable'],
};
const intakes: Places<keyof typeof intakeWords> = {
  application: [capability('intake', 'evolve'), "'application'"],
  issue: [capability('intake', 'evolve'), 'openAtIntake'],
  order: [capability('intake', 'evolve'), 'openAtIntake'],
  schedule: ['procedure/language/schedule.ts', 'datesOf'],
  from: [capability('intake'), 'intake.from'],
  checkedBy: [capability('completeness', 'checks'), 'checkedBy'],
};
const ends: Places<keyof typeof closings> = {
  closed: ['case/decision-builder.ts', 'closing'],
  revoked: ['case/decision-builder.ts', 'revoked'],
  reopened: ['case/decision-builder.ts', "'reopened'"],
};

/** Whether the text by which a word acts stands in its file: false for a word that nothing carries out. */
async function acts(where: Where | undefined): Promise<boolean> {
  if (!where) return false;
  const [file, text] = where;
  if ((await readFile(new URL(`../../domain/${file}`, import.meta.url), 'utf8')).includes(text)) return true;
  throw new Error(`${file} does not hold ${text}`);
}

describe('every word of the language acts at the place that stands beside it, or is refused', () => {
  test.each([
    ['a kind of step', stepKinds, kinds],
    ['a field of a step', stepFields, fields],
    ['an opening of a child', openings, opens],
    ['a word of a material', materialWords, materials],
    ['a mode', modeWords, modes],
    ['a policy', policyWords, policies],
    ['an intake', intakeWords, intakes],
    ['a closing', closings, ends],
  ] as const)('%s', async (_, instead, places) => {
    const refused: Readonly<Record<string, string | undefined>> = instead;
    for (const [word, where] of Object.entries<Where | undefined>(places)) {
      // It acts, or an author is told what to write instead.
      expect([word, refused[word] === undefined]).toEqual([word, await acts(where)]);
    }
  });
});

const told = (definition: AnyProcedure): readonly string[] =>
  check(definition)
    .filter(({ rule }) => rule === 'notCarried')
    .map(({ at }) => at);

describe('a definition does not load with', () => {
  test.each<[string, AnyProcedure, readonly string[]]>([
    [
      'a step that nobody carries out',
      procedure({
        ...base,
        steps: {
          own: child(gate, { opens: 'draft' }),
        },
      }),
      ['steps.own.opens'],
    ],
  ])('%s', (_, definition, expected) => expect(told(definition)).toEqual(expected));

  test('each refusal names the word, and says what to write instead', () => {
    const [issue] = check(procedure({ ...base, steps: { own: child(gate, { opens: 'draft' }) } }));
    expect(issue?.message).toBe(
      'draft is not carried out by the engine: ' +
        'nobody is asked to complete it; ask for the form here, and write received',
    );
    for (const words of [stepKinds, stepFields, materialWords, modeWords, policyWords, intakeWords, closings])
      for (const instead of Object.values<string | undefined>(words)) expect(instead).not.toBe('');
  });
});
