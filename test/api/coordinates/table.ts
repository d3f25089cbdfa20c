import type { Caller } from './callers.ts';

/** What each caller is told of a coordinate. */
export type Marks = Readonly<Record<Caller, string>>;

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
Query                     + + + + + + + + + + +  enumerations
Enumeration               + + + + + + + + + + +  name values
EnumerationValue          + + + + + + + + + + +  value title
Query                     + + + + + + + + + + +  procedures procedure publicCaseStatus previewProcedure
Query                     + + + + + + + + + + +  previewDeadline calendars calendarVersion
Query                     0 + + + + + + + + + +  me
Query                     - + + + + + + + + 0 0  node case caseByNumber
Query                     - + + + + + + + + + +  changes
Query                     - - - + + + + + + - +  inbox unitTasks unitCases dueSoon undated red
Query                     - - - + + + + + + - +  caseCounts toAnswer
Query                     - + 0 0 0 0 0 0 0 0 0  file
Query                     - + + - - - - - - + -  myCases drafts
Query                     - - - - + + - - - - +  confirmations
Query                     - - - + - - - - - - -  windowCases
Query                     - - - + - - - + - - -  findParties
Query                     - - - - - - + + + - -  supervision
Query                     - - - - - - - + - - -  deadLetters incidents repairs publications publication
Query                     - - - - - - - + - - -  publicationPreview directoryVersions repinnings schedules
Query                     + + + + + + + + + + +  units publicNotices publicNotice
Query                     - - - + + + + + + - +  holdings modeFigures
Subscription              - + + + + + + + + + +  changes
Mutation                  - - - + - - - - - - -  findNotRequired refuseAcceptance giveNotice acceptCase
Mutation                  - - - + - - - - - - -  acceptTolerantly deliverResult addParty linkPartyPerson
Mutation                  - - - + - - - - - - -  settleOnTheSpot
Mutation                  - - - + - - - - - - -  unlinkPartyPerson
Mutation                  - + + + - - - - - + -  startRestaurantOpening startRestaurantOpeningV1 startListed
Mutation                  - + + + - - - - - + -  startListedV1 startHomeless startHomelessV1
Mutation                  - + + + + + - - - + +  startCase startRaised startRaisedV1
Mutation                  - + + + + + - - - + +  saveDraft deleteDraft submitDraft
Mutation                  - + + + + + - - - + +  supplyCase cureCase answerRestaurantOpeningV1FireFix withdrawCase
Mutation                  - + + + + + - - - + +  withdrawCommitment
Mutation                  - + + - + + - - - + +  claimStep
Mutation                  - + + + + + - - - + +  answerStep answerListedV1Pay answerHomelessV1Pay
Mutation                  - - - - + + - - - - +  answerApproval startSpecialProcedure endSpecialProcedure
Mutation                  - - - + + + + + - - +  extendLimit
Mutation                  - - - - + + - - - - +  publishDecision confirmAnswer refuseAnswer
Mutation                  - - - - + + - - - - +  checkCompleteness
Mutation                  - - - - + + + + - - +  revokePermits
Mutation                  - - - - + + - - - - +  conveneConference recordMinutes answerUrging noteAppeal
Mutation                  - - - - + + - - - - +  unclaimStep
Mutation                  - + + + - - - - - + -  urgeCase rateCase
Mutation                  - + + - - + - - - + -  continuePermit
Mutation                  - - - - - + - - - - -  cancelPermits
Mutation                  - + - - + + - - - + +  objectToNotice
Mutation                  - - - - + + - - - - +  answerObjection
Mutation                  - + + - - - - - - + -  replyToObjection
Mutation                  - - - - - + - + - - -  reassignStep
Mutation                  - - - - - + - - - - -  terminateCase suspendCase resumeCase orderNewDecision
Mutation                  - - - - - - + - - - -  startInstrument signInstrument closeInstrument
Mutation                  - - - + + + - - - - +  replyToInstrument annulAct
Mutation                  - + + + + + + + + + +  advanceTime
Mutation                  - - - - - - - + - - -  publishCalendar sendDeadLetterAgain refuseDeadLetter startLostRun
Mutation                  - - - - - - - + - - -  takeEventsFromHistory startFromLog callAgain fireSchedule
Mutation                  - - - - - - - + - - -  setUnit setPerson removePerson givePost endPost transferPerson
Mutation                  - - - + + + + + + - +  enterAbsence endAbsence declareRelation endRelation
Mutation                  - + - - - - - - - + -  giveDelegation revokeDelegation
Mutation                  - + - - - - - + - + -  erasePersonal
Mutation                  - + - + - - - - - + -  changeParty

