import type { Noun } from '../schema/noun.ts';
import { all, signedIn } from '../schema/who.ts';
import { addPolledChanges } from './poll.ts';
import { addChange } from './type.ts';

/** What changes (变动). */
export const change: Noun = {
  permissions: {
    Query: { changes: signedIn },
    Subscription: { changes: signedIn },
    Change: all(signedIn, 'cursor caseId case'),
    ChangePage: all(signedIn, 'changes cursor hasMore'),
  },
  parts: [addChange, addPolledChanges],
};
