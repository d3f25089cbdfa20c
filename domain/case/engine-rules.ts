/**
 * The version of the engine's own rules (when a day ends, how pauses count). A case is decided by the version that was
 * in force when it was received, until an event pins another.
 */
export const engineRules = 1;
