import { randomUUID } from 'node:crypto';
import {
  isInterfaceType,
  isLeafType,
  isObjectType,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../api/schema/schema.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { wholeView, writeDeadLetter, writeRepair, writeWhole } from '../support/whole-case.ts';
import { homeless, listed } from './listed-procedure.ts';
import {
  administrator,
  agent,
  applicant,
  clerk,
  fire,
  form,
  lead,
  observer,
  Office,
  other,
  paper,
  supervisor,
  tobacco,
} from './office.ts';
import { sample } from './sample.ts';

/**
 * Who is told what, coordinate by coordinate, of a case with something in every field: written down by hand, against
 * what the running API answers to real tokens. A field that is new has to be listed here; one that is opened, closed or
 * unmasked fails.
 *
 * `+` told, `m` masked, `0` null or an empty list, `-` refused by name, `.` not reached: what leads there is refused or
 * is not theirs to see.
 *
 * n nobody; a applicant, g agent, of the case; w window clerk; o officer, h unit head, of a unit with a step in it; s
 * supervisor; d administrator; b observer; x another applicant; t officer of another unit.
 */
const expected = `
                          n a g w o h s d b x t
Query                     + + + + + + + + + + +  procedures procedure publicCaseStatus previewProcedure previewDeadline calendars calendarVersion
Query                     0 + + + + + + + + + +  me
Query                     - + + + + + + + + 0 0  node case caseByNumber
Query                     - - - + + + + + + - +  inbox unitTasks unitCases dueSoon undated red
Query                     - + + - - - - - - + -  myCases
Query                     - - - + - - - - - - -  windowCases
Query                     - - - - - - + + + - -  supervision
Query                     - - - - - - - + - - -  deadLetters incidents repairs publications publication publicationPreview
Mutation                  - - - + - - - - - - -  findNotRequired refuseAcceptance giveNotice acceptCase acceptTolerantly deliverResult
Mutation                  - + + + - - - - - + -  startRestaurantOpening startRestaurantOpeningV1 startListed startListedV1 startHomeless startHomelessV1 startCase
Mutation                  - + + - - - - - - + -  supplyCase cureCase answerRestaurantOpeningV1FireFix withdrawCase
Mutation                  - + + - + + - - - + +  claimStep answerStep
Mutation                  - - - - + + - - - - +  answerApproval startSpecialProcedure endSpecialProcedure publishDecision
Mutation                  - - - - + + + + - - +  extendLimit
Mutation                  - - - - - + - - - - -  terminateCase suspendCase resumeCase
Mutation                  - - - - - - + - - - -  startInstrument signInstrument closeInstrument
Mutation                  - - - + + + - - - - +  replyToInstrument
Mutation                  - + + + + + + + + + +  advanceTime
Mutation                  - - - - - - - + - - -  publishCalendar sendDeadLetterAgain refuseDeadLetter startLostRun takeEventsFromHistory startFromLog

Case                      . + + + + + + + + . .  id number revision procedure title lead applicant channel status acceptance colour extended unlawful receivedAt acceptedAt decidedAt endedAt closed asOf
Case                      . + + + + + + + + . .  modes form papers defects missing permits reasons remedies suspensions clocks steps documents timeline messages spans explainDeadline
Case                      . + + + 0 0 0 0 0 . .  queryCode
Case                      . - - + + + + + + . .  instruments
Case                      . 0 0 + + + + + + . .  attribution
Attribution               . . . + + + + + + . .  clock asOf counted shared afterDue units days
UnitDays                  . . . + + + + + + . .  unit days shared afterDue
ChargedDay                . . . + + + + + + . .  day units afterDue
Suspension                . + + + + + + + + . .  from to ground reason notice
ListedV1Answers           . + + + + + + + + . .  kind opens
RestaurantOpeningV1Answers . + + + + + + + + . .  name seats hasSignboard sellsTobacco
RestaurantOpeningV1Answers . + + + + + 0 0 m . .  contact
Clock                     . + + + + + + + + . .  clock case kind title unit step limit anchor due projected provisional calendar state colour asOf elapsed remaining stoppedAt verdict breachedAt noticedAt pauses extensions explainDeadline
Pause                     . + + + + + + + + . .  from to until why
Step                      . + + + + + + + + . .  step case title kind unit post state openedAt endedAt clock about outcome
Step                      . 0 0 + + + + + + . .  claimedBy answeredBy
Document                  . + + + + + + + + . .  title permit number at digest
Permit                    . + + + + + + + + . .  permit title state reasons
Defect                    . + + + + + + + + . .  item defect
Paper                     . + + + + + + + + . .  material title digest kind suppliedBy
Reason                    . + + + + + + + + . .  text basis
Message                   . + + + + + + + + . .  to kind text seq createdAt deliveredAt
Event                     . + + + + + + + + . .  seq type at askedAt noticedAt actor basis step clock reasons documents calendar recomputed
Event                     . 0 0 + + + + + + . .  instrument
RecomputedClock           . + + + + + + + + . .  clock dueBefore due
Actor                     . + + + + + + + + . .  role unit onBehalfOf
Actor                     . 0 0 + + + + + + . .  person
Answer                    . + + + + + + + + . .  answer reasons conditions reference to bySilence
Choice                    . + + + + + + + + . .  chose reasons
Minutes                   . + + + + + + + + . .  minutes answers
PartyAnswer               . + + + + + + + + . .  unit answer
Objections                . + + + + + + + + . .  objections
Done                      . + + + + + + + + . .  lapsed returned reasons
ChildEnding               . + + + + + + + + . .  end permits result reasons
Instrument                . . . + + + + + + . .  instrument case level clock unit number title authority addressees basis content why state openedAt noticedAt signedBy servedAt replyDue talkAt reply conclusion closedAt
Addressee                 . . . + + + + + + . .  post unit person standsInFor
Addressee                 . . . + + + + 0 0 . .  name

CaseConnection            . + + + + + + + + 0 0  edges
CaseConnection            . + + + + + + + + + +  pageInfo
StepConnection            . . . + + + + + + . 0  edges
StepConnection            . . . + + + + + + . +  pageInfo
ClockConnection           . . . + + + + + + . 0  edges
ClockConnection           . . . + + + + + + . +  pageInfo
InstrumentConnection      . . . . . . + + + . .  edges pageInfo
EventConnection           . + + + + + + + + . .  edges pageInfo
CaseEdge                  . + + + + + + + + . .  cursor node
StepEdge                  . . . + + + + + + . .  cursor node
ClockEdge                 . . . + + + + + + . .  cursor node
InstrumentEdge            . . . . . . + + + . .  cursor node
EventEdge                 . + + + + + + + + . .  cursor node
PageInfo                  + + + + + + + + + + +  hasNextPage hasPreviousPage startCursor endCursor
Node                      . + + + + + + + + . .  id

Procedure                 + + + + + + + + + + +  workflowType name version current title lead limits modes materials steps special permits formSchema unavailable
ProcedureLimits           + + + + + + + + + + +  statutory promised acceptance correction delivery publicity extension
Extension                 + + + + + + + + + + +  of by atMost times basis
ExtensionApprover         + + + + + + + + + + +  role title unit
ProcedureMaterial         + + + + + + + + + + +  material title kind within onlyIf
ProcedureMaterial         + + + + + + + + + + +  source
ProcedureStep             + + + + + + + + + + +  step title kind unit within people mayPauseFor onlyIf resultSchema
ProcedureSpecial          + + + + + + + + + + +  special title atMost byApplicant basis
ProcedurePermit           + + + + + + + + + + +  permit title
Limit                     + + + + + + + + + + +  unit n text
Limit                     0 + + + + + + + + 0 0  date
PublicCaseStatus          + + + + + + + + + + +  number title status receivedAt acceptedAt decidedAt due asOf explainDeadline spans
DeadlineExplanation       + + + + + + + + + + +  anchor limit extensions party measure total due dueOn projected calendar sentences pauses lines soFar recomputations holder
DeadlineExplanation       . 0 0 . + + + + + . .  attribution
CountedSoFar              + + + + + + + + + + +  at counted remaining text
DeadlineExplanation       + + + + + + + + + + +  provisional
ExplanationLineConnection + + + + + + + + + + +  edges pageInfo
ExplanationLineEdge       + + + + + + + + + + +  cursor node
ExplanationLine           + + + + + + + + + + +  effect firstDay lastDay begins ends kind amount through why notice
ExplainedPause            + + + + + + + + + + +  from to until why effective
Recomputation             + + + + + + + + + + +  seq at reason dueBefore due projected text
Recomputation             . + + . + + + + + . .  told
Holder                    + + + + + + + + + + +  kind units text
Calendar                  + + + + + + + + + + +  calendar current versions
CalendarVersion           + + + + + + + + + + +  calendar version title current publishedAt on publishedYears businessHours days isWorking
BusinessHours             + + + + + + + + + + +  from to weekdays segments
CalendarDay               + + + + + + + + + + +  date working name notice
CaseSpans                 + + + + + + + + + + +  from to counted wallClock applicant
CountedSpan               + + + + + + + + + + +  clock amount limit text
Length                    + + + + + + + + + + +  minutes workingDays calendarDays text
ProcedurePreview          + + + + + + + + + + +  procedure receivedAt acceptedAt deadlines deemedAcceptedAt
PreviewedDeadline         + + + + + + + + + + +  clock kind title explanation
PreviewedDeadline         + + + + + + + + + + +  choices dateField
FormChoice                + + + + + + + + + + +  field value
Unit                      + + + + + + + + + + +  unit title kind
Viewer                    . + + + + + + + + + +  person role name
Viewer                    . 0 0 + + + + 0 0 0 +  unit
Viewer                    . 0 + 0 0 0 0 0 0 0 0  actsFor
Supervision               . . . . . . + + + . .  instruments redCases
Publication               . . . . . . . + . . .  version versions by publishedAt finishedAt rate cases recomputed skipped refused failed open
PublicationPreview        . . . . . . . + . . .  versions cases touched examined remaining moved later earlier overdue refused
PublicationPreview        . . . . . . . + . . .  endCursor examples
ClockChange               . . . . . . . + . . .  caseId number clock title dueBefore due
Incident                  . . . . . . . + . . .  kind caseId case key since seenAt detail repairs
IncidentConnection        . . . . . . . + . . .  edges pageInfo
IncidentEdge              . . . . . . . + . . .  cursor node
Repair                    . . . . . . . + . . .  at by repair caseId key found reason
DeadLetter                . . . . . . . + . . .  key caseId procedure role askedAt deadAt attempts reason

Accepted                  . + + + + + + . . . .  case commandId
Error                     + + + + + + + + + + +  message code
Unauthenticated           + . . . . . . . . . .  message code
NotPermitted              . + + + + + + + + + +  message code
DevelopmentOnly           . + + + + + + + + + +  message code
NotFound                  . + + + + + + . . + +  message code
InvalidInput              . + + + + + + . . + +  message code issues
Issue                     . + + + + + + . . + +  path code message expected details
SameIdOtherContent        . + + + + + + . . . .  message code commandId
Refused                   . + + + + + + . . . .  message code reason details
Refused                   . + + 0 + + + . . . .  found accepted
Refused                   . 0 0 + 0 0 0 . . . .  basis
Detail                    . + + + + + + . . . .  name values
AskAgain                  . + + + + + + . . . .  message code commandId
`;

const callers: Readonly<Record<string, Wanted | undefined>> = {
  n: undefined,
  a: applicant,
  g: agent,
  w: clerk,
  o: lead,
  h: { as: 'unit-head' },
  s: supervisor,
  d: administrator,
  b: observer,
  x: other,
  t: tobacco,
};
type Caller = keyof typeof callers;
type Marks = Readonly<Record<Caller, string>>;

/** Coordinate → caller → mark. */
function tableOf(text: string): ReadonlyMap<string, Marks> {
  const [head = '', ...rows] = text.split('\n').filter(line => line.trim() !== '');
  const columns = head.trim().split(/\s+/);
  const table = new Map<string, Marks>();
  for (const row of rows) {
    const [type, ...rest] = row.trim().split(/\s+/);
    const marks = Object.fromEntries(columns.map((column, index) => [column, rest[index]!]));
    for (const field of rest.slice(columns.length)) {
      if (table.has(`${type}.${field}`)) throw new Error(`${type}.${field} is listed twice.`);
      table.set(`${type}.${field}`, marks);
    }
  }
  return table;
}

let office: Office;
let schema: GraphQLSchema;
const caseId = Buffer.from('Case:case-whole').toString('base64');
/** What each of them did and may ask again by its id; and a real case of theirs in which a rule says no. */
/** How the cases with a log of their own are reached: by their parties and units, and by the public. */
const real: Record<string, string> = {};
const acts = new Map<
  Caller,
  {
    readonly mutation: string;
    readonly done: object;
    readonly otherwise: object;
    readonly refused: readonly [string, object];
    readonly waits: readonly [string, object];
  }
>();

beforeAll(async () => {
  office = await Office.open({ production: true, beside: [listed, homeless] });
  const { database, context } = office.product.shell;
  schema = buildSchema(context.procedures);
  await writeWhole(database.owner, wholeView('case-whole', { number: 'SX2027-000000' }), '沈雨晴');
  await writeWhole(
    database.owner,
    wholeView('case-listed', {
      number: 'SX2027-000001',
      procedure: listed.id,
      title: listed.title,
      form: { kind: 'full', opens: '2027-05-10' },
    }),
    '沈雨晴',
  );
  await writeDeadLetter(database.owner, 'case-whole');
  await writeRepair(database.owner, 'case-whole');
  const said = await office.say(administrator, 'publishCalendar', { file: overlay('listed-1') }, '__typename');
  if (said.__typename !== 'Publication') throw new Error(`publishCalendar: ${JSON.stringify(said)}`);
  const [received, accepted, again, bare] = await Promise.all([
    office.receive(),
    office.receive(),
    office.receive(),
    office.receive({ papers: [] }),
  ]);
  await Promise.all([office.accept(accepted.id), office.accept(again.id)]);
  const must = async (who: Wanted | undefined, mutation: string, input: object): Promise<void> => {
    const said = await office.say(who, mutation, input);
    if (said.__typename !== 'Accepted') throw new Error(`${mutation}: ${JSON.stringify(said)}`);
  };
  await must(callers['h'], 'extendLimit', {
    caseId: accepted.id,
    clock: 'STATUTORY',
    by: { unit: 'WD', n: 3 },
    reason: { text: '案情复杂' },
  });
  real['#received'] = `case(id: "${received.id}")`;
  real['#accepted'] = `case(id: "${accepted.id}")`;
  real['#public'] = `publicCaseStatus(number: "${accepted.number}", queryCode: "${accepted.queryCode}")`;
  const paused = await office.receive({
    form: { ...form, hasSignboard: false },
    papers: ['layoutPlan', 'safetyRules'].map(paper),
  });
  await office.accept(paused.id);
  for (const [who, mutation, input] of [
    [lead, 'answerApproval', { step: 'licence', answer: 'AGREE' }],
    [
      fire,
      'startSpecialProcedure',
      {
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 4 },
        notice: { number: '消检〔2027〕1号', digest: 'c'.repeat(64) },
      },
    ],
  ] as const)
    await must(who, mutation, { caseId: paused.id, ...input });
  real['#paused'] = `publicCaseStatus(number: "${paused.number}", queryCode: "${paused.queryCode}")`;
  const did = async (
    caller: Caller,
    mutation: string,
    input: object,
    change: object,
    refused: readonly [string, object],
    waits: readonly [string, object],
  ) => {
    const done = { commandId: randomUUID(), ...input };
    await must(callers[caller], mutation, done);
    acts.set(caller, { mutation, done, otherwise: { ...done, ...change }, refused, waits });
  };
  const application = { channel: 'ONLINE', form, papers: [] };
  const notYet = ['answerApproval', { caseId: accepted.id, step: 'fire', answer: 'AGREE' }] as const;
  const claims = ['claimStep', { caseId: again.id, step: 'licence' }] as const;
  const withdraws = ['withdrawCase', { caseId: received.id }] as const;
  const supplies = ['supplyCase', { caseId: received.id, papers: [] }] as const;
  await did('a', 'startRestaurantOpeningV1', application, { channel: 'POST' }, supplies, withdraws);
  await did(
    'g',
    'startRestaurantOpeningV1',
    { ...application, onBehalfOf: 'p-applicant' },
    { channel: 'POST' },
    supplies,
    withdraws,
  );
  await did(
    'w',
    'startRestaurantOpeningV1',
    { ...application, onBehalfOf: 'p-applicant' },
    { channel: 'POST' },
    ['acceptCase', { caseId: bare.id }],
    ['acceptCase', { caseId: received.id }],
  );
  await did('o', 'claimStep', { caseId: accepted.id, step: 'licence' }, { step: 'fire' }, notYet, claims);
  await did('h', 'claimStep', { caseId: accepted.id, step: 'licence' }, { step: 'fire' }, notYet, claims);
  await did(
    's',
    'startInstrument',
    { caseId: accepted.id, level: 'L2', clock: 'promise', reason: { text: '群众反映强烈' } },
    { level: 'L1' },
    ['signInstrument', { caseId: accepted.id, instrument: 'L4:promise' }],
    ['startInstrument', { caseId: again.id, level: 'L1', clock: 'promise', reason: { text: '群众反映强烈' } }],
  );
});
afterAll(async () => {
  await office.product.stop();
});

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
/** A calendar on the demonstration's, which no case runs on. */
const overlay = (version: string) => ({
  calendar: 'listed',
  version,
  title: '本区',
  on: 'demonstration',
  years: [{ year: 2027, notices: ['区府办〔2027〕1号'], off: [{ name: '区庆', dates: ['2027-06-15'] }], work: [] }],
});
const literal = JSON.stringify(overlay('listed-2')).replaceAll(/"(\w+)":/g, '$1:');
/** The calendar of the cases, with a week off that begins tomorrow: what runs now would be due later. */
const dayAfter = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const moving =
  'publicationPreview(file: ' +
  `${JSON.stringify({ calendar: 'demonstration', version: 'listed-3', title: '改期', years: [0, 1].map(n => ({ year: new Date().getUTCFullYear() + n, notices: ['区府办〔2027〕2号'], off: n === 0 ? [{ name: '停办', dates: [`${dayAfter(1)}/${dayAfter(7)}`] }] : [], work: [] })) }).replaceAll(/"(\w+)":/g, '$1:')})`;
