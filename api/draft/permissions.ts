import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, party, partyOrFiler } from '../schema/who.ts';

const theirs: Rule = { who: party };
/** The unit that filed a case does there what is its party's to do. */
const theirsOrFilers: Rule = { who: partyOrFiler };

/** A draft is its party's alone: no official reads what is not filed, but who files it for them. */
export const permissions: PermissionTable = {
  Query: all(theirs, 'drafts'),
  Mutation: all(theirsOrFilers, 'saveDraft deleteDraft submitDraft'),
  Draft: all(theirsOrFilers, 'id draft procedure applicant form papers modes parent step handedOn savedAt expiresAt'),
};
