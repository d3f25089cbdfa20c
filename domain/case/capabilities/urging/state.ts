import type { Instant } from '../../../calendar/day.ts';
import type { Reason } from '../../../values.ts';

/** One urging (催办), and what the lead unit said. */
export interface Urging {
  readonly nth: number;
  readonly reason: Reason;
  readonly at: Instant;
  readonly answer?: string;
  readonly answeredAt?: Instant;
}

export interface UrgingState {
  /** In order. The last one is open while it has no answer and the case is undecided. */
  readonly urgings?: readonly Urging[];
}
