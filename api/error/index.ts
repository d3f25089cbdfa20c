import type { Noun } from '../schema/noun.ts';
import { permissions } from './permissions.ts';

/** What became of an act: its types are made with the kit, because every mutation answers with them. */
export const error: Noun = { permissions, parts: [] };