const hours = 'previewDeadline(limit: { unit: WH, n: 20 }, at: "2026-02-10T10:00:00+08:00")';
const previewed = 'previewProcedure(name: "restaurant-opening", receivedAt: "2027-03-24T10:00:00+08:00")';
const previewedListed = previewed.replace('restaurant-opening', 'listed');
const listedId = Buffer.from('Case:case-listed').toString('base64');
const ways: Readonly<Record<string, readonly string[]>> = {
  DeadlineExplanation: [`{ ${preview} { @ } }`],
  ExplanationLineConnection: [`{ ${preview} { lines { @ } } }`],
  ExplanationLineEdge: [`{ ${preview} { lines { edges { @ } } } }`],
  ExplanationLine: [`{ ${preview} { lines { edges { node { @ } } } } }`],
  ExplainedPause: [`{ ${preview} { pauses { @ } } }`],
  CalendarVersion: ['{ calendarVersion(version: "listed-1") { @ } }', `{ ${preview} { calendar { @ } } }`],
  Calendar: ['{ calendars { @ } }'],
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
  RestaurantOpeningV1Answers: [inCase('form { ... on RestaurantOpeningV1Answers { @ } }')],
  Attribution: [inCase('attribution { @ }')],
  UnitDays: [inCase('attribution { units { @ } }')],
  ChargedDay: [inCase('attribution { days { @ } }')],
  Suspension: [inCase('suspensions { @ }')],
  Clock: [inCase('clocks { @ }')],
  Pause: [inCase('clocks { pauses { @ } }')],
  Step: [inCase('steps { @ }')],
  Document: [inCase('documents { @ }')],
  Permit: [inCase('permits { @ }')],
  Defect: [inCase('defects { @ }')],
  Paper: [inCase('papers { @ }')],
  Reason: [inCase('reasons { @ }')],
  Message: [inCase('messages { @ }')],
  Event: [inCase('timeline { edges { node { @ } } }')],
  Actor: [inCase('timeline { edges { node { actor { @ } } } }')],
  Answer: [outcome('Answer')],
  Choice: [outcome('Choice')],
  Minutes: [outcome('Minutes')],
  PartyAnswer: [outcome('Minutes', 'answers { @ }')],
  Objections: [outcome('Objections')],
  Done: [outcome('Done')],
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
  ProcedureLimits: ['{ procedures { limits { @ } } }'],
  Extension: ['{ procedures { limits { extension { @ } } } }'],
  ExtensionApprover: ['{ procedures { limits { extension { by { @ } } } } }'],
  ProcedureMaterial: ['{ procedures { materials { @ } } }'],
  ProcedureStep: ['{ procedures { steps { @ } } }'],
  ProcedureSpecial: ['{ procedures { special { @ } } }'],
  ProcedurePermit: ['{ procedures { permits { @ } } }'],
  Limit: [inCase('clocks { limit { @ } }'), '{ procedures { limits { statutory { @ } } } }'],
  Unit: ['{ procedures { lead { @ } } }'],
  Viewer: ['{ me { @ } }'],
  PublicCaseStatus: ['{ publicCaseStatus(number: "SX2027-000000", queryCode: "ABCD2345") { @ } }'],
  Supervision: ['{ supervision { @ } }'],
  DeadLetter: ['{ deadLetters { @ } }'],
  Incident: ['{ incidents { edges { node { @ } } } }'],
  IncidentConnection: ['{ incidents { @ } }'],
  IncidentEdge: ['{ incidents { edges { @ } } }'],
  Repair: ['{ repairs { @ } }'],
};

