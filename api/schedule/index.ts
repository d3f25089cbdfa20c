import type { Noun } from '../schema/noun.ts';
import { permissions } from './permissions.ts';
import { addFireSchedule } from './fire.ts';
import { addSchedule } from './type.ts';

/** The schedule (按期发起): what begins cases by date. */
export const schedule: Noun = { permissions, parts: [addSchedule, addFireSchedule] };
