/**
 * The case (办件): what a command makes of it, how its log folds, and what time does to it. The only file that other
 * rooms import of this folder's rules.
 */
export { decide } from './decide.ts';
export { evolve, fold } from './evolve.ts';
export { dueChanges, isSameCalendars, recomputeClocks, versionsInUse } from './capabilities/limits/recompute.ts';
export { beforeReceipt, foldEntries, recordEvents, type CaseEnd, type Decision } from './record.ts';
export { nextPageAt } from './capabilities/children/pages.ts';
export { nextTick, tick } from './tick.ts';
export { isOver, viewOf } from './case-view.ts';
export { changeOver, type ViewUpdate } from './view-change.ts';
export { claimantOf, unaddressed } from './capabilities/instruments/escalation.ts';
export type { Environment } from './environment.ts';
export type { CaseState } from './state.ts';
