import type { Noun } from '../schema/noun.ts';
import { addDeadLetters } from './dead-letters.ts';
import { addIncidents } from './incidents.ts';
import { permissions } from './permissions.ts';
import { addRepairs } from './repairs.ts';

/** What keeps cases from going on (故障), and its repair (修复). */
export const repair: Noun = { permissions, parts: [addDeadLetters, addIncidents, addRepairs] };
