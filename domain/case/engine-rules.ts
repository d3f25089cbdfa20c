/**
 * The version of the engine's own rules (when a day ends, how pauses count). A case is decided by the version that was
 * in force when it was received, until an event pins another. What an earlier version did otherwise stays as code:
 *
 * 1. `domain/clock/first-rules.ts`
 * 2. 24:00 belongs to the day that it ends, and no limit ends inside a pause or in the instant of its end. (T17, C4)
 */
export const engineRules = 2;
