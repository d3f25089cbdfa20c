import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, signedIn } from '../schema/who.ts';

const clerk: Rule = { who: ['window-clerk'] };

/** The register is the window's. What is shown of a party follows whoever reads it: `personalView`. */
export const permissions: PermissionTable = {
  Query: { findParties: { who: ['window-clerk', 'administrator'] } },
  Mutation: all(clerk, 'addParty linkPartyPerson unlinkPartyPerson'),
  Case: { party: signedIn },
  Viewer: { parties: signedIn },
  RegisteredParty: all(signedIn, 'party kind name creditCode creditGrade telephone'),
};
