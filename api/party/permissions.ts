import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, signedIn } from '../schema/who.ts';

const clerk: Rule = { who: ['window-clerk'] };

/** The register is the window's. What is shown of a party follows whoever reads it: `personalView`. */
export const permissions: PermissionTable = {
  Query: { findParties: { who: ['window-clerk', 'administrator'] } },
  Mutation: {
    ...all(clerk, 'addParty linkPartyPerson unlinkPartyPerson'),
    changeParty: { who: ['applicant', 'window-clerk'] },
    erasePersonal: { who: ['applicant', 'administrator'] },
  },
  Case: { party: signedIn },
  Viewer: { parties: signedIn },
  PersonalErasure: all(signedIn, 'ground at cases recorded'),
  RegisteredParty: {
    ...all(signedIn, 'party kind name creditCode creditGrade telephone'),
    versions: { who: ['window-clerk', 'administrator'], orNull: true },
  },
  PartyVersion: all({ who: ['window-clerk', 'administrator'] }, 'version at by name creditGrade telephone'),
};