type Asked = readonly [mutation: string, input: object];
const unknownCase = { commandId: 'x', caseId: 'none' };
/** An act that each of them may do: on no case, and with an id that cannot be kept. */
const own: Readonly<Record<Caller, Asked>> = {
  a: ['withdrawCase', {}],
  g: ['withdrawCase', {}],
  x: ['withdrawCase', {}],
  w: ['acceptCase', {}],
  o: ['claimStep', { step: 'x' }],
  h: ['claimStep', { step: 'x' }],
  t: ['claimStep', { step: 'x' }],
  s: ['signInstrument', { instrument: 'x' }],
};
const foreign: Asked = ['terminateCase', { ...unknownCase, reasons: [{ text: 'x' }] }];
const moved: Asked = ['advanceTime', { ...unknownCase, workingDays: 1 }];
/** What is answered with an object of a type, by caller; where it lies in the answer. */
const acted: Readonly<Record<string, (caller: Caller) => { readonly asked: Asked | undefined; readonly at?: string }>> =
  {
    Accepted: caller => ({
      asked: acts.has(caller) ? [acts.get(caller)!.mutation, acts.get(caller)!.done] : undefined,
    }),
    SameIdOtherContent: caller => ({
      asked: acts.has(caller) ? [acts.get(caller)!.mutation, acts.get(caller)!.otherwise] : undefined,
    }),
    Refused: caller => ({ asked: acts.get(caller)?.refused && withId(acts.get(caller)!.refused) }),
    Detail: caller => ({
      asked: acts.get(caller)?.refused && withId(acts.get(caller)!.refused),
      at: '... on Refused { details { @ } }',
    }),
    AskAgain: caller => ({ asked: acts.get(caller)?.waits && withId(acts.get(caller)!.waits, 'waits') }),
    NotFound: caller => ({ asked: own[caller] && [own[caller][0], { ...own[caller][1], ...unknownCase }] }),
    InvalidInput: caller => ({
      asked: own[caller] && [own[caller][0], { ...own[caller][1], ...unknownCase, commandId: 'a b' }],
    }),
    Issue: caller => ({
      asked: own[caller] && [own[caller][0], { ...own[caller][1], ...unknownCase, commandId: 'a b' }],
      at: '... on InvalidInput { issues { @ } }',
    }),
    NotPermitted: caller => ({ asked: caller === 'h' ? ['acceptCase', unknownCase] : foreign }),
    Unauthenticated: () => ({ asked: foreign }),
    Error: () => ({ asked: moved }),
    DevelopmentOnly: () => ({ asked: moved }),
  };
