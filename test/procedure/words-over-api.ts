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

/** The test on a running stack that shows over GraphQL what a word does: file and title. */
export type Shown = readonly [file: string, title: string];
type Shows<W extends string> = Readonly<Record<W, Shown>>;

const stack = (name: string, title: string): Shown => [`test/api/${name}.stack.test.ts`, title];
const play = (title: string): Shown => ['test/api/language.long.test.ts', title];
const steps = play('each kind of step is its own people’s');
const papers = play('each kind of paper is asked when its word says');
const silence = play('silence corrects nothing: it is held');
const night = play('a filing at night counts from the next day');
const commitment = play('a commitment is signed, open to whom it is open');
const rules = play('rules and sources decide, consent is asked or given');
const several = play('an agent assists, a key project goes ahead');
const conference = stack('declared', 'each party of a conference answers for itself');
const objections = stack('declared', 'whoever is concerned objects to what is public');
const drafts = stack('declared', 'of three drafts that a case opened');
const stall = stack('declared', 'a stall is checked, settled on the spot');
const schedule = stack('units', 'a date begins its case once');
const proposals = stack('proposals', 'a proposal is in the inbox of the others of its unit alone');
const ladder: Shown = ['test/stories/nobody.stack.test.ts', 'a case left alone climbs the whole ladder'];

const kinds: Shows<StepKind> = {
  approval: steps,
  task: steps,
  decision: steps,
  applicant: steps,
  conference,
  event: steps,
  publicNotice: objections,
  wait: steps,
  effect: rules,
  child: rules,
};
const fields: Shows<StepField> = {
  by: steps,
  post: steps,
  within: papers,
  withinBy: steps,
  until: steps,
  special: steps,
  mayPauseFor: steps,
  may: steps,
  people: proposals,
  trio: steps,
  when: steps,
  silence: papers,
  satisfiedBy: steps,
  of: conference,
  titles: stack('generic', 'say what its form and its steps take'),
  notice: conference,
  concerns: objections,
  answered: objections,
  gives: steps,
  fee: steps,
  calls: rules,
  takes: rules,
  result: steps,
  child: rules,
  opens: drafts,
};
const opens: Shows<OpeningWord> = { received: rules, draft: drafts };
const materials: Shows<MaterialWord> = {
  required: papers,
  tolerable: papers,
  deferred: papers,
  later: steps,
  within: papers,
  before: papers,
  when: silence,
  source: papers,
  instead: papers,
  files: stack('files', 'a paper is of the type and size that its material takes'),
};
const modes: Shows<ModeWord> = {
  onTheSpot: several,
  instantAuto: rules,
  tolerant: papers,
  deferredSupplement: papers,
  commitment,
  singleId: several,
  crossRegion: several,
  noApplication: rules,
  applyAndEnjoy: rules,
  assisted: several,
  fastLane: several,
};
const policies: Shows<PolicyWord> = {
  acceptance: papers,
  correction: silence,
  filedOffHours: night,
  endOfDay: night,
  halfDay: night,
  tacitApproval: silence,
  effectiveFrom: papers,
  delivery: papers,
  rating: papers,
  publicity: papers,
  ladder,
  revocable: stall,
};
const intakes: Shows<IntakeWord> = {
  application: papers,
  issue: steps,
  order: rules,
  schedule,
  from: steps,
  checkedBy: stall,
};
const limits: Shows<LimitWord> = {
  statutory: papers,
  promised: papers,
  formerly: stall,
  extension: stack('acts', "of the lead unit's head suspends and resumes the case"),
};
const permits: Shows<PermitWord> = { validFor: stall, until: stall, renewal: stall };
const ends: Shows<ClosingWord> = { closed: steps, revoked: commitment, reopened: rules };

const everyEnd = play('a case comes to every end');
const acts = stack('acts', "of the lead unit's head suspends and resumes the case");

/** Every row of the state machine of a case, as the specification lists them: from, event, to. */
const rows = {
  'DRAFT submit RECEIVED': drafts,
  'RECEIVED notRequired NOT_REQUIRED': everyEnd,
  'RECEIVED wrongOrgan NOT_ACCEPTED': everyEnd,
  'RECEIVED correctionNotice CORRECTION': silence,
  'CORRECTION supplied RECEIVED': silence,
  'CORRECTION timer HELD': silence,
  'CORRECTION timer DEEMED_WITHDRAWN': everyEnd,
  'RECEIVED accept ACCEPTED': stack('acts', 'answers with the case after it'),
  'RECEIVED acceptTolerant TOLERANT_ACCEPTED': papers,
  'RECEIVED timer DEEMED_ACCEPTED': silence,
  'ACCEPTED dispatch IN_REVIEW': steps,
  'IN_REVIEW specialStart SPECIAL': steps,
  'SPECIAL specialEnd IN_REVIEW': steps,
  'IN_REVIEW extend IN_REVIEW': everyEnd,
  'IN_REVIEW suspend, resume IN_REVIEW': acts,
  'IN_REVIEW toleranceSupplied IN_REVIEW': papers,
  'IN_REVIEW grant DECIDED': papers,
  'IN_REVIEW deny DECIDED': everyEnd,
  'IN_REVIEW forwardUp AT_UPPER': stack('units', 'what is forwarded up is decided above'),
  'IN_REVIEW timer DEEMED_GRANTED': silence,
  'DECIDED deliver DELIVERED': everyEnd,
  'DELIVERED published, rated CLOSED': papers,
  'undecided withdraw WITHDRAWN': everyEnd,
  'undecided terminate TERMINATED': everyEnd,
  'GRANT verifyFailed, notFixed REVOKED': commitment,
  'DECIDED rated, urged, appealed': stack('declared', 'an applicant urges, rates once and badly'),
  'DECIDED annulled by a court REVOKED': everyEnd,
} satisfies Readonly<Record<string, Shown>>;

/** A row for each word of the language: one that is added without it does not compile. */
export const shown = { kinds, fields, opens, materials, modes, policies, intakes, limits, permits, ends, rows };
