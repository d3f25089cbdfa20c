import { wholeFile } from '../../support/whole-case.ts';
import { literal, moving } from './calendars.ts';

/** The case with something in every field. */
const caseId = Buffer.from('Case:case-whole').toString('base64');
const noticeId = Buffer.from('PublicNotice:case-whole show').toString('base64');

/** The case's changes from the first on. */
export const followed = `(cases: ["${caseId}"], after: "${Buffer.from('change:0').toString('base64url')}")`;

/**
 * Where an object of a type is found: `@` stands for what is asked of it. Later ones are tried where the earlier lead
 * nowhere.
 */
const inCase = (path: string): string => `{ case(id: "${caseId}") { ${path} } }`;
const outcome = (type: string, path = '@'): string => inCase(`steps { outcome { ... on ${type} { ${path} } } }`);
const lists = {
  Case: ['myCases', 'windowCases', 'unitCases'],
  Step: ['inbox', 'inbox(unit: "market-regulation")'],
  Clock: ['red'],
};
const preview =
  'previewDeadline(limit: { unit: WD, n: 20 }, at: "2026-02-10T10:00:00+08:00", extension: { unit: WD, n: 3 }, ' +
  'pauses: [{ from: "2026-02-11T10:00:00+08:00", to: "2026-02-12T10:00:00+08:00" }])';
const pair =
  'previewDeadline(limit: { unit: EARLIER_OF, of: [{ unit: WD, n: 20 }, { unit: ND, n: 30 }] }, ' +
  'at: "2026-02-10T10:00:00+08:00")';
