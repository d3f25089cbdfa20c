import type { Noun } from '../schema/noun.ts';
import { permissions } from './permissions.ts';
import { addFile } from './type.ts';

export const file: Noun = { parts: [addFile], permissions };
