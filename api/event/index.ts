import type { Noun } from '../schema/noun.ts';
import { permissions } from './permissions.ts';
import { addEvent } from './type.ts';

/** The event of the log (办理记录). */
export const event: Noun = { permissions, parts: [addEvent] };
