import type { Noun } from '../schema/noun.ts';
import { acts } from './acts.ts';
import { addClockLists } from './lists.ts';
import { permissions } from './permissions.ts';
import { addClock } from './type.ts';

/** The clock (时限). */
export const clock: Noun = { permissions, acts, parts: [addClock, addClockLists] };
