/** What a one-time notice named, and what came of it (一次性告知、补正). */
export interface CorrectionState {
  readonly defects: readonly { readonly item: string; readonly defect: string }[];
  /** What the last supply brought: a second notice may name nothing else. Undefined before the first notice. */
  readonly supplied?: readonly string[];
}
