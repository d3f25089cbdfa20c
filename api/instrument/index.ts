import type { Noun } from '../schema/noun.ts';
import { acts } from './acts.ts';
import { permissions } from './permissions.ts';
import { addSupervision } from './supervision.ts';
import { addInstrument } from './type.ts';

/** The instrument of the ladder (督办文书). */
export const instrument: Noun = { permissions, acts, parts: [addInstrument, addSupervision] };