const hours = 'previewDeadline(limit: { unit: WH, n: 20 }, at: "2026-02-10T10:00:00+08:00")';
const previewed = 'previewProcedure(name: "restaurant-opening", receivedAt: "2027-03-24T10:00:00+08:00")';
const previewedListed = previewed.replace('restaurant-opening', 'listed');
const listedId = Buffer.from('Case:case-listed').toString('base64');
export const ways: Readonly<Record<string, readonly string[]>> = {
  DeadlineExplanation: [`{ ${preview} { @ } }`],
  ExplanationLineConnection: [`{ ${preview} { lines { @ } } }`],
  ExplanationLineEdge: [`{ ${preview} { lines { edges { @ } } } }`],
  ExplanationLine: [`{ ${preview} { lines { edges { node { @ } } } } }`],
  ExplainedPause: [`{ ${preview} { pauses { @ } } }`],
  CalendarVersion: ['{ calendarVersion(version: "listed-1") { @ } }', `{ ${preview} { calendar { @ } } }`],
  Calendar: ['{ calendars { @ } }'],
  BusinessHours: ['{ calendarVersion(version: "listed-1") { businessHours { @ } } }'],
  CalendarDay: ['{ calendarVersion(version: "cn-2026") { days(year: 2026) { @ } } }'],
  Publication: ['{ publications { @ } }'],
  PublicationPreview: [`{ publicationPreview(file: ${literal}) { @ } }`],
  ClockChange: [`{ ${moving} { examples { @ } } }`],
  RecomputedClock: [inCase('timeline { edges { node { recomputed { @ } } } }')],
  Recomputation: ['{ #public { explainDeadline(clock: STATUTORY) { recomputations { @ } } } }'],
  Holder: ['{ #public { explainDeadline(clock: STATUTORY) { holder { @ } } } }'],
  CountedSoFar: ['{ #public { explainDeadline(clock: STATUTORY) { soFar { @ } } } }'],
  CaseSpans: ['{ #public { spans { @ } } }'],
  CountedSpan: ['{ #public { spans { counted { @ } } } }'],
  Length: ['{ #public { spans { wallClock { @ } } } }'],
  ProcedurePreview: [`{ ${previewed} { @ } }`],
  PreviewedDeadline: [`{ ${previewed} { deadlines { @ } } }`],
  FormChoice: [`{ ${previewedListed} { deadlines { choices { @ } } } }`],
  ListedV1Answers: [`{ case(id: "${listedId}") { form { ... on ListedV1Answers { @ } } } }`],
  Case: [inCase('@')],
  Change: [`subscription { changes${followed} { @ } }`],
  PartyVersion: [inCase('party { versions { @ } }')],
  RegisteredParty: ['{ me { parties { @ } } }', inCase('party { @ }')],
  RestaurantOpeningV1Answers: [inCase('form { ... on RestaurantOpeningV1Answers { @ } }')],
  Attribution: [inCase('attribution { @ }')],
  UnitDays: [inCase('attribution { units { @ } }')],
  ChargedDay: [inCase('attribution { days { @ } }')],
  ChildrenProgress: [inCase('childrenProgress { @ }')],
  Rating: [inCase('rating { @ }')],
  Urging: [inCase('urgings { @ }')],
  Appeal: [inCase('appeals { @ }')],
  FollowUp: [inCase('follows { @ }')],
  Suspension: [inCase('suspensions { @ }')],
  Clock: [inCase('clocks { @ }')],
  Pause: [inCase('clocks { pauses { @ } }')],
  Step: [inCase('steps { @ }')],
  Meeting: [inCase('steps { meeting { @ } }')],
  Objection: [inCase('steps { objection { @ } }')],
  ObjectionReply: [inCase('steps { objection { replies { @ } } }')],
  PublicNotice: ['{ publicNotices { edges { node { @ } } } }'],
  OwnObjection: ['{ publicNotices { edges { node { mine { @ } } } } }'],
  PublicNoticeConnection: ['{ publicNotices { @ } }'],
  PublicNoticeEdge: ['{ publicNotices { edges { @ } } }'],
  SpecialProcedure: [inCase('steps { specialProcedures { @ } }')],
  Call: [inCase('steps { call { @ } }')],
  Proposal: [inCase('steps { proposal { @ } }')],
  ProposalRefusal: [inCase('steps { refusal { @ } }')],
  Document: [inCase('documents { @ }')],
  Permit: [inCase('permits { @ }')],
  CompletenessCheck: [inCase('checks { @ }')],
  ModeUse: [inCase('modeUse { @ }')],
  CaseCount: ['{ caseCounts { @ } }'],
  ModeFigures: ['{ modeFigures(from: "2020-01-01", to: "2099-12-31") { @ } }'],
  Defect: [inCase('defects { @ }')],
  Paper: [inCase('papers { @ }')],
  File: [inCase('papers { file { @ } }')],
  FileDownload: [inCase('papers { file { download { @ } } }')],
  Reason: [inCase('reasons { @ }')],
  Message: [inCase('messages { @ }')],
  Event: [inCase('timeline { edges { node { @ } } }')],
  Actor: [inCase('timeline { edges { node { actor { @ } } } }')],
  Answer: [outcome('Answer')],
  Choice: [outcome('Choice')],
  Minutes: [outcome('Minutes')],
  PartyAnswer: [outcome('Minutes', 'answers { @ }')],
  Objections: [outcome('Objections')],
  ObjectionAnswer: [outcome('ObjectionAnswer')],
  Done: [outcome('Done')],
  FeePaid: [outcome('FeePaid')],
  ChildEnding: [outcome('ChildEnding')],
  Instrument: [inCase('instruments { @ }')],
  Addressee: [inCase('instruments { addressees { @ } }')],
  ...Object.fromEntries(
    Object.entries(lists).flatMap(([node, of]) => [
      [`${node}Connection`, of.map(list => `{ ${list} { @ } }`)],
      [`${node}Edge`, of.map(list => `{ ${list} { edges { @ } } }`)],
    ]),
  ),
  InstrumentConnection: ['{ supervision { instruments(open: false) { @ } } }'],
  InstrumentEdge: ['{ supervision { instruments(open: false) { edges { @ } } } }'],
  EventConnection: [inCase('timeline { @ }')],
  EventEdge: [inCase('timeline { edges { @ } }')],
  PageInfo: [`{ ${preview} { lines { pageInfo { @ } } } }`],
  Node: [`{ node(id: "${caseId}") { @ } }`],
  Procedure: ['{ procedures { @ } }'],
  Guide: ['{ procedures { guide { @ } } }'],
  GuideStep: ['{ procedures { guide { steps { @ } } } }'],
  GuideFee: ['{ procedures { guide { fees { @ } } } }'],
  GuideMode: ['{ procedures { guide { modes { @ } } } }'],
  GuideSaving: ['{ procedures { guide { savings { @ } } } }'],
  GuideAnswer: ['{ procedures { guide { follows { @ } } } }'],
  GuideChange: ['{ procedures { guide { follows { changes { @ } } } } }'],
  GuideReduction: ['{ procedures { guide { reductions { @ } } } }'],
  ProcedureIntake: ['{ procedures { intake { @ } } }'],
  ProcedureLimits: ['{ procedures { limits { @ } } }'],
  Extension: ['{ procedures { limits { extension { @ } } } }'],
  ExtensionApprover: ['{ procedures { limits { extension { by { @ } } } } }'],
  ProcedureMaterial: ['{ procedures { materials { @ } } }'],
  ProcedureStep: ['{ procedures { steps { @ } } }'],
  ProcedureSpecial: ['{ procedures { special { @ } } }'],
  Charge: ['{ procedures { steps { fees { @ } } } }'],
  ProcedurePermit: ['{ procedures { permits { @ } } }'],
  OtherLimit: [`{ ${pair} { other { @ } } }`],
  Limit: [inCase('clocks { limit { @ } }'), '{ procedures { limits { statutory { @ } } } }'],
  Unit: ['{ procedures { lead { @ } } }'],
  Viewer: ['{ me { @ } }'],
  Holding: ['{ holdings(unit: "fire-rescue") { @ } }'],
  Absence: ['{ me { absences { @ } } }'],
  Relation: ['{ me { relations { @ } } }'],
  Delegation: ['{ me { delegations { @ } } }'],
  Repinning: ['{ repinnings { @ } }'],
  DirectoryVersion: ['{ directoryVersions { @ } }'],
  DirectoryChange: ['{ directoryVersions { changes { @ } } }'],
  PublicCaseStatus: ['{ publicCaseStatus(number: "SX2027-000000", queryCode: "ABCD2345") { @ } }'],
  Supervision: ['{ supervision { @ } }'],
  DeadLetter: ['{ deadLetters { @ } }'],
  Incident: ['{ incidents { edges { node { @ } } } }'],
  IncidentConnection: ['{ incidents { @ } }'],
  IncidentEdge: ['{ incidents { edges { @ } } }'],
  Draft: ['{ drafts { @ } }'],
  Schedule: ['{ schedules { @ } }'],
  Repair: ['{ repairs { @ } }'],
};

