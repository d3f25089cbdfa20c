import type { Role } from '../../domain/values.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { generatedPermissions } from '../form/permissions.ts';
import type { Rule } from './rule.ts';

/** Type → field → who. Every coordinate of the schema has its row, or the schema does not build. */
export type PermissionTable = Readonly<Record<string, Readonly<Record<string, Rule>>>>;

const everyone: Rule = { who: 'everyone' };
const signedIn: Rule = { who: 'signedIn' };
/** Roles that act for one unit: lists are of that unit and of no other. */
export const ofOneUnit: readonly Role[] = ['window-clerk', 'officer', 'unit-head'];
const party: readonly Role[] = ['applicant', 'agent'];
const deciders: readonly Role[] = ['officer', 'unit-head'];
const clerk: Rule = { who: ['window-clerk'] };
const overseers: readonly Role[] = ['supervisor', 'administrator', 'observer'];
const officials: readonly Role[] = [...ofOneUnit, ...overseers];
/** Beside what applicants may read: who in the office did it is not told. */
const officialsOrNull: Rule = { who: officials, orNull: true };
const ofUnit: Rule = { who: officials, ownUnit: ofOneUnit };
const administrator: Rule = { who: ['administrator'] };
const supervisor: Rule = { who: ['supervisor'] };

/** One rule for many fields. */
const all = (rule: Rule, fields: string): Record<string, Rule> =>
  Object.fromEntries(
    fields
      .trim()
      .split(/\s+/)
      .map(field => [field, rule]),
  );
const connection = (node: string): Record<string, Record<string, Rule>> => ({
  [`${node}Connection`]: all(signedIn, 'edges pageInfo'),
  [`${node}Edge`]: all(signedIn, 'cursor node'),
});
const error = (fields = ''): Record<string, Rule> => all(everyone, `message code ${fields}`);

/**
 * The one table of permissions. Rows: who may ask a field at all. Which cases somebody sees is `sees`
 * (api/case/visibility.ts), asked wherever a case is reached; how much of personal data is shown is `personalView`
 * there, which steps' outcomes are `seesWithin`; whether an act is theirs (unit, step, post) the case itself decides,
 * from the caller as they were when they asked.
 */