const withId = ([mutation, input]: Asked, commandId = 'refused'): Asked => [mutation, { commandId, ...input }];

interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}
const signed = new Map<Caller, Promise<string>>();
async function ask(caller: Caller, query: string, variables?: object): Promise<Answered> {
  const who = callers[caller];
  const token = who && (await (signed.get(caller) ?? signed.set(caller, office.product.api.tokenOf(who)).get(caller)));
  const response = await fetch(`${office.product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered;
}

/** What is asked of an object, marked by `here` so that it is found wherever it lies in the answer. */
const selection = (type: GraphQLNamedType, fields: readonly string[]): string => {
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${type.name} has no fields.`);
  return (
    'here: __typename ' +
    `${fields.map(field => `f_${field}: ${field}${fieldArguments[`${type.name}.${field}`] ?? ''} ${isLeafType(getNamedType(type.getFields()[field]!.type)) ? '' : '{ __typename }'}`).join(' ')}`
  );
};
const foundIn = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  return [...('here' in value ? [value as Record<string, unknown>] : []), ...Object.values(value).flatMap(foundIn)];
};
function markOf(objects: readonly Record<string, unknown>[], field: string): string {
  const told = objects
    .map(object => object[`f_${field}`])
    .filter(value => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));
  if (told.length === 0) return '0';
  return told.some(value => typeof value === 'string' && value.includes('**')) ? 'm' : '+';
}
const refuses = ({ errors }: Answered, coordinate: string): boolean =>
  errors?.some(
    ({ message, extensions }) =>
      message.startsWith(`${coordinate} `) && ['NOT_PERMITTED', 'UNAUTHENTICATED'].includes(extensions.code),
  ) ?? false;