/**
 * Fields that are told of a case with a log of its own only, or of a limit of another kind. `#received`, `#accepted`,
 * `#public`, `#paused`: real cases.
 */
export const waysOf: Readonly<Record<string, string>> = {
  'Case.spans': '{ #received { @ } }',
  'Case.explainDeadline': '{ #received { @ } }',
  'Clock.explainDeadline': '{ #received { clocks { @ } } }',
  'PublicCaseStatus.spans': '{ #public { @ } }',
  'PublicCaseStatus.explainDeadline': '{ #public { @ } }',
  'DeadlineExplanation.soFar': '{ #public { explainDeadline(clock: STATUTORY) { @ } } }',
  'DeadlineExplanation.attribution': '{ #accepted { explainDeadline(clock: "statutory") { @ } } }',
  'DeadlineExplanation.holder': '{ #public { explainDeadline(clock: STATUTORY) { @ } } }',
  'DeadlineExplanation.recomputations': '{ #public { explainDeadline(clock: STATUTORY) { @ } } }',
  'ExplainedPause.why': '{ #paused { explainDeadline(clock: PROMISE) { pauses { @ } } } }',
  'ExplainedPause.until': '{ #paused { explainDeadline(clock: PROMISE) { pauses { @ } } } }',
  'DeadlineExplanation.other': `{ ${pair} { @ } }`,
  'Limit.of': '{ procedures { limits { acceptance { @ } } } }',
  'DeadlineExplanation.provisional':
    '{ previewDeadline(limit: { unit: WD, n: 20 }, at: "2033-03-10T10:00:00+08:00") { @ } }',
  'Recomputation.told': '{ #accepted { explainDeadline(clock: "statutory") { recomputations { @ } } } }',
  'PublicationPreview.examples': `{ ${moving} { @ } }`,
  'PublicationPreview.endCursor': `{ ${moving.replace(/\)$/, ', first: 1)')} { @ } }`,
  'PreviewedDeadline.choices': `{ ${previewedListed} { deadlines { @ } } }`,
  'PreviewedDeadline.dateField': `{ ${previewedListed} { deadlines { @ } } }`,
  'Unit.role': '{ units { @ } }',
  'Unit.region': '{ units { @ } }',
  'Unit.level': '{ units { @ } }',
  'Unit.calendar': '{ units { @ } }',
  'Unit.telephone': '{ units { @ } }',
  'ExplanationLine.begins': `{ ${hours} { lines { edges { node { @ } } } } }`,
  'ExplanationLine.ends': `{ ${hours} { lines { edges { node { @ } } } } }`,
};
export const fieldArguments: Readonly<Record<string, string>> = {
  'CalendarVersion.days': '(year: 2027)',
  'CalendarVersion.isWorking': '(date: "2027-06-15")',
  'Case.explainDeadline': '(clock: "acceptance")',
  'PublicCaseStatus.explainDeadline': '(clock: STATUTORY)',
};

export const rootArguments: Readonly<Record<string, string>> = {
  case: `(id: "${caseId}")`,
  node: `(id: "${caseId}")`,
  caseByNumber: '(number: "SX2027-000000")',
  publicCaseStatus: '(number: "SX2027-000000", queryCode: "ABCD2345")',
  findParties: '(name: "老街")',
  procedure: '(name: "restaurant-opening")',
  previewProcedure: '(name: "restaurant-opening")',
  previewDeadline: '(limit: { unit: WD, n: 20 })',
  calendarVersion: '(version: "cn-2026")',
  holdings: '(unit: "fire-rescue")',
  file: `(file: "${wholeFile}")`,
  publication: '(version: "listed-1")',
  publicNotice: `(id: "${noticeId}")`,
  modeFigures: '(from: "2020-01-01", to: "2099-12-31")',
  publicationPreview: `(file: ${literal})`,
};
