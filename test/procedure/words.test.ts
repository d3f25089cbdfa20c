import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type {
  ClosingWord,
  IntakeWord,
  LimitWord,
  MaterialWord,
  ModeWord,
  OpeningWord,
  PermitWord,
  PolicyWord,
  StepField,
  StepKind,
} from './support/words.ts';

/** Where a word acts: a file of the domain, and the text in it by which it does. */
type Where = readonly [file: string, text: string];
/** For each word, where: one that is added without its place does not compile. */
type Places<W extends string> = Readonly<Record<W, Where>>;

const capability = (name: string, file = 'decide'): string => `case/capabilities/${name}/${file}.ts`;
const run = 'procedure/runtime/run.ts';
const openSteps = 'case/open-steps.ts';
const ownStep = 'case/own-step.ts';

const kinds: Places<StepKind> = {
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
const opens: Places<OpeningWord> = {
  received: [capability('children', 'letters'), 'begins: true'],
  draft: [capability('children'), 'fileChild'],
};
const fields: Places<StepField> = {
  by: [ownStep, 'requireUnit'],
  post: [ownStep, 'post'],
  within: [openSteps, 'each.within'],
  withinBy: [run, 'withinBy'],
  until: ['procedure/check/walk/path.ts', 'until'],
  special: [capability('special', 'guard'), '{ special, mayPauseFor'],
  mayPauseFor: [capability('special', 'guard'), 'mayPauseFor'],
  may: ['procedure/language/answers.ts', 'may('],
  people: [capability('steps'), 'people'],
  trio: [capability('proposal', 'stage'), 'trio'],
  when: [run, 'definition.when'],
  silence: ['case/capabilities/steps/silence.ts', 'silence'],
  satisfiedBy: ['procedure/language/answers.ts', 'satisfiedBy'],
  of: ['procedure/language/steps/office.ts', 'z.enum(of)'],
  titles: ['procedure/language/steps/office.ts', 'titles'],
  notice: [capability('conference', 'guard'), '.notice'],
  concerns: [capability('objections'), 'concerns: schema'],
  answered: [capability('objections', 'evolve'), 'answered'],
  gives: ['case/papers.ts', 'gives'],
  fee: ['case/capabilities/steps/try-step.ts', 'chargeOf(fee.charges, form)'],
  calls: [capability('effects', 'calls'), 'definition.calls'],
  takes: [run, 'call.input'],
  result: ['procedure/language/steps/office.ts', 'recorded'],
  child: [run, 'call.form'],
  opens: ['procedure/check/walk/path.ts', 'opens'],
};
const materials: Places<MaterialWord> = {
  required: ['case/papers.ts', "'required'"],
  tolerable: ['case/papers.ts', "'tolerable'"],
  deferred: [capability('intake', 'deferrals'), "'deferred'"],
  later: ['procedure/check/data.ts', "'later'"],
  within: [capability('tolerance', 'evolve'), 'definition.within'],
  before: ['procedure/runtime/after-decision.ts', '.before'],
  when: ['procedure/language/material.ts', 'holds(material.when'],
  source: [capability('effects', 'calls'), 'source'],
  instead: ['case/papers.ts', 'paper.instead'],
  files: ['case/papers.ts', 'isFileOf(rule, file)'],
};
const modes: Places<ModeWord> = {
  onTheSpot: [capability('modes'), "'onTheSpot'"],
  instantAuto: [capability('modes'), "'instantAuto'"],
  tolerant: [capability('tolerance', 'guard'), 'modes.tolerant'],
  deferredSupplement: ['case/decision-builder.ts', 'modes.deferredSupplement'],
  commitment: [run, 'modes.commitment'],
  singleId: ['procedure/language/material.ts', 'singleId'],
  crossRegion: [capability('modes', 'guards'), "'crossRegion'"],
  noApplication: [capability('modes', 'guards'), "'noApplication'"],
  applyAndEnjoy: [run, 'consentedByApplying'],
  assisted: [capability('intake'), "'assisted'"],
  fastLane: ['case/capabilities/modes/view.ts', "'fastLane'"],
};
const policies: Places<PolicyWord> = {
  acceptance: [capability('intake', 'evolve'), 'policies.acceptance'],
  correction: [capability('correction', 'evolve'), 'policies.correction'],
  filedOffHours: [capability('intake', 'evolve'), 'policies.filedOffHours'],
  endOfDay: ['case/clocks.ts', 'endOfDay'],
  halfDay: ['case/clocks.ts', 'halfDay'],
  tacitApproval: ['case/tick.ts', 'tacitApproval'],
  effectiveFrom: [capability('decision', 'evolve'), 'policies.effectiveFrom'],
  delivery: [capability('decision', 'evolve'), 'policies.delivery'],
  rating: [capability('rating', 'guard'), 'policies.rating'],
  publicity: [capability('decision', 'evolve'), "clock: 'publicity'"],
  ladder: ['case/capabilities/instruments/escalation.ts', 'ladder'],
  revocable: [capability('decision'), 'revocable'],
};
const intakes: Places<IntakeWord> = {
  application: [capability('intake', 'evolve'), "'application'"],
  issue: [capability('intake', 'evolve'), 'openAtIntake'],
  order: [capability('intake', 'evolve'), 'openAtIntake'],
  schedule: ['procedure/language/schedule.ts', 'datesOf'],
  from: [capability('intake'), 'intake.from'],
  checkedBy: [capability('completeness', 'checks'), 'checkedBy'],
};
const limits: Places<LimitWord> = {
  statutory: [capability('intake', 'evolve'), 'promised, statutory'],
  promised: [capability('intake', 'evolve'), 'promised, statutory'],
  formerly: ['procedure/guide/reductions.ts', 'limits.formerly'],
  extension: [capability('limits', 'extend'), 'limits'],
};
const permits: Places<PermitWord> = {
  validFor: [capability('permits', 'validity'), 'endOf('],
  until: [capability('permits', 'validity'), 'until: stated'],
  renewal: [capability('permits'), 'renewal'],
};
const ends: Places<ClosingWord> = {
  closed: ['case/decision-builder.ts', 'closing'],
  revoked: ['case/decision-builder.ts', 'revoked'],
  reopened: ['case/decision-builder.ts', "'reopened'"],
};

describe('every word of the language acts at the place that stands beside it', () => {
  test.each<[string, Places<string>]>([
    ['a kind of step', kinds],
    ['a field of a step', fields],
    ['an opening of a child', opens],
    ['a word of a material', materials],
    ['a mode', modes],
    ['a policy', policies],
    ['an intake', intakes],
    ['a limit', limits],
    ['a word of a permit', permits],
    ['a closing', ends],
  ])('%s', async (_, places) => {
    for (const [word, [file, text]] of Object.entries(places))
      expect(await readFile(new URL(`../../domain/${file}`, import.meta.url), 'utf8'), word).toContain(text);
  });
});