/** The marks of fields of a type for a caller: asked together, and one by one where anything is refused. */
async function marksOf(
  caller: Caller,
  type: GraphQLNamedType,
  fields: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const asking =
    (of: readonly string[]) =>
    async (way: string): Promise<Answered> => {
      const { asked, at = `... on ${type.name} { @ }` } = acted[type.name]?.(caller) ?? {};
      if (way !== '' || !asked)
        return ask(caller, way.replace(/#\w+/, found => real[found]!).replace('@', selection(type, of)));
      const [mutation, input] = asked;
      const name = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
      return ask(
        caller,
        `mutation M($input: ${name}!) { ${mutation}(input: $input) { ${at.replace('@', selection(type, of))} } }`,
        { input },
      );
    };
  const one = fields.length === 1 ? waysOf[`${type.name}.${fields[0]}`] : undefined;
  const tried =
    one !== undefined ? [one] : acted[type.name] ? (acted[type.name]!(caller).asked ? [''] : []) : ways[type.name];
  if (!tried) throw new Error(`No way to an object of ${type.name} is known: name one in "ways" or "acted".`);
  const all = Object.fromEntries(fields.map(field => [field, '.']));
  for (const way of tried) {
    const together = await asking(fields)(way);
    if (!together.errors) {
      const objects = foundIn(together.data);
      if (objects.length > 0) return Object.fromEntries(fields.map(field => [field, markOf(objects, field)]));
      continue;
    }
    const singly = await Promise.all(
      fields.map(async field => {
        const answered = await asking([field])(way);
        const objects = foundIn(answered.data);
        if (refuses(answered, `${type.name}.${field}`)) return [field, '-'] as const;
        return [field, objects.length > 0 ? markOf(objects, field) : '.'] as const;
      }),
    );
    if (singly.some(([, mark]) => mark !== '.')) return Object.fromEntries(singly);
  }
  return all;
}

/**
 * Fields that are told of a case with a log of its own only, or of a limit of another kind. `#received`, `#accepted`,
 * `#public`, `#paused`: real cases.
 */
const waysOf: Readonly<Record<string, string>> = {
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
  'DeadlineExplanation.provisional':
    '{ previewDeadline(limit: { unit: WD, n: 20 }, at: "2033-03-10T10:00:00+08:00") { @ } }',
  'Recomputation.told': '{ #accepted { explainDeadline(clock: "statutory") { recomputations { @ } } } }',
  'PublicationPreview.examples': `{ ${moving} { @ } }`,
  'PublicationPreview.endCursor': `{ ${moving.replace(/\)$/, ', first: 1)')} { @ } }`,
  'PreviewedDeadline.choices': `{ ${previewedListed} { deadlines { @ } } }`,
  'PreviewedDeadline.dateField': `{ ${previewedListed} { deadlines { @ } } }`,
  'ExplanationLine.begins': `{ ${hours} { lines { edges { node { @ } } } } }`,
  'ExplanationLine.ends': `{ ${hours} { lines { edges { node { @ } } } } }`,
};
const fieldArguments: Readonly<Record<string, string>> = {
  'CalendarVersion.days': '(year: 2027)',
  'CalendarVersion.isWorking': '(date: "2027-06-15")',
  'Case.explainDeadline': '(clock: "acceptance")',
  'PublicCaseStatus.explainDeadline': '(clock: STATUTORY)',
};

const rootArguments: Readonly<Record<string, string>> = {
  case: `(id: "${caseId}")`,
  node: `(id: "${caseId}")`,
  caseByNumber: '(number: "SX2027-000000")',
  publicCaseStatus: '(number: "SX2027-000000", queryCode: "ABCD2345")',
  procedure: '(name: "restaurant-opening")',
  previewProcedure: '(name: "restaurant-opening")',
  previewDeadline: '(limit: { unit: WD, n: 20 })',
  calendarVersion: '(version: "cn-2026")',
  publication: '(version: "listed-1")',
  publicationPreview: `(file: ${literal})`,
};
async function rootMark(caller: Caller, root: 'Query' | 'Mutation', field: string): Promise<string> {
  const { args, type } = (root === 'Query' ? schema.getQueryType()! : schema.getMutationType()!).getFields()[field]!;
  if (root === 'Query') {
    const unit =
      args.some(arg => arg.name === 'unit') && ['s', 'd', 'b'].includes(caller) ? '(unit: "market-regulation")' : '';
    const answered = await ask(
      caller,
      `{ ${field}${rootArguments[field] ?? unit} ${isLeafType(getNamedType(type)) ? '' : '{ __typename }'} }`,
    );
    if (refuses(answered, `Query.${field}`)) return '-';
    if (answered.errors) throw new Error(`Query.${field} for ${caller}: ${JSON.stringify(answered.errors)}`);
    return Object.values(answered.data as object)[0] === null ? '0' : '+';
  }
  const name = String(args[0]!.type);
  const input = {
    ...(sample(args[0]!.type) as object),
    commandId: 'a b',
    ...('caseId' in (sample(args[0]!.type) as object) && { caseId: 'none' }),
  };
  const answered = await ask(
    caller,
    `mutation M($input: ${name}) { result: ${field}(input: $input) { __typename ... on Error { message } } }`,
    { input },
  );
  const { __typename, message } = (answered.data as { result: { __typename: string; message?: string } }).result;
  return ['NotPermitted', 'Unauthenticated'].includes(__typename) && message?.startsWith(`Mutation.${field} `)
    ? '-'
    : '+';
}

describe('every coordinate of the schema', () => {
  const table = tableOf(expected);

  test('is listed, and nothing else', () => {
    const coordinates = Object.values(schema.getTypeMap())
      .filter(type => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
      .flatMap(type =>
        isObjectType(type) || isInterfaceType(type)
          ? Object.keys(type.getFields()).map(field => `${type.name}.${field}`)
          : [],
      );
    expect([...table.keys()].toSorted()).toEqual(coordinates.toSorted());
  });

  test('is told to somebody: none is listed that no case and no procedure reaches', () => {
    expect(
      [...table]
        .filter(([, marks]) => !Object.values(marks).some(mark => ['+', 'm'].includes(mark)))
        .map(([coordinate]) => coordinate),
    ).toEqual([]);
  });

  const wrong = async (callersAsked: readonly Caller[], types: readonly string[]): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const type of types) {
      const fields = [...table.keys()]
        .filter(each => each.startsWith(`${type}.`))
        .map(each => each.slice(type.length + 1));
      await Promise.all(
        callersAsked.map(async caller => {
          const marks =
            type === 'Query' || type === 'Mutation'
              ? Object.fromEntries(
                  await Promise.all(fields.map(async field => [field, await rootMark(caller, type, field)] as const)),
                )
              : (Object.assign(
                  {},
                  ...(await Promise.all(
                    [
                      fields.filter(field => !waysOf[`${type}.${field}`]),
                      ...fields.filter(field => waysOf[`${type}.${field}`]).map(field => [field]),
                    ].map(of => marksOf(caller, schema.getType(type)!, of)),
                  )),
                ) as Readonly<Record<string, string>>);
          for (const field of fields) {
            const [is, should] = [marks[field], table.get(`${type}.${field}`)![caller]];
            if (is !== should) found.push(`${type}.${field} for ${caller}: found ${is}, expected ${should}`);
          }
        }),
      );
    }
    return found;
  };
  const types = [...new Set([...table.keys()].map(each => each.split('.')[0]!))].filter(type => type !== 'AskAgain');

  test.each(
    Object.entries(callers).map(([caller, who]) => [
      who ? `${who.as} ${who.unit ?? who.person ?? ''}`.trim() : 'nobody',
      caller,
    ]),
  )('is told to %s as it is listed', async (_who, caller) => {
    expect(await wrong([caller], types)).toEqual([]);
  });

  test('is told as it is listed also while it is not known what became of an act', async () => {
    await office.product.shell.stopWorker();
    expect(await wrong(Object.keys(callers), ['AskAgain'])).toEqual([]);
  });
});
