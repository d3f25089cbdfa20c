import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, everyone, officials, officialsOrNull, ofOneUnit, signedIn } from '../schema/who.ts';

const administrator: Rule = { who: ['administrator'] };
/** An official enters for themselves; for whom else, the directory says. */
const official: Rule = { who: officials };

/** The units are public; who holds which post in them is for officials, and how it changed for administrators. */
export const permissions: PermissionTable = {
  Query: {
    units: everyone,
    holdings: official,
    directoryVersions: administrator,
    repinnings: administrator,
  },
  Mutation: {
    ...all(administrator, 'setUnit setPerson removePerson givePost endPost transferPerson'),
    ...all(official, 'enterAbsence endAbsence declareRelation endRelation'),
    ...all({ who: ['applicant'] }, 'giveDelegation revokeDelegation'),
  },
  Unit: {
    ...all(everyone, 'id unit title kind parent role region level calendar telephone'),
    people: officialsOrNull,
  },
  Holding: {
    ...all(official, 'person unit post from to'),
    name: { who: [...ofOneUnit, 'supervisor'], orNull: true },
  },
  Absence: all(signedIn, 'person from to deputy'),
  Relation: all(signedIn, 'subject kind from to'),
  Delegation: all(signedIn, 'delegation agent applicant from to revokedAt'),
  // Whoever made a change is told what it did; the history of others is asked for by the query.
  DirectoryVersion: all(signedIn, 'version at by reason changes'),
  Repinning: all(administrator, 'version at finishedAt rate cases repinned skipped refused failed open'),
  DirectoryChange: all(signedIn, 'kind subjects before after'),
};