Change                    . + + + + + + + + + +  cursor caseId
ChangePage                . + + + + + + + + + +  cursor hasMore
ChangePage                . + + + + + + + + 0 0  changes
Change                    . + + + + + + + + 0 0  case

Case                      . + + + + + + + + . .  id number revision procedure title lead applicant channel status
Case                      . + + + + + + + + . .  acceptance colour extended unlawful receivedAt acceptedAt decidedAt
Case                      . + + + + + + + + . .  typedInAt receivedOn acceptedOn decidedOn effectiveOn endedOn
Case                      . 0 0 + + + + + + . .  typedInBy
Case                      . + + + + + + + + . .  endedAt effectiveAt closed asOf
Case                      . + + + + + + + + . .  modes modeUse form papers defects missing permits reasons remedies
Case                      . + + + + + + + + . .  suspensions clocks steps documents timeline messages spans
Case                      . + + + + + + + + . .  from filedBy place window forwardedTo
Case                      . + + + + + + + + . .  explainDeadline party
RegisteredParty           . + + + + + + + + + .  party kind
RegisteredParty           . + + + + + 0 0 m + .  name telephone
RegisteredParty           . + + + + + 0 0 + 0 .  creditGrade
RegisteredParty           . + 0 0 0 0 0 0 0 0 .  creditCode
Case                      . + + + 0 0 0 0 0 . .  queryCode
RegisteredParty           . 0 0 + 0 0 0 + 0 0 .  versions
PartyVersion              . . . + . . . + . . .  version at by
PartyVersion              . . . + . . . 0 . . .  name telephone
PartyVersion              . . . + . . . 0 . . .  creditGrade
PersonalErasure           . . . . . . . + . . .  ground at cases recorded
Case                      . 0 0 + + + + + + . .  instruments
Case                      . + + + + + + + + . .  progress toCorrect stepsToCome
Case                      . + + + + + + + 0 . .  actions
CaseProgress              + + + + + + + + + + +  done of
Action                    . + + + + + + + . . .  mutation title isPossible inputSchema
Action                    . + + + + + + 0 . . .  refusal
Action                    . 0 0 0 + + 0 0 . . .  answers
Action                    . + + 0 + + + + . . .  about
ActionSubject             . + + . + + + + . . .  name value
ActionAnswer              . . . . + + . . . . .  answer title
ActionRefusal             . + + + + + + + . . .  reason message details
ActionRefusal             . 0 0 0 + + + + . . .  basis
Case                      . 0 0 + + + + + + . .  attribution checks
Case                      . + + + + + + + + . .  nationalCode rating urgings appeals
Rating                    . + + + + + + + + . .  grade remark at
Urging                    . + + + + + + + + . .  reason at answer answeredAt
Appeal                    . + + + + + + + + . .  ground notice body at
Case                      . + + + + + + + + . .  parent children childrenProgress follows followUps
Case                      . + + + 0 0 0 0 0 . .  drafts
ChildrenProgress          . + + + + + + + + . .  of opened ended drafts failed
FollowUp                  . + + + + + + + + . .  why case
Attribution               . . . + + + + + + . .  clock asOf counted shared afterDue units days
UnitDays                  . . . + + + + + + . .  unit days shared afterDue
ChargedDay                . . . + + + + + + . .  day units afterDue
Suspension                . + + + + + + + + . .  from to ground reason notice annulledAt
ListedV1Answers           . + + + + + + + + . .  kind opens
RestaurantOpeningV1Answers . + + + + + + + + . .  name seats hasSignboard sellsTobacco
RestaurantOpeningV1Answers . + + + + + 0 0 m . .  contact
Clock                     . + + + + + + + + . .  clock case kind title unit step limit counting anchor due projected
Clock                     . + + + + + + + + . .  provisional calendar state colour asOf elapsed remaining stoppedAt
Clock                     . + + + + + + + + . .  verdict breachedAt noticedAt pauses extensions dueOn
Clock                     . + + + + + + + + . .  explainDeadline id
Pause                     . + + + + + + + + . .  from to until why
Step                      . + + + + + + + + . .  step case title kind unit post state openedAt endedAt clock about
Step                      . + + + + + + + + . .  outcome specialProcedures id handler
Step                      . + + . + + 0 + 0 . .  actions
Handler                   . + + + + + + + + . .  unit
Handler                   . + + + + + + 0 0 . .  name
SpecialProcedure          . + + + + + + + + . .  special title notice state awaitsResult clock
Step                      . 0 0 + + + + + + . .  claimedBy answeredBy proposal refusal call
Call                      . . . + + + + + + . .  attempts failure nextAt givenUpAt
Proposal                  . . . + + + + + + . .  seq at people next outcome
ProposalRefusal           . . . + + + + + + . .  by at reason
Document                  . + + + + + + + + . .  id title permit number at on digest voidedAt
Permit                    . + + + + + + + + . .  permit title state reasons number validFrom validUntil conditions
Permit                    . + + + + + + + + . .  early deliveredAt
CompletenessCheck         . . . + + + + + + . .  unit at defects
ModeUse                   . + + + + + + + + . .  mode standing
CaseCount                 . . . + + + + + + . .  status colour cases
ModeFigures               . . . + + + + + + . +  mode offered used cured lapsed
Defect                    . + + + + + + + + . .  item title defect
Paper                     . + + + + + + + + . .  material title digest file kind suppliedBy instead
File                      . + + + + + + + + . .  file type bytes digest state
File                      . + + + + + 0 0 0 . .  name download
FileDownload              . + + + + + . . . . .  url until
Reason                    . + + + + + + + + . .  text basis
Message                   . + + + + + + + + . .  to kind text seq createdAt deliveredAt
Event                     . + + + + + + + + . .  seq type at askedAt noticedAt actor basis step clock reasons
Event                     . + + + + + + + + . .  id text on documents calendar recomputed annuls
Event                     . 0 0 + + + + + + . .  instrument
RecomputedClock           . + + + + + + + + . .  clock dueBefore due dueBeforeOn dueOn
Actor                     . + + + + + + + + . .  role unit onBehalfOf
Actor                     . 0 0 + + + + + + . .  person
Answer                    . + + + + + + + + . .  answer reasons conditions reference to bySilence
Choice                    . + + + + + + + + . .  chose reasons
Step                      . + + + + + + + + . .  meeting conference party objection
Meeting                   . + + + + + + + + . .  meets place minutes present
Minutes                   . + + + + + + + + . .  minutes answers
PartyAnswer               . + + + + + + + + . .  party unit answer
Objections                . + + + + + + + + . .  objections
ObjectionAnswer           . + + + + + + + + . .  isUpheld reasons
Objection                 . + + + + + + + + . .  reason concerns at replies
Objection                 . 0 0 + + + + + + . .  by
ObjectionReply            . + + + + + + + + . .  of reason at
PublicNoticeConnection    + + + + + + + + + + +  edges pageInfo
PublicNoticeEdge          + + + + + + + + + + +  cursor node
PublicNotice              + + + + + + + + + + +  id number procedure title unit from due dueOn concernsSchema
PublicNotice              - + 0 0 0 0 0 0 0 0 0  mine
OwnObjection              . + . . . . . . . . .  objection reason concerns at replies answer
Done                      . + + + + + + + + . .  lapsed returned reasons
FeePaid                   . + + + + + + + + . .  receipt paid
ChildEnding               . + + + + + + + + . .  end permits result reasons
Instrument                . . . + + + + + + . .  instrument case level clock unit number title authority addressees
Instrument                . . . + + + + + + . .  basis content why state openedAt noticedAt signedBy servedAt replyDue
Instrument                . . . + + + + + + . .  id talkAt reply conclusion closedAt calendar replyDueOn
Addressee                 . . . + + + + + + . .  post unit person standsInFor
Addressee                 . . . + + + + 0 0 . .  name

