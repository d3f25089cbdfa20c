import type { Noun } from '../schema/noun.ts';
import { signedIn } from '../schema/who.ts';
import { addAdvanceTime } from './advance-time.ts';

/** What only a development stack allows. */
export const development: Noun = {
  permissions: { Mutation: { advanceTime: signedIn } },
  parts: [addAdvanceTime],
};