const table: PermissionTable = {
  Query: {
    ...all(
      everyone,
      'procedures procedure publicCaseStatus me previewProcedure previewDeadline calendars calendarVersion',
    ),
    ...all(signedIn, 'node case caseByNumber'),
    ...all(ofUnit, 'inbox unitTasks unitCases dueSoon undated red'),
    myCases: { who: party },
    windowCases: clerk,
    supervision: { who: overseers },
    ...all(administrator, 'deadLetters incidents repairs publications publication publicationPreview'),
  },
  Mutation: {
    ...all(clerk, 'findNotRequired refuseAcceptance giveNotice acceptCase acceptTolerantly deliverResult'),
    ...all({ who: deciders }, 'claimStep answerApproval startSpecialProcedure endSpecialProcedure publishDecision'),
    ...all({ who: [...deciders, ...party] }, 'claimStep answerStep'),
    startCase: { who: [...party, 'window-clerk'] },
    ...all({ who: ['unit-head'] }, 'terminateCase suspendCase resumeCase'),
    // The role that a procedure names; the case decides.
    extendLimit: { who: [...deciders, 'supervisor', 'administrator'] },
    ...all({ who: party }, 'withdrawCase supplyCase cureCase'),
    ...all(supervisor, 'startInstrument signInstrument closeInstrument'),
    replyToInstrument: { who: ofOneUnit },
    advanceTime: signedIn,
    ...all(
      administrator,
      'publishCalendar sendDeadLetterAgain refuseDeadLetter startLostRun takeEventsFromHistory startFromLog',
    ),
  },
  Node: all(everyone, 'id'),
  PageInfo: all(everyone, 'hasNextPage hasPreviousPage startCursor endCursor'),
  ...connection('Case'),
  ...connection('Step'),
  ...connection('Clock'),
  ...connection('Instrument'),
  ...connection('Event'),

  Case: {
    ...all(
      signedIn,
      `id number revision procedure title lead applicant channel status acceptance colour extended unlawful receivedAt acceptedAt decidedAt endedAt closed asOf
      modes form papers defects missing permits reasons remedies suspensions clocks steps documents timeline messages spans explainDeadline`,
    ),
    queryCode: { who: [...party, 'window-clerk'], orNull: true },
    instruments: { who: officials },
    // Days by unit, no names: for the units of the case, for those who oversee it, and for observers.
    attribution: officialsOrNull,
  },
  Attribution: all({ who: officials }, 'clock asOf counted shared afterDue units days'),
  UnitDays: all({ who: officials }, 'unit days shared afterDue'),
  ChargedDay: all({ who: officials }, 'day units afterDue'),
  Suspension: all(signedIn, 'from to ground reason notice'),
  Clock: all(
    signedIn,
    'clock case kind title unit step limit anchor due projected provisional calendar state colour asOf elapsed ' +
      'remaining stoppedAt verdict breachedAt noticedAt pauses extensions explainDeadline',
  ),
  Pause: all(signedIn, 'from to until why'),
  Limit: all(everyone, 'unit n date text'),
  Step: {
    ...all(signedIn, 'step case title kind unit post state openedAt endedAt clock about outcome'),
    ...all(officialsOrNull, 'claimedBy answeredBy'),
  },
  Document: all(signedIn, 'title permit number at digest'),
  Permit: all(signedIn, 'permit title state reasons'),
  Defect: all(signedIn, 'item defect'),
  Paper: all(signedIn, 'material title digest kind suppliedBy'),
  Reason: all(signedIn, 'text basis'),
  Message: all(signedIn, 'to kind text seq createdAt deliveredAt'),
  Event: all(
    signedIn,
    'seq type at askedAt noticedAt actor basis step clock instrument reasons documents calendar recomputed',
  ),
  RecomputedClock: all(signedIn, 'clock dueBefore due'),
  Actor: { ...all(signedIn, 'role unit onBehalfOf'), person: officialsOrNull },
  Instrument: all(
    { who: officials },
    'instrument case level clock unit number title authority addressees basis content why state openedAt noticedAt ' +
      'signedBy servedAt replyDue talkAt reply conclusion closedAt',
  ),
  Addressee: {
    ...all({ who: officials }, 'post unit person standsInFor'),
    name: { who: [...ofOneUnit, 'supervisor'], orNull: true },
  },
  Answer: all(signedIn, 'answer reasons conditions reference to bySilence'),
  Choice: all(signedIn, 'chose reasons'),
  PartyAnswer: all(signedIn, 'unit answer'),
  Minutes: all(signedIn, 'minutes answers'),
  Objections: all(signedIn, 'objections'),
  Done: all(signedIn, 'lapsed returned reasons'),
  ChildEnding: all(signedIn, 'end permits result reasons'),

  Procedure: all(
    everyone,
    'workflowType name version current title lead limits modes materials steps special permits formSchema unavailable',
  ),
  ProcedureLimits: all(everyone, 'statutory promised acceptance correction delivery publicity extension'),
  Extension: all(everyone, 'of by atMost times basis'),
  ProcedureMaterial: all(everyone, 'material title kind within onlyIf source'),
  ProcedureStep: all(everyone, 'step title kind unit within people mayPauseFor onlyIf resultSchema'),
  ProcedureSpecial: all(everyone, 'special title atMost byApplicant basis'),
  ProcedurePermit: all(everyone, 'permit title'),
  PublicCaseStatus: all(everyone, 'number title status receivedAt acceptedAt decidedAt due asOf explainDeadline spans'),
  // Reached by whoever sees the case, by whoever has its query code, and in previews: it holds no names.
  DeadlineExplanation: {
    ...all(
      everyone,
      'anchor limit extensions party measure total due dueOn projected provisional calendar sentences pauses lines ' +
        'soFar recomputations holder',
    ),
    attribution: officialsOrNull,
  },
  CountedSoFar: all(everyone, 'at counted remaining text'),
  ExplanationLineConnection: all(everyone, 'edges pageInfo'),
  ExplanationLineEdge: all(everyone, 'cursor node'),
  ExplanationLine: all(everyone, 'effect firstDay lastDay begins ends kind amount through why notice'),
  ExplainedPause: all(everyone, 'from to until why effective'),
  Recomputation: all(everyone, 'seq at reason dueBefore due projected text told'),
  Holder: all(everyone, 'kind units text'),
  CaseSpans: all(everyone, 'from to counted wallClock applicant'),
  CountedSpan: all(everyone, 'clock amount limit text'),
  Length: all(everyone, 'minutes workingDays calendarDays text'),
  ProcedurePreview: all(everyone, 'procedure receivedAt acceptedAt deemedAcceptedAt deadlines'),
  PreviewedDeadline: all(everyone, 'clock kind title choices dateField explanation'),
  FormChoice: all(everyone, 'field value'),
  Unit: all(everyone, 'unit title kind'),
  Viewer: all(signedIn, 'person role unit name actsFor'),
  Supervision: all({ who: overseers }, 'instruments redCases'),
  Calendar: all(everyone, 'calendar current versions'),
  CalendarVersion: all(
    everyone,
    'version calendar title current publishedAt on publishedYears businessHours days isWorking',
  ),
  CalendarDay: all(everyone, 'date working name notice'),
  Publication: all(
    administrator,
    'version versions by publishedAt finishedAt rate cases recomputed skipped refused failed open',
  ),
  PublicationPreview: all(
    administrator,
    'versions cases touched examined remaining endCursor moved later earlier overdue refused examples',
  ),
  ClockChange: all(administrator, 'caseId number clock title dueBefore due'),
  Incident: all(administrator, 'kind caseId case key since seenAt detail repairs'),
  IncidentConnection: all(administrator, 'edges pageInfo'),
  IncidentEdge: all(administrator, 'cursor node'),
  Repair: all(administrator, 'at by repair caseId key found reason'),
  DeadLetter: all(administrator, 'key caseId procedure role askedAt deadAt attempts reason'),

  Accepted: all(signedIn, 'case commandId'),
  Issue: all(everyone, 'path code message expected details'),
  Detail: all(everyone, 'name values'),
  Error: error(),
  Unauthenticated: error(),
  NotPermitted: error(),
  NotFound: error(),
  DevelopmentOnly: error(),
  AskAgain: error('commandId'),
  SameIdOtherContent: error('commandId'),
  InvalidInput: error('issues'),
  Refused: error('reason basis found accepted details'),
};

/**
 * The table for a schema made for these procedures: their own mutations and types have their rows from what they
 * declare.
 */
export const permissionsFor = (procedures: ReadonlyMap<string, AnyProcedure>): PermissionTable => {
  const { Mutation, ...types } = generatedPermissions(procedures);
  return { ...table, ...types, Mutation: { ...table['Mutation'], ...Mutation } };
};
