import type { Noun } from '../schema/noun.ts';
import { all, signedIn } from '../schema/who.ts';
import { addChange } from './type.ts';

/** What changes (变动). */
export const change: Noun = {
  permissions: {
    Subscription: { changes: signedIn },
    Change: all(signedIn, 'cursor caseId case'),
  },
  parts: [addChange],
};
