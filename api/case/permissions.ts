import type { PermissionTable } from '../schema/rule.ts';
import {
  all,
  connectionRows,
  everyone,
  filers,
  officials,
  officialsOrNull,
  ofUnit,
  party,
  partyOrFiler,
  signedIn,
} from '../schema/who.ts';

export const permissions: PermissionTable = {
  Query: {
    ...all(signedIn, 'node case caseByNumber'),
    publicCaseStatus: everyone,
    myCases: { who: party },
    windowCases: { who: ['window-clerk'] },
    ...all(ofUnit, 'unitCases caseCounts'),
    modeFigures: { who: officials },
  },
  Mutation: {
    supplyCase: { who: partyOrFiler },
    rateCase: { who: filers },
    continuePermit: { who: [...party, 'unit-head'] },
  },
  ...connectionRows('Case', signedIn, 'counted'),
  Case: {
    ...all(
      signedIn,
      `id number revision procedure title lead place window forwardedTo
      applicant channel status acceptance colour extended unlawful
      receivedAt receivedOn typedInAt acceptedAt acceptedOn decidedAt decidedOn
      effectiveAt effectiveOn endedAt endedOn closed asOf modes modeUse
      form papers defects missing permits reasons remedies
      suspensions clocks steps documents timeline messages spans explainDeadline parent children childrenProgress drafts
      follows followUps progress stepsToCome toCorrect from filedBy nationalCode rating urgings appeals`,
    ),
    typedInBy: officialsOrNull,
    queryCode: { who: [...party, 'window-clerk'], orNull: true },
    instruments: officialsOrNull,
    checks: officialsOrNull,
    // Days by unit, no names: for the units of the case, for those who oversee it, and for observers.
    attribution: officialsOrNull,
  },
  PublicCaseStatus: all(
    everyone,
    `number title status receivedAt receivedOn acceptedAt acceptedOn decidedAt decidedOn
      due dueOn asOf explainDeadline spans progress colour toCorrect lead window`,
  ),
  CaseCount: all({ who: officials }, 'status colour cases'),
  Attribution: all({ who: officials }, 'clock asOf counted shared afterDue units days'),
  UnitDays: all({ who: officials }, 'unit days shared afterDue'),
  ChargedDay: all({ who: officials }, 'day units afterDue'),
  ChildrenProgress: all(signedIn, 'of opened ended drafts failed'),
  Rating: all(signedIn, 'grade remark at'),
  Urging: all(signedIn, 'reason at answer answeredAt'),
  Appeal: all(signedIn, 'ground notice body at'),
  FollowUp: all(signedIn, 'why case'),
  Suspension: all(signedIn, 'from to ground reason notice annulledAt'),
  Document: all(signedIn, 'id title permit number at on digest voidedAt'),
  CompletenessCheck: all({ who: officials }, 'unit at defects'),
  ModeUse: all(signedIn, 'mode standing'),
  ModeFigures: all({ who: officials }, 'mode offered used cured lapsed'),
  Permit: all(signedIn, 'permit title state reasons number validFrom validUntil conditions early deliveredAt'),
  CaseProgress: all(everyone, 'done of'),
  Defect: all(signedIn, 'item title defect'),
  Paper: all(signedIn, 'material title digest file kind suppliedBy instead'),
  Reason: all(signedIn, 'text basis'),
  Message: all(signedIn, 'to kind text seq createdAt deliveredAt'),
};
