import type { Instant } from '../../../calendar/day.ts';

/** What a unit found when it was asked whether the papers are complete. */
export interface CompletenessCheck {
  readonly unit: string;
  readonly at: Instant;
  readonly by: string;
  readonly defects: readonly { readonly item: string; readonly defect: string }[];
}

export interface CompletenessState {
  /** The checks that came since the filing, or since what was supplied. */
  readonly checks?: readonly CompletenessCheck[];
}
