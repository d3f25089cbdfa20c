/** What tolerant acceptance left open (容缺). */
export interface ToleranceState {
  /** The materials that are still missing. */
  readonly missing: readonly string[];
  /** Those for which time has run out. */
  readonly materialsLapsed?: readonly string[];
}
