import type { PermissionTable } from '../schema/rule.ts';
import {
  all,
  connectionRows,
  deciders,
  everyone,
  filers,
  officials,
  officialsOrNull,
  ofOneUnit,
  ofUnit,
  party,
  signedIn,
} from '../schema/who.ts';

export const permissions: PermissionTable = {
  Query: {
    ...all(ofUnit, 'inbox unitTasks'),
    confirmations: { who: deciders },
    ...all(everyone, 'publicNotices publicNotice'),
  },
  Mutation: {
    answerApproval: { who: deciders },
    confirmAnswer: { who: deciders },
    objectToNotice: { who: ['applicant', ...deciders] },
    replyToObjection: { who: party },
    answerObjection: { who: deciders },
    answerStep: { who: [...deciders, ...filers] },
    reassignStep: { who: ['unit-head', 'administrator'] },
  },
  ...connectionRows('Step', signedIn, 'counted'),
  ...connectionRows('PublicNotice', everyone),
  Step: {
    ...all(
      signedIn,
      'id step case title kind unit post state openedAt endedAt clock specialProcedures about outcome meeting ' +
        'conference party objection handler',
    ),
    ...all(officialsOrNull, 'claimedBy answeredBy proposal refusal call'),
  },
  Handler: { ...all(signedIn, 'unit'), name: { who: [...party, ...ofOneUnit, 'supervisor'], orNull: true } },
  SpecialProcedure: all(signedIn, 'special title notice state awaitsResult clock'),
  Proposal: all({ who: officials }, 'seq at people next outcome'),
  Call: all({ who: officials }, 'attempts failure nextAt givenUpAt'),
  ProposalRefusal: all({ who: officials }, 'by at reason'),
  Answer: all(signedIn, 'answer reasons conditions reference to bySilence'),
  Choice: all(signedIn, 'chose reasons'),
  Meeting: all(signedIn, 'meets place minutes present'),
  PartyAnswer: all(signedIn, 'party unit answer'),
  Minutes: all(signedIn, 'minutes answers'),
  Objections: all(signedIn, 'objections'),
  ObjectionAnswer: all(signedIn, 'isUpheld reasons'),
  Objection: { ...all(signedIn, 'reason concerns at replies'), by: officialsOrNull },
  ObjectionReply: all(signedIn, 'of reason at'),
  PublicNotice: {
    ...all(everyone, 'id number procedure title unit from due dueOn concernsSchema'),
    mine: signedIn,
  },
  OwnObjection: all(signedIn, 'objection reason concerns at replies answer'),
  Done: all(signedIn, 'lapsed returned reasons'),
  FeePaid: all(signedIn, 'receipt paid'),
  ChildEnding: all(signedIn, 'end permits result reasons'),
};
