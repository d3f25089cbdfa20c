import type { Noun } from '../schema/noun.ts';
import { addErasure } from './erase.ts';
import { addPartyMutations } from './mutations.ts';
import { permissions } from './permissions.ts';
import { addPartySearch } from './search.ts';
import { addParty } from './type.ts';

/** The party (申请人): who applies, as the window wrote them down. */
export const party: Noun = { permissions, parts: [addParty, addPartySearch, addPartyMutations, addErasure] };
