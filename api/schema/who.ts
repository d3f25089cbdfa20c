import type { Role } from '../../domain/values.ts';
import type { PermissionTable, Rule } from './rule.ts';

/** Who may ask: the groups that the rows of the nouns name. */
export const everyone: Rule = { who: 'everyone' };
export const signedIn: Rule = { who: 'signedIn' };

/** Roles that act for one unit: lists are of that unit and of no other. */
export const ofOneUnit: readonly Role[] = ['window-clerk', 'officer', 'unit-head'];
export const party: readonly Role[] = ['applicant', 'agent'];
/** Whoever may file an application. */
export const filers: readonly Role[] = [...party, 'window-clerk'];
/** Whoever does what is the party's to do: the unit that filed a case does it there for them. */
export const partyOrFiler: readonly Role[] = [...party, ...ofOneUnit];
/** Whoever decides for a unit. */
export const deciders: readonly Role[] = ['officer', 'unit-head'];
export const overseers: readonly Role[] = ['supervisor', 'administrator', 'observer'];
export const officials: readonly Role[] = [...ofOneUnit, ...overseers];

/** Beside what applicants may read: who in the office did it is not told. */
export const officialsOrNull: Rule = { who: officials, orNull: true };
/** Lists of one unit, which roles of a unit ask of their own alone. */
export const ofUnit: Rule = { who: officials, ownUnit: ofOneUnit };

/** One rule for many fields, their names between blanks. */
export const all = (rule: Rule, fields: string): Readonly<Record<string, Rule>> =>
  Object.fromEntries(
    fields
      .trim()
      .split(/\s+/)
      .map(field => [field, rule]),
  );

/** The rows of a connection and its edges; of one that is counted, of its count too. */
export const connectionRows = (node: string, rule: Rule, counted?: 'counted'): PermissionTable => ({
  [`${node}Connection`]: all(rule, `edges pageInfo ${counted ? 'totalCount' : ''}`),
  [`${node}Edge`]: all(rule, 'cursor node'),
});
