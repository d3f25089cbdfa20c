/**
 * A clock is a pure function of its facts and a calendar's version: due instant, thresholds and spent time are
 * computed, never accumulated, so recomputing from the log gives the same answer as keeping them up to date.
 */
export { anchorIn, parseAnchor, parsePause } from './anchor.ts';
export type { Due } from './due.ts';
export type { ClockFacts, EndOfDay, HalfDayRule, Party, Pause } from './facts.ts';
export { dueOf, factsKnownAt } from './nearest.ts';
export { spentOf } from './spent.ts';
export { thresholdsOf, type Threshold } from './thresholds.ts';
