import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, party } from '../schema/who.ts';

const theirs: Rule = { who: party };

/** A draft is its party's alone: no official reads what is not filed. */
export const permissions: PermissionTable = {
  Query: all(theirs, 'drafts'),
  Mutation: all(theirs, 'saveDraft deleteDraft submitDraft'),
  Draft: all(theirs, 'draft procedure applicant form papers modes savedAt expiresAt'),
};
