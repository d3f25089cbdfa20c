import type { Instant } from '../../../calendar/day.ts';
import type { Json, Reason } from '../../../values.ts';

/** What the unit found of an objection. */
export interface Ruling {
  readonly isUpheld: boolean;
  readonly reasons: readonly Reason[];
}

/** What one of the two said to an objection before it was answered. */
interface Reply {
  readonly of: 'applicant' | 'objector';
  readonly reason: Reason;
  readonly at: Instant;
}

/** An objection to a public notice (公示异议). */
export interface ObjectionState {
  /** The step of the notice. */
  readonly notice: string;
  readonly reason: Reason;
  /** What it is about, as the procedure types it. */
  readonly concerns?: Json;
  /** The party that objects; absent where the unit recorded what came on paper. */
  readonly by?: string;
  readonly at: Instant;
  readonly replies: readonly Reply[];
  readonly ruling?: Ruling;
}
