/**
 * The case (办件): what a command makes of it, how its log folds, and what time does to it. The only file that other
 * rooms import of this folder's rules.
 */
export { decide } from './decide/decide.ts';
export { evolve, fold } from './evolve/evolve.ts';
export { moved, recomputed, versionsInUse } from './recompute.ts';
export { nextTick, tick } from './time.ts';
export { isOver, viewOf } from './reading.ts';
export { unaddressed } from '../ladder/escalation.ts';
export type { Environment } from './environment.ts';
export type { CaseState } from './state.ts';
