import type { Noun } from '../schema/noun.ts';
import { addDraftMutations } from './mutations.ts';
import { permissions } from './permissions.ts';
import { addDraft } from './type.ts';

/** The draft (草稿): an application that is not filed yet. */
export const draft: Noun = { permissions, parts: [addDraft, addDraftMutations] };
