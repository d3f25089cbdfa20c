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

/**
 * Of a word: the test that shows what it does (file and title), and what its misuse is refused with: a code of a
 * refusal, or the rule or the text of a fault of the definition.
 */
type Proof = readonly [file: string, title: string, misuse: string];
type Proofs<W extends string> = Readonly<Record<W, Proof>>;

const of = (name: string, title: string, misuse: string): Proof => [`test/case/${name}.test.ts`, title, misuse];
const inFlows = (name: string, title: string, misuse: string): Proof => [
  `test/procedure/${name}.test.ts`,
  title,
  misuse,
];
const overApi = (title: string, misuse: string): Proof => ['test/api/declared.stack.test.ts', title, misuse];

const kinds: Proofs<StepKind> = {
  approval: of('review', 'a branch that refuses does not cancel its siblings', 'step.invalid'),
  task: overApi('an applicant urges, rates once and badly', 'step.notClaimed'),
  decision: of('silence', 'a post that the procedure names is that of who signs', 'actor.wrongPost'),
  applicant: of('handed-over', 'what was filed at the window is supplied, answered', 'actor.wrongRole'),
  conference: overApi('each party of a conference answers for itself', 'conference.partiesAnswer'),
  event: of('silence', 'who tells of an event, and who takes objections', 'step.papersMissing'),
  publicNotice: overApi('whoever is concerned objects to what is public', 'objection.notAnswered'),
  wait: of('aftermath', 'with the form that a failed look back gives it', 'step.notForPeople'),
  effect: of('effects', 'goes on with what it answered', 'step.notForPeople'),
  child: of('children', 'gives its typed ending to the flow of its parent', 'child.foreign'),
};
const fields: Proofs<StepField> = {
  by: of('conference', 'each party answers for itself when it has met', 'actor.wrongUnit'),
  post: of('silence', 'a post that the procedure names is that of who signs', 'actor.wrongPost'),
  within: of('good-way', 'every due date on it is the one calculated by hand', 'longer than the promise'),
  withinBy: of('shares', 'a step has the share of time that a field of the form gives', "per('"),
  until: of('shares', 'a step until a milestone has no clock of its own', "until: '"),
  special: of('special', 'only a listed special procedure pauses', 'special.notListed'),
  mayPauseFor: of('special', 'only a listed special procedure pauses', 'special.notListed'),
  may: of('silence', 'a wrong assignment is sent back once', 'step.returnedBefore'),
  people: of('proposals', 'the word of one is a proposal', 'proposal.samePerson'),
  trio: of('proposals', 'are three acts of three people', 'proposal.post'),
  when: inFlows('conditions', 'a case asks by the number of its form', 'when steps.b'),
  silence: of('silence', 'silence agrees by its basis at the due', 'step.invalid'),
  satisfiedBy: of('shares', 'an earlier result stands for a review', 'step.invalid'),
  of: of('conference', 'a conference ends with the answer of its last party', 'conference.notParty'),
  titles: [
    'test/api/schema/procedures.test.ts',
    'gives the values of its enumerations the titles that it declares',
    "titles: { good: '优', bad: '差' }",
  ],
  notice: of('conference', 'a conference is convened by its chair', 'conference.tooSoon'),
  concerns: of('objections', 'whoever is concerned objects, typed', 'objection.invalid'),
  answered: of('objections', 'the unit answers each objection with a clock of its own', 'objection.notAnswered'),
  gives: of('materials', 'a step that gives a paper is answered with it', 'material.notOfStep'),
  fee: of('fees', 'a fee ends with its receipt', 'step.invalid'),
  calls: of('effects', 'is called once, with what the flow gives', 'names what no implementation is registered for'),
  takes: of('effects', 'is called once, with what the flow gives', 'that is called with what it does not take'),
  result: of('effects', 'takes no answer that its step does not declare', 'step.invalid'),
  child: of('children', 'is a case of its own for the same applicant', 'child.foreign'),
  opens: of('child-drafts', 'is completed and filed by its applicant, and begins then', 'child.noDraft'),
};
const opens: Proofs<OpeningWord> = {
  received: of('children', 'is a case of its own for the same applicant', 'child.foreign'),
  draft: of('child-drafts', 'is completed and filed by its applicant, and begins then', 'child.noDraft'),
};
const materials: Proofs<MaterialWord> = {
  required: of('intake', 'acceptance needs every required paper', 'acceptance.incomplete'),
  tolerable: of('intake', 'acceptance needs every required paper', 'acceptance.otherMissing'),
  deferred: of('materials', 'what is put off is missing from the grant on', 'step.papersMissing'),
  later: of('materials', 'a step that gives a paper is answered with it', 'step.papersMissing'),
  within: of('intake', 'tolerance that is not cured in time ends the case', 'cure.notMissing'),
  before: of('materials', 'what was put off and never came is on record', 'step.papersMissing'),
  when: of('materials', 'a paper that does not apply to the form is not asked', 'step.papersMissing'),
  source: of('materials', 'what comes from shared data is asked of nobody', 'material.notShared'),
  instead: of('completeness', 'another paper is taken where the material says so', 'material.notReplaced'),
  files: of('completeness', 'a file is of the type and size that its material takes', 'material.fileUnfit'),
};
const modes: Proofs<ModeWord> = {
  onTheSpot: of('modes', 'is accepted, decided by whoever receives', 'asksPeople'),
  instantAuto: of('modes', 'instantAuto is granted by the engine as it comes in', 'mode modes.instantAuto'),
  tolerant: of('intake', 'tolerance that is not cured in time ends the case', 'acceptance.otherMissing'),
  deferredSupplement: of('deferred', 'a case granted before the cure is not closed', 'cure.notMissing'),
  commitment: of('modes', 'keeps the letter among the documents', 'unsigned'),
  singleId: of('modes', 'singleId asks for the identity paper alone', 'acceptance.incomplete'),
  crossRegion: of('modes', 'crossRegion is received by the window of another place', 'samePlace'),
  noApplication: of('modes', 'noApplication is opened by another case alone', 'byEngine'),
  applyAndEnjoy: of('modes', 'applyAndEnjoy is accepted as it comes in', 'mode modes.applyAndEnjoy'),
  assisted: of('intake', '帮办代办 is chosen only where an agent or the window files', 'mode.notAssisted'),
  fastLane: of('modes', 'fastLane is for credit grade A and for key projects', 'noPriority'),
};
const policies: Proofs<PolicyWord> = {
  acceptance: of('policies', 'a silent procedure has days', 'case.wrongState'),
  correction: of('policies', 'correction, delivery and publicity have the limits', 'supply.incomplete'),
  filedOffHours: of('intake', 'not required and wrong organ are said on the day of receipt', 'case.notSameDay'),
  endOfDay: of('policies', 'the end of the last day, per party', 'extension.late'),
  halfDay: of('policies', 'half a day by halves of days or by their minutes', 'longer than the promise'),
  tacitApproval: of('endings', 'silence that approves waits for those who asked in time', 'step.invalid'),
  effectiveFrom: of('completeness', 'what is granted has effect from receipt', 'case.decided'),
  delivery: of('policies', 'correction, delivery and publicity have the limits', 'case.wrongState'),
  rating: of('whole-case', 'the applicant rates the service once', 'rating.twice'),
  publicity: of('policies', 'correction, delivery and publicity have the limits', 'publish.done'),
  ladder: ['test/ladder/ladder.test.ts', 'an unsigned circular leads nowhere', 'instrument.once'],
  revocable: of('completeness', 'the head of the unit that the procedure names revokes a grant', 'revoke.notRevocable'),
};
const intakes: Proofs<IntakeWord> = {
  application: of('handed-over', 'an application that is settled is told in writing', 'case.wrongState'),
  issue: of('handed-over', 'an issue that is settled is closed at once', 'case.ended'),
  order: of('endings', 'an issue that is settled is looked at again afterwards', 'case.wrongState'),
  schedule: inFlows('schedule', 'a case of a schedule begins by the engine', 'actor.wrongRole'),
  from: of('starters', 'is recorded by the unit from which it comes', 'intake.from'),
  checkedBy: of('completeness', 'all completeness checks return before the window accepts', 'completeness.open'),
};
const limits: Proofs<LimitWord> = {
  statutory: of('good-way', 'every due date on it is the one calculated by hand', 'longer than the statutory limit'),
  promised: of('good-way', 'every due date on it is the one calculated by hand', 'longer than the promise'),
  formerly: [
    'test/procedure/guide/counts.test.ts',
    'a first version stands beside what was promised before it',
    'longer than the former promise',
  ],
  extension: ['test/procedure/example.test.ts', 'only the head of the lead extends the limit', 'extension.tooLong'],
};
const permits: Proofs<PermitWord> = {
  validFor: of('permits', 'a permit has a number, the days of its validity', 'permits.licence.validFor'),
  until: of('permits', 'a permit ends on the date that its form states', 'permits.stall.until: goes by form.ends'),
  renewal: of('permits', 'a renewal is refused late, after the end', 'permit.renewalLate'),
};
const ends: Proofs<ClosingWord> = {
  closed: of('aftermath', 'is closed without one where the look back holds', 'case.ended'),
  revoked: of('review', 'fire on commitment is granted on complete papers', 'revoke.notGranted'),
  reopened: of('aftermath', 'with the form that a failed look back gives it', 'case.ended'),
};

/** A row for each word of the language: one that is added without it does not compile. */
export const proofs = { kinds, fields, opens, materials, modes, policies, intakes, limits, permits, ends };