CaseConnection            . + + + + + + + + 0 0  edges
CaseConnection            . + + + + + + + + + +  pageInfo totalCount
StepConnection            . . . + + + + + + . 0  edges
StepConnection            . . . + + + + + + . +  pageInfo totalCount
ClockConnection           . . . + + + + + + . 0  edges
ClockConnection           . . . + + + + + + . +  pageInfo totalCount
InstrumentConnection      . . . . . . + + + . .  edges pageInfo totalCount
EventConnection           . + + + + + + + + . .  edges pageInfo
CaseEdge                  . + + + + + + + + . .  cursor node
StepEdge                  . . . + + + + + + . .  cursor node
ClockEdge                 . . . + + + + + + . .  cursor node
InstrumentEdge            . . . . . . + + + . .  cursor node
EventEdge                 . + + + + + + + + . .  cursor node
PageInfo                  + + + + + + + + + + +  hasNextPage hasPreviousPage startCursor endCursor
Node                      . + + + + + + + + . .  id

Procedure                 + + + + + + + + + + +  workflowType name version current title kind lead limits modes
Procedure                 + + + + + + + + + + +  materials
Procedure                 + + + + + + + + + + +  steps special permits formSchema unavailable places
Procedure                 + + + + + + + + + + +  id intake guide picture
Guide                     + + + + + + + + + + +  text channels materials steps permits results fees modes
Guide                     + + + + + + + + + + +  savings follows reductions
GuideStep                 + + + + + + + + + + +  step after beside isUsual isAfterDecision says
GuideFee                  + + + + + + + + + + +  step title amount basis
GuideMode                 + + + + + + + + + + +  mode guard
GuideSaving               + + + + + + + + + + +  promised statutory share isThird text
GuideAnswer               + + + + + + + + + + +  field answer isGiven says changes
GuideChange               + + + + + + + + + + +  of added removed
GuideReduction            + + + + + + + + + + +  counter change text
ProcedureIntake           + + + + + + + + + + +  by from
ProcedureLimits           + + + + + + + + + + +  statutory promised acceptance correction delivery publicity extension
Extension                 + + + + + + + + + + +  of by atMost times basis
ExtensionApprover         + + + + + + + + + + +  role title unit
ProcedureMaterial         + + + + + + + + + + +  material title kind within onlyIf
ProcedureMaterial         + + + + + + + + + + +  source instead fileTypes fileBytes
ProcedureStep             + + + + + + + + + + +  step title kind unit role within people trio
ProcedureStep             + + + + + + + + + + +  mayPauseFor onlyIf resultSchema gives fees
Charge                    + + + + + + + + + + +  title amount onlyIf basis
ProcedureSpecial          + + + + + + + + + + +  special title atMost times byApplicant basis
ProcedurePermit           + + + + + + + + + + +  permit title
ProcedurePermit           + + + + + + + + + + +  validFor until renewal
Limit                     + + + + + + + + + + +  unit n text
Limit                     0 + + + + + + + + 0 0  date
Limit                     + + + + + + + + + + +  of
PublicCaseStatus          + + + + + + + + + + +  number title status receivedAt acceptedAt decidedAt due asOf
PublicCaseStatus          + + + + + + + + + + +  progress colour toCorrect lead window
PublicCaseStatus          + + + + + + + + + + +  dueOn explainDeadline spans receivedOn acceptedOn decidedOn
DeadlineExplanation       + + + + + + + + + + +  anchor limit extensions party measure total due dueOn projected
DeadlineExplanation       + + + + + + + + + + +  calendar sentences pauses lines soFar recomputations holder
DeadlineExplanation       . 0 0 . + + + + + . .  attribution
CountedSoFar              + + + + + + + + + + +  at on counted remaining text
DeadlineExplanation       + + + + + + + + + + +  provisional other
OtherLimit                + + + + + + + + + + +  limit due dueOn
ExplanationLineConnection + + + + + + + + + + +  edges pageInfo
ExplanationLineEdge       + + + + + + + + + + +  cursor node
ExplanationLine           + + + + + + + + + + +  effect firstDay lastDay begins ends kind amount through why notice
ExplainedPause            + + + + + + + + + + +  from fromOn to toOn until why effective
Recomputation             + + + + + + + + + + +  seq at on reason dueBefore due projected text
Recomputation             + + + + + + + + + + +  dueBeforeOn dueOn
Recomputation             . + + . + + + + + . .  told
Holder                    + + + + + + + + + + +  kind units text
Calendar                  + + + + + + + + + + +  calendar current versions
CalendarVersion           + + + + + + + + + + +  calendar version title current publishedAt on publishedYears
CalendarVersion           + + + + + + + + + + +  businessHours days isWorking
BusinessHours             + + + + + + + + + + +  from to weekdays segments
CalendarDay               + + + + + + + + + + +  date working name notice
CaseSpans                 + + + + + + + + + + +  from to counted wallClock applicant
CountedSpan               + + + + + + + + + + +  clock amount limit isWithin text
Length                    + + + + + + + + + + +  minutes workingDays calendarDays text
ProcedurePreview          + + + + + + + + + + +  procedure receivedAt acceptedAt deadlines deemedAcceptedAt
ProcedurePreview          + + + + + + + + + + +  deemedAcceptedOn
PreviewedDeadline         + + + + + + + + + + +  clock kind title explanation
PreviewedDeadline         + + + + + + + + + + +  choices dateField
FormChoice                + + + + + + + + + + +  field value
Unit                      + + + + + + + + + + +  unit title kind parent role region level calendar
Unit                      + + + + + + + + + + +  telephone id
Unit                      0 0 0 + + + + + + 0 +  people
Holding                   . . . + + + + 0 0 . +  name
Holding                   . . . + + + + + + . +  person unit post from to
Absence                   . . . + + + + + + . +  person from to deputy
Relation                  . . . + + + + + + . +  subject kind from to
Delegation                . + + . . . . . . . .  delegation agent applicant from to revokedAt
DirectoryVersion          . . . . . . . + . . .  version at by reason changes
DirectoryChange           . . . . . . . + . . .  kind subjects before after
Repinning                 . . . . . . . + . . .  version at rate cases repinned skipped refused failed open
Repinning                 . . . . . . . + . . .  finishedAt
Viewer                    . + + + + + + + + + +  id person role name
Viewer                    . 0 0 + + + + 0 0 0 +  unit
Viewer                    . 0 0 + + + + + + 0 +  post
Viewer                    . 0 0 0 0 0 0 0 0 0 +  standsInFor
Viewer                    . 0 + 0 0 0 0 0 0 0 0  actsFor
Viewer                    . + 0 0 0 0 0 0 0 + 0  parties
Viewer                    . 0 0 + + + + + + 0 +  absences relations
Viewer                    . + + 0 0 0 0 0 0 0 0  delegations
Supervision               . . . . . . + + + . .  instruments redCases
Publication               . . . . . . . + . . .  version versions by publishedAt finishedAt rate cases recomputed
Publication               . . . . . . . + . . .  skipped refused failed open
PublicationPreview        . . . . . . . + . . .  versions cases touched examined remaining moved later earlier overdue
PublicationPreview        . . . . . . . + . . .  refused
PublicationPreview        . . . . . . . + . . .  endCursor examples
ClockChange               . . . . . . . + . . .  caseId number clock title dueBefore due
ClockChange               . . . . . . . + . . .  dueBeforeOn dueOn
Incident                  . . . . . . . + . . .  kind caseId case key since seenAt detail repairs
IncidentConnection        . . . . . . . + . . .  edges pageInfo
IncidentEdge              . . . . . . . + . . .  cursor node
Repair                    . . . . . . . + . . .  at by repair caseId key found reason
Draft                     . + + . . . . . . . .  draft procedure applicant form papers modes savedAt expiresAt
Draft                     . + + . . . . . . . .  id parent step handedOn
Schedule                  . . . . . . . + . . .  schedule every zone firedOn nextOn failure
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

/** Coordinate → caller → mark. */
function read(text: string): ReadonlyMap<string, Marks> {
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

export const table: ReadonlyMap<string, Marks> = read(expected);
