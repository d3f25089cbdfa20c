import type { Noun } from '../schema/noun.ts';
import { permissions } from './permissions.ts';
import { addActions } from './type.ts';

/** What the caller may do now (可办操作). */
export const action: Noun = { permissions, parts: [addActions] };
